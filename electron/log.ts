/** A small local log of what went wrong in the program. It never holds names, phones, notes or paths of the person's files. */
import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';

const sizeLimit = 512 * 1024;

/** From what a dying process wrote, only the kind of error and the places in our code: its message may quote a customer. */
export function stackOnly(text: string): string {
  const lines = text.split('\n');
  const kinds = lines.map((line) => /^(?:Uncaught )?([A-Z][A-Za-z]*(?:Error|Exception))\b/.exec(line)?.[1]).filter((kind) => kind !== undefined);
  const places = lines.filter((line) => /^\s+at /.test(line)).map((line) => line.trim().replace(/\(?(?:file:\/\/)?[^\s()]*[\\/]([^\\/\s()]+:\d+:\d+)\)?/, '($1)'));
  return [...kinds.slice(-1), ...places.slice(0, 12)].join(' | ');
}

export type Log = (event: string, detail?: string | number | null) => void;

export function createLog(folder: string): Log {
  const file = join(folder, 'xiangke.log');
  return (event, detail) => {
    try {
      mkdirSync(folder, { recursive: true });
      // Two files in turn make the ring.
      if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > sizeLimit) renameSync(file, join(folder, 'xiangke.old.log'));
      appendFileSync(file, `${new Date().toISOString()} ${event}${detail === undefined || detail === null ? '' : ` ${detail}`}\n`);
    } catch {
      // A full disk must not turn a log line into a second failure.
    }
  };
}
