/** A whole book in this process, with a folder of backups: what the window of a shop talks to. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import type { App } from '../../core/app.ts';
import type { Drive } from '../../core/backups/contract.ts';
import { createClient } from '../../core/base/client.ts';
import type { Failure, Reply } from '../../core/base/protocol.ts';
import { createBook } from '../../core/book.ts';
import { checkDatabase } from '../../core/checks/repository.ts';
import { contract } from '../../core/contract.ts';
import { readInside } from './inside-reader.ts';

type Options = { readonly day?: string; readonly folder?: string; readonly withBackups?: boolean; readonly homes?: readonly string[] };

export const openShopWithBackups = async ({ day = '2026-05-08', folder = mkdtempSync(join(tmpdir(), '乡客 备份 ')), withBackups = true, homes = [] }: Options = {}) => {
  let now = Date.parse(`${day}T12:00:00+08:00`);
  let drives: readonly Drive[] = [];
  const refused: Failure[] = [];
  let receive: (reply: Reply) => void = () => undefined;
  const path = join(folder, 'shop.db');
  const backupFolder = join(folder, '备份');
  const book = createBook({
    path, homes, backupFolder: withBackups ? backupFolder : null,
    clock: { now: () => now },
    startReader: readInside,
    findDrives: async () => drives,
    onChanged: (features) => receive({ type: 'changed', features }),
    onOpened: () => undefined,
    onRefused: (failure) => void refused.push(failure),
  });
  const core = createClient(contract, {
    send: (request) => void book.receive(request, (reply) => receive(reply)),
    onReply: (listener) => {
      receive = listener;
    },
  });
  await book.open();
  const grant = (name: string): string => {
    book.files.grant(join(folder, name), join(folder, name));
    return join(folder, name);
  };
  return {
    core, book, folder, path, backupFolder, refused, grant,
    app: (): App => book.app()!,
    file: (name: string, bytes: Uint8Array | string): string => {
      writeFileSync(join(folder, name), bytes);
      return grant(name);
    },
    /** Another day, at noon or at another time. */
    goTo: (later: string, time = '12:00:00'): void => {
      now = Date.parse(`${later}T${time}+08:00`);
    },
    plugIn: async (...plugged: readonly Drive[]): Promise<void> => {
      drives = plugged;
      await book.lookForDrives();
    },
    /** The fingerprint of all that the shop itself put in. */
    hash: (): string => {
      const db = new Sqlite(path, { readonly: true });
      try {
        return checkDatabase(db).contentHash;
      } finally {
        db.close();
      }
    },
    stop: async (): Promise<void> => {
      await book.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
export type ShopWithBackups = Awaited<ReturnType<typeof openShopWithBackups>>;
