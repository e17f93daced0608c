/** From a file to recognised tables. What a preview read is kept for the import after it: a big table is not read twice. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { Clock } from '../base/clock.ts';
import { todayOf } from '../base/clock.ts';
import type { JobContext } from '../base/dispatcher.ts';
import { Refused } from '../base/errors.ts';
import type { Files } from '../base/files.ts';
import type { Workbook } from './cells.ts';
import type { Mapping, StatusWord } from './contract.ts';
import type { Mappings } from './mappings.ts';
import type { StartReader } from './reader-link.ts';
import { readThroughProcess } from './reader-link.ts';
import type { ImportRepository } from './repository.ts';
import type { OwnWordsOf, Recognition } from './rules.ts';
import { recogniseSteps } from './rules.ts';
import { comparable } from './status-words.rules.ts';

type Parts = {
  readonly read: ImportRepository;
  readonly clock: Clock;
  readonly files: Files;
  readonly startReader: StartReader;
  readonly mappings: Mappings;
  readonly ownWordsOf: OwnWordsOf;
};

type Wanted = { readonly file: string; readonly passwords?: readonly string[]; readonly mapping?: Mapping | undefined; readonly statuses?: readonly Meaning[] };
type Meaning = Pick<StatusWord, 'word' | 'status'>;
type Read = { readonly name: string; readonly fileSha256: string; readonly warnings: Workbook['warnings'] } & Exclude<Recognition, { type: 'refused' }>;

/** More rows than this are refused as a whole, in words: cutting silently would lose orders. */
const maxRows = 300_000;

/** Somebody who looks at a preview longer than this waits once more; a laptop has better uses for the memory. */
const keptFor = 5 * 60_000;

/** One value, found again under the key that it was kept under. */
const createKept = <T>() => {
  let kept: { readonly key: string; readonly value: T; readonly timer: NodeJS.Timeout } | null = null;
  const drop = (): void => {
    clearTimeout(kept?.timer);
    kept = null;
  };
  return {
    drop,
    find: (key: string): T | undefined => (kept?.key === key ? kept.value : undefined),
    keep: (key: string, value: T): void => {
      drop();
      kept = { key, value, timer: setTimeout(drop, keptFor).unref() };
    },
  };
};

/** What the file is by its bytes; null when it cannot be opened, for which the reader knows the sentence. */
const sha256Of = async (path: string): Promise<string | null> => {
  const hash = createHash('sha256');
  try {
    for await (const piece of createReadStream(path) as AsyncIterable<Buffer>) hash.update(piece);
    return hash.digest('hex');
  } catch {
    return null;
  }
};

export const createReading = ({ read, clock, files, startReader, mappings, ownWordsOf }: Parts) => {
  const workbooks = createKept<Workbook>();
  const recognitions = createKept<Exclude<Recognition, { type: 'refused' }>>();

  const recognised = async (workbook: Workbook, name: string, { mapping, statuses = [] }: Wanted, job: JobContext) => {
    const wordsOf: OwnWordsOf = (platform) => new Map([...ownWordsOf(platform), ...statuses.map(({ word, status }) => [comparable(word), status] as const)]);
    const steps = recogniseSteps(workbook, name, (headers) => mappings.of(mapping, headers), todayOf(clock), wordsOf);
    let step = steps.next();
    for (; !step.done; step = steps.next()) {
      job.progress('imports.recognising', step.value, null);
      await job.breathe();
    }
    const recognition = step.value;
    if (recognition.type === 'refused') throw new Refused(recognition.failure.code, { file: name, ...recognition.failure.details });
    return recognition;
  };

  const forget = (): void => {
    workbooks.drop();
    recognitions.drop();
  };

  return {
    forget,
    /** Reads and recognises; the database is only asked for what the user explained before. */
    of: async (wanted: Wanted, job: JobContext): Promise<Read> => {
      const { file, passwords = [], mapping, statuses } = wanted;
      const { path, name } = files.find(file);
      const onRows = (rows: number) => job.progress('imports.reading', rows, null);
      onRows(0);
      const fileSha256 = (await sha256Of(path)) ?? '';
      const source = JSON.stringify([fileSha256, name, passwords]);
      const known = workbooks.find(source);
      if (!known) forget();
      const workbook = known ?? (await readThroughProcess(startReader, { fileName: name, path, maxRows, passwords, signal: job.signal, onRows }));
      workbooks.keep(source, workbook);
      // Whatever was written since may have changed what headers and words mean.
      const manner = JSON.stringify([source, mapping, statuses, todayOf(clock), read.lastOperation()]);
      const recognition = recognitions.find(manner) ?? (await recognised(workbook, name, wanted, job));
      recognitions.keep(manner, recognition);
      return { ...recognition, name, fileSha256, warnings: workbook.warnings };
    },
  };
};
