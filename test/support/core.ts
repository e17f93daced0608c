/** The real core in this process: real SQLite in a temporary folder, the real dispatcher; a reader process only where a test asks for it. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { App } from '../../core/app.ts';
import { createApp } from '../../core/app.ts';
import type { Client } from '../../core/base/client.ts';
import { CallFailed, createClient } from '../../core/base/client.ts';
import type { Clock } from '../../core/base/clock.ts';
import type { Failure, Reply } from '../../core/base/protocol.ts';
import type { Check } from '../../core/checks/repository.ts';
import { checkDatabase } from '../../core/checks/repository.ts';
import type { XiangkeContract } from '../../core/contract.ts';
import { contract } from '../../core/contract.ts';
import type { StartReader } from '../../core/imports/reader-link.ts';
import { readInside } from './inside-reader.ts';

/** A clock that stands at noon of the day in the shop. */
export const clockAt = (day: string): Clock => ({ now: () => Date.parse(`${day}T12:00:00+08:00`) });

export type TestCore = {
  readonly core: Client<XiangkeContract>;
  readonly app: App;
  readonly folder: string;
  /** writes the bytes as a file in the core's folder and grants it; answers the token */
  readonly file: (name: string, bytes: Uint8Array | string) => string;
  /** grants a path that may not exist yet, for exports */
  readonly path: (name: string) => { readonly token: string; readonly path: string };
  readonly grant: (path: string) => string;
  readonly check: () => Check;
  readonly changes: readonly (readonly string[])[];
  readonly stop: () => Promise<void>;
};

export const startCore = (day = '2026-05-08', folder = mkdtempSync(join(tmpdir(), '乡客 测试 ')), startReader: StartReader = readInside): TestCore => {
  const changes: (readonly string[])[] = [];
  let receive: (reply: Reply) => void = () => undefined;
  const app = createApp({
    path: join(folder, 'shop.db'),
    clock: clockAt(day),
    startReader,
    onChanged: (features) => {
      changes.push(features);
      receive({ type: 'changed', features });
    },
  });
  const core = createClient(contract, {
    send: (request) => void app.receive(request, (reply) => receive(reply)),
    onReply: (listener) => {
      receive = listener;
    },
  });
  const grant = (path: string): string => {
    app.files.grant(path, path);
    return path;
  };
  return {
    core,
    app,
    folder,
    grant,
    file: (name, bytes) => {
      writeFileSync(join(folder, name), bytes);
      return grant(join(folder, name));
    },
    path: (name) => ({ token: grant(join(folder, name)), path: join(folder, name) }),
    // What is committed: the writer may stand in the middle of a scoring.
    check: () => checkDatabase(app.store.reader),
    changes,
    stop: async () => {
      await app.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

/** What the user is told when a call is refused. */
export const failureOf = async (call: Promise<unknown>): Promise<Failure> => {
  try {
    await call;
  } catch (error) {
    if (error instanceof CallFailed) return error.failure;
    throw error;
  }
  throw new Error('the call was expected to be refused');
};
