/** Files that the person chose, under tokens. Paths stay in the shell and the core. */
import { randomUUID } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { basename, extname, resolve } from 'node:path';
import type { GrantedFile } from './bridge.ts';

export const tableExtensions = ['csv', 'vcf', 'xlsx', 'xls', 'txt'] as const;
const isTable = (path: string) => tableExtensions.some((extension) => extname(path).toLowerCase() === `.${extension}`);

/** The tables among a program's arguments; `from` is the folder it was started in. */
export const tablesIn = (args: readonly string[], from: string): readonly string[] =>
  args.filter((arg) => !arg.startsWith('-') && isTable(arg)).map((arg) => resolve(from, arg)).filter((path) => existsSync(path));

/** Makes a proposed file name one that every system takes, with the right ending. */
export function safeFileName(name: string, extension: string): string {
  // Control characters and what Windows forbids.
  // oxlint-disable-next-line no-control-regex
  const cleaned = name.replace(/[\u0000-\u001f<>:"/\\|?*]/g, ' ').replace(/\s+/g, ' ').replace(/^[. ]+|[. ]+$/g, '').slice(0, 120);
  const stem = cleaned.toLowerCase().endsWith(`.${extension}`) ? cleaned.slice(0, -extension.length - 1).trim() : cleaned;
  return `${stem === '' ? '未命名' : stem}.${extension}`;
}

/** `tellCore` gets every grant, so that requests may name the token. */
export function createFiles(tellCore: (token: string, path: string) => void) {
  const paths = new Map<string, string>();
  const add = (path: string, size: number): GrantedFile => {
    const token = randomUUID();
    paths.set(token, path);
    tellCore(token, path);
    return { token, name: basename(path), size };
  };
  return {
    /** Files to read. Folders and what is gone are left out: a locked or broken file is the core's to explain. */
    grantForReading: (chosen: readonly string[]): readonly GrantedFile[] =>
      chosen.flatMap((path) => {
        const found = statSync(path, { throwIfNoEntry: false });
        return found?.isFile() ? [add(path, found.size)] : [];
      }),
    grantForWriting: (path: string): GrantedFile => add(path, 0),
    pathOf: (token: unknown): string | null => (typeof token === 'string' ? (paths.get(token) ?? null) : null),
  };
}
export type Files = ReturnType<typeof createFiles>;
