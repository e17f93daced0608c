import type { TimelineItem, TimelineKind } from './contract.ts';

/** Where the last page of a source ended. */
export type Place = Pick<TimelineItem, 'at' | 'id'>;

export type TimelineWish = {
  readonly customerId: number;
  /** some of the source's own kinds */
  readonly kinds: readonly TimelineKind[];
  /** only what is older; null from the newest on */
  readonly before: Place | null;
  readonly limit: number;
};

/**
 * What a feature puts on a person's timeline. A new feature plugs in by one of these in app.ts and nothing else: pages,
 * filter and totals follow. Items come newest first, by `at` and then `id`.
 */
export type TimelineSource = {
  readonly kinds: readonly TimelineKind[];
  readonly count: (customerId: number) => Partial<Record<TimelineKind, number>>;
  readonly list: (wish: TimelineWish) => readonly TimelineItem[];
};
