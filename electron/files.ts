/** Files that the person chose, under tokens. Paths stay in the shell and the core. */
import { randomUUID } from 'node:crypto';
import { statSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { findTables, isTable } from '../core/base/folders.ts';
import type { GrantedFile, HandedFiles } from './bridge.ts';

/** The tables and folders among a program's arguments; `from` is the folder it was started in. */
export const handedIn = (args: readonly string[], from: string): readonly string[] =>
  args.filter((arg) => !arg.startsWith('-')).map((arg) => resolve(from, arg)).filter((path) => {
    const found = statSync(path, { throwIfNoEntry: false });
    return found !== undefined && (found.isDirectory() || isTable(path));
  });

export const nothingHanded: HandedFiles = { files: [], others: [], cut: false };
export const together = (a: HandedFiles, b: HandedFiles): HandedFiles => ({ files: [...a.files, ...b.files], others: [...a.others, ...b.others], cut: a.cut || b.cut });

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
  const add = (path: string, size: number, folder?: string): GrantedFile => {
    const token = randomUUID();
    paths.set(token, path);
    tellCore(token, path);
    return { token, name: basename(path), size, ...(folder ? { folder } : {}) };
  };
  return {
    /**
     * Files to read: a file that was named itself, whatever it is, and of a folder the tables. What is gone is left out: a
     * locked or broken file is the core's to explain.
     */
    grantForReading: async (chosen: readonly string[]): Promise<HandedFiles> => {
      let handed = nothingHanded;
      for (const path of chosen) {
        const found = statSync(path, { throwIfNoEntry: false });
        if (found?.isFile()) handed = together(handed, { ...nothingHanded, files: [add(path, found.size)] });
        if (!found?.isDirectory()) continue;
        const { tables, others, cut } = await findTables(path);
        const files = tables.flatMap((table) => {
          const size = statSync(table.path, { throwIfNoEntry: false })?.size;
          return size === undefined ? [] : [add(table.path, size, table.folder)];
        });
        handed = together(handed, { files, others, cut });
      }
      return handed;
    },
    grantForWriting: (path: string): GrantedFile => add(path, 0),
    pathOf: (token: unknown): string | null => (typeof token === 'string' ? (paths.get(token) ?? null) : null),
  };
}
export type Files = ReturnType<typeof createFiles>;
