import type { Clock, NewId } from '../base/clock.ts';
import { nowOf, todayOf } from '../base/clock.ts';
import { addDays } from '../base/dates.ts';
import { Refused } from '../base/errors.ts';
import { unmasked } from '../base/phones.ts';
import { yuan } from '../base/money.ts';
import type { RunningOperation } from '../base/recorder.ts';
import type { EntryFacts, TimelineItem, TimelineKind, TimelineSummary } from './contract.ts';
import { EntryKind, TimelineKind as Kinds } from './contract.ts';
import type { StoredEntry, TimelineRepository } from './repository.ts';
import { entryProblem, hasAmount, hasChannel, isNewer, owedOf } from './rules.ts';
import type { Place, TimelineSource } from './source.ts';

type Parts = {
  readonly read: TimelineRepository;
  readonly write: TimelineRepository;
  readonly clock: Clock;
  readonly newId: NewId;
  /** what the other features know of a person */
  readonly sources: readonly TimelineSource[];
};

type Wish = { readonly customerId: number; readonly kinds?: readonly TimelineKind[] | undefined; readonly offset: number; readonly limit: number };

/** A source is asked for this many at a time. */
const pageSize = 100;
/** As much of an entry as the history tells. */
const subjectLength = 20;

const itemOf = ({ kind, id, at, text, channel, amountFen }: StoredEntry): TimelineItem => ({ kind, id, at, text, channel, amountFen, state: null, change: null });

/** A source's items one after the other, read as far as they are wanted. */
function* itemsOf(source: TimelineSource, customerId: number, kinds: readonly TimelineKind[]): Generator<TimelineItem> {
  const own = kinds.filter((kind) => source.kinds.includes(kind));
  for (let before: Place | null = null; own.length > 0; ) {
    const page: readonly TimelineItem[] = source.list({ customerId, kinds: own, before, limit: pageSize });
    yield* page;
    before = page.at(-1) ?? null;
    if (page.length < pageSize) return;
  }
}

/** All of them in one row, the newest first. */
function* merged(streams: readonly Iterator<TimelineItem>[]): Generator<TimelineItem> {
  const heads = streams.map((stream) => ({ stream, next: stream.next() })).filter(({ next }) => !next.done);
  while (heads.length > 0) {
    const first = heads.reduce((newest, head) => (isNewer(head.next.value, newest.next.value) ? head : newest));
    yield first.next.value;
    first.next = first.stream.next();
    if (first.next.done) heads.splice(heads.indexOf(first), 1);
  }
}

/** 王桂英：两袋饲料, so that one entry can be told from another in the history. */
const subjectOf = (name: string | undefined, { text, amountFen }: Pick<EntryFacts, 'text' | 'amountFen'>): string =>
  [name, [amountFen === null ? '' : yuan(amountFen), text.slice(0, subjectLength)].filter((part) => part !== '').join(' ')].join('：');

export const createTimeline = ({ read, write, clock, newId, sources: others }: Parts) => {
  const sources: readonly TimelineSource[] = [{ kinds: EntryKind.options, count: read.count, list: (wish) => read.list(wish).map(itemOf) }, ...others];
  const totalsOf = (customerId: number): Partial<Record<TimelineKind, number>> => Object.assign({}, ...sources.map((source) => source.count(customerId)));

  const written = (facts: EntryFacts, at: string) => {
    const problem = entryProblem(facts, `${addDays(todayOf(clock), 1)}T24`);
    if (problem) throw new Refused(problem);
    return { kind: facts.kind, channel: hasChannel(facts.kind) ? facts.channel : null, at: facts.at ?? at, text: facts.text, amountFen: hasAmount(facts.kind) ? facts.amountFen : null };
  };
  const existing = (id: number): StoredEntry => {
    const entry = write.find(id);
    if (!entry) throw new Refused('timeline.notFound');
    return entry;
  };

  return {
    list: ({ customerId, kinds = Kinds.options, offset, limit }: Wish): { total: number; rows: TimelineItem[] } => {
      const totals = totalsOf(customerId);
      const total = kinds.reduce((sum, kind) => sum + (totals[kind] ?? 0), 0);
      const rows: TimelineItem[] = [];
      let passed = 0;
      for (const item of merged(sources.map((source) => itemsOf(source, customerId, kinds)))) {
        if (passed >= offset) rows.push(item);
        passed += 1;
        if (rows.length === limit) break;
      }
      return { total, rows };
    },
    summary: (customerId: number): TimelineSummary => ({ totals: totalsOf(customerId), ...owedOf(read.accounts(customerId)) }),
    add: (customerId: number, facts: EntryFacts, operation: RunningOperation) => {
      const name = write.nameOf(customerId);
      if (name === undefined) throw new Refused('customers.notFound');
      const id = write.insert(newId(), customerId, written(facts, nowOf(clock)));
      operation.about(subjectOf(name, facts));
      return { id, operationId: operation.id };
    },
    edit: (id: number, facts: EntryFacts, operation: RunningOperation) => {
      const entry = existing(id);
      const { customerId, at } = entry;
      // Who saw a phone masked sends the mask back.
      write.update(id, written(unmasked(facts, entry), at));
      operation.about(subjectOf(write.nameOf(customerId), facts));
      return { operationId: operation.id };
    },
    remove: (id: number, operation: RunningOperation) => {
      const entry = existing(id);
      write.remove(id);
      operation.about(subjectOf(write.nameOf(entry.customerId), entry));
      return { operationId: operation.id };
    },
  };
};
export type Timeline = ReturnType<typeof createTimeline>;
