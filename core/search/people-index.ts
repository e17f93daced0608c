/** Everybody's searchable texts, kept up to date: built in steps, and after a commit only for whom it touched. */
import { readingsOf } from '../customers/pinyin.ts';
import type { SearchRepository } from './repository.ts';
import type { TextHits } from './text-index.ts';
import { createTextIndex } from './text-index.ts';

const peopleAtOnce = 128;
/** More people than this are quicker read anew than put in one by one. */
const manyTouched = 2000;

export const createPeopleIndex = (read: SearchRepository) => {
  const index = createTextIndex(readingsOf);
  /** the last operation that the index has heard of; null before it is first built */
  let upTo: number | null = null;
  let stale = false;
  let building: Generator<void> | null = null;

  function* build(): Generator<void> {
    const seen = read.lastOperation();
    index.clear();
    const ids = yield* read.idsByRank();
    for (let at = 0; at < ids.length; at += peopleAtOnce) {
      const some = read.people(Array.from(ids.subarray(at, at + peopleAtOnce)));
      yield;
      index.add(some);
      yield;
    }
    upTo = seen;
  }

  /** Goes one step towards what was committed since; says whether there was one to go. */
  const step = (): boolean => {
    if (building) {
      const steps = building;
      // What fails half-way is begun anew by whoever searches next.
      building = null;
      if (!steps.next().done) building = steps;
      return true;
    }
    if (!stale && upTo !== null) return false;
    stale = false;
    const touched = upTo === null ? null : read.touchedSince(upTo, manyTouched);
    if (touched === null) {
      upTo = null;
      building = build();
    } else {
      upTo = read.lastOperation();
      index.replace(touched, read.people(touched));
    }
    return true;
  };
  const upToDate = (): void => {
    while (step());
  };

  return {
    /** Something was committed: to be read before the next search. */
    invalidate: (): void => {
      stale = true;
    },
    /** The same in steps, so that nobody waits for it. */
    follow: async ({ breathe }: { readonly breathe: () => Promise<unknown> }): Promise<void> => {
      while (step()) await breathe();
    },
    find: (query: string, limit: number): TextHits => {
      upToDate();
      return index.find(query, limit);
    },
    matching: (query: string): readonly number[] => {
      upToDate();
      return index.matching(query);
    },
  };
};
export type PeopleIndex = ReturnType<typeof createPeopleIndex>;
