import { useCallback, useEffect, useRef, useState } from 'react';
import type { Failure } from '../../core/base/protocol.ts';
import { failureFrom } from '../core.ts';
import { onAnswersOld } from './answers.ts';

const pageSize = 100;

type Rows<T, Head> = { readonly head: Head | undefined; readonly total: number; readonly pages: ReadonlyMap<number, readonly T[]> };
type Loaded<T, Head> = Head & { readonly total: number; readonly rows: readonly T[] };

export type Pages<T, Head> = {
  readonly total: number;
  /** what the core says besides the rows, e.g. a sum; undefined before the first answer */
  readonly head: Head | undefined;
  readonly failure: Failure | null;
  readonly rowAt: (index: number) => T | undefined;
  /** told by the table which rows are on screen */
  readonly need: (first: number, last: number) => void;
};

/**
 * A long list that the core hands out in pages, fetched as they come into sight. While another question (`key`) is on its
 * way the rows of the one before stay.
 */
export const usePages = <T, Head extends object>(feature: string, key: string, load: (offset: number, limit: number) => Promise<Loaded<T, Head>>): Pages<T, Head> => {
  const [rows, setRows] = useState<Rows<T, Head>>({ head: undefined, total: 0, pages: new Map() });
  const [failure, setFailure] = useState<Failure | null>(null);
  const turn = useRef(0);
  const asked = useRef(new Set<number>());
  const wanted = useRef<readonly [number, number]>([0, 0]);
  const loadNow = useRef(load);
  loadNow.current = load;

  const fetchPage = useCallback(async (page: number, fresh: boolean) => {
    const mine = turn.current;
    asked.current.add(page);
    try {
      const { rows: found, total, ...head } = await loadNow.current(page * pageSize, pageSize);
      if (mine !== turn.current) return;
      setFailure(null);
      setRows((before) => {
        const pages = fresh || before.total !== total ? new Map<number, readonly T[]>() : new Map(before.pages);
        pages.set(page, found);
        return { head: head as unknown as Head, total, pages };
      });
    } catch (error) {
      if (mine === turn.current) setFailure(failureFrom(error));
    }
  }, []);

  const startOver = useCallback(() => {
    turn.current += 1;
    asked.current = new Set();
    const [first, last] = wanted.current;
    const firstPage = Math.floor(first / pageSize);
    void fetchPage(firstPage, true).then(() => {
      for (let page = firstPage + 1; page <= Math.floor(last / pageSize); page += 1) void fetchPage(page, false);
    });
  }, [fetchPage]);

  useEffect(() => {
    startOver();
    return onAnswersOld(feature, startOver);
  }, [feature, key, startOver]);

  const need = useCallback((first: number, last: number) => {
    wanted.current = [first, last];
    for (let page = Math.floor(first / pageSize); page <= Math.floor(last / pageSize); page += 1) {
      if (!asked.current.has(page)) void fetchPage(page, false);
    }
  }, [fetchPage]);

  const rowAt = useCallback((index: number) => rows.pages.get(Math.floor(index / pageSize))?.[index % pageSize], [rows]);
  return { total: rows.total, head: rows.head, failure, rowAt, need };
};
