/**
 * The command line over the same services: JSON on stdout, sentences on stderr, exit code 0 (fine), 1 (some rows were
 * refused) or 2 (failed, nothing written).
 */
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { createApp } from './app.ts';
import { CallFailed, createClient } from './base/client.ts';
import { systemClock } from './base/clock.ts';
import type { Failure, Reply } from './base/protocol.ts';
import { checkDatabase } from './checks/repository.ts';
import type { Arguments } from './cli-arguments.ts';
import { readArguments, usage } from './cli-arguments.ts';
import { contract } from './contract.ts';
import { customerRepository } from './customers/repository.ts';
import { failureOf, Refused } from './base/errors.ts';
import { emptyCounts } from './imports/counts.rules.ts';
import { startNodeReader } from './imports/reader-link.ts';
import { sentenceOf } from './messages/sentence.ts';
import { orderRepository } from './orders/repository.ts';
import { customersOutput, ordersOutput } from './cli-output.ts';

const args = process.argv.slice(2);
/** Looked at by hand, because a command that cannot be read must still be answered in the form that was asked for. */
const json = args.includes('--json');
const print = (value: unknown): void => void process.stdout.write(`${JSON.stringify(value, null, json ? 0 : 2)}\n`);
const say = (text: string): void => void process.stderr.write(`${text}\n`);

const toldFailure = (error: unknown): Failure => (error instanceof CallFailed ? error.failure : failureOf(error));

const openCore = (path: string) => {
  let receive: (reply: Reply) => void = () => undefined;
  const app = createApp({ path, clock: systemClock, startReader: startNodeReader, onChanged: () => undefined, followsToday: false });
  const core = createClient(contract, {
    send: (request) => void app.receive(request, (reply) => receive(reply)),
    onReply: (listener) => {
      receive = listener;
    },
  });
  return { app, core };
};
type Core = ReturnType<typeof openCore>;

const importFile = async ({ app, core }: Core, path: string, dryRun: boolean) => {
  app.files.grant(path, resolve(path));
  try {
    const result = dryRun ? await core.imports.preview({ file: path }) : await core.imports.run({ file: path });
    if ('type' in result && result.type === 'question') throw new CallFailed({ code: 'imports.needsMapping', details: { file: basename(path) } });
    const summary = 'type' in result ? result.summary : result;
    return {
      file: path,
      platform: summary.platform,
      kind: summary.kind,
      ...summary.counts,
      batchId: 'batchId' in result ? result.batchId : null,
      warnings: summary.warnings.map((warning) => ({ code: warning.code, message: sentenceOf(warning) })),
      refusals: summary.refusals.map((refusal) => ({ row: refusal.row, column: refusal.column, code: refusal.code, message: sentenceOf(refusal) })),
    };
  } catch (error) {
    const failure = toldFailure(error);
    say(sentenceOf(failure));
    // The same fields as a file that came in, so that a reader of the list needs no second shape.
    return { file: path, platform: null, kind: null, ...emptyCounts(), batchId: null, warnings: [], refusals: [], error: { code: failure.code, message: sentenceOf(failure) } };
  }
};

const importFiles = async (opened: Core, paths: readonly string[], dryRun: boolean): Promise<{ code: number; allFailed: boolean }> => {
  const files: Awaited<ReturnType<typeof importFile>>[] = [];
  for (const path of paths) files.push(await importFile(opened, path, dryRun));
  await opened.app.settled();
  print({ files });
  const failed = files.filter((file) => 'error' in file).length;
  return { code: failed > 0 ? 2 : files.some(({ rowsRefused }) => rowsRefused > 0) ? 1 : 0, allFailed: failed === files.length };
};

const run = async ({ app, core }: Core, { command, rest, search, asOf }: Arguments): Promise<number> => {
  const [first = '', second = ''] = rest;
  if (command === 'orders') print(ordersOutput(orderRepository(app.store.reader)));
  else if (command === 'customers') print(await customersOutput(core, customerRepository(app.store.reader), search));
  else if (command === 'score') print(await core.scoring.score({ asOf }));
  else if (command === 'undo') {
    print(await core.imports.undo({ batchId: Number(first) }));
    await app.settled();
  } else if (command === 'export') {
    app.files.grant(second, resolve(second));
    print(await core.reports.exportTable({ kind: first as 'customers', file: second }));
  } else if (command === 'check') {
    const check = checkDatabase(app.store.reader);
    print(check);
    return check.ok ? 0 : 2;
  }
  return 0;
};

/** Opens, works and closes whatever happens. */
const withCore = async <T>(path: string, work: (opened: Core) => Promise<T>): Promise<T> => {
  const opened = openCore(path);
  try {
    await opened.app.settled();
    return await work(opened);
  } finally {
    await opened.app.close();
  }
};

const removeDatabase = (path: string): void => ['', '-wal', '-shm'].forEach((end) => rmSync(`${path}${end}`, { force: true }));

/** An import may make the database. A trial must not, and neither must files that all failed. */
const importInto = async (path: string, { rest, dryRun }: Arguments): Promise<number> => {
  if (existsSync(path)) return (await withCore(path, (opened) => importFiles(opened, rest, dryRun))).code;
  if (dryRun) {
    const folder = mkdtempSync(join(tmpdir(), 'xiangke-'));
    try {
      return (await withCore(join(folder, 'trial.db'), (opened) => importFiles(opened, rest, true))).code;
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  const { code, allFailed } = await withCore(path, (opened) => importFiles(opened, rest, false));
  if (allFailed) removeDatabase(path);
  return code;
};

const checkPlace = (path: string, command: string): void => {
  const folder = dirname(path);
  if (!existsSync(folder) || !statSync(folder).isDirectory()) throw new Refused('database.folderMissing', { folder });
  if (existsSync(path) && statSync(path).isDirectory()) throw new Refused('database.notAFile', { file: path });
  if (command !== 'import' && !existsSync(path)) throw new Refused('database.missing', { file: path });
};

const main = async (): Promise<number> => {
  try {
    const given = readArguments(args);
    const path = resolve(given.db);
    checkPlace(path, given.command);
    // Renamed over the database, the export would take the whole shop with it.
    if (given.command === 'export' && resolve(given.rest[1] ?? '') === path) throw new Refused('file.isDatabase', { file: basename(path) });
    return given.command === 'import' ? await importInto(path, given) : await withCore(path, (opened) => run(opened, given));
  } catch (error) {
    const failure = toldFailure(error);
    const message = sentenceOf(failure);
    say(failure.code === 'cli.usage' ? `${message}\n${usage}` : message);
    if (json) print({ error: { code: failure.code, message } });
    return 2;
  }
};

process.exitCode = await main();
