/**
 * The command line over the same services: JSON on stdout, sentences on stderr, exit code 0 (fine), 1 (some rows were
 * refused) or 2 (failed, nothing written).
 */
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
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
import { Mapping } from './imports/contract.ts';
import type { RefusedRow } from './imports/contract.ts';
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

/** The meaning of the columns of unknown tables, as the window would ask for it. */
const mappingIn = (path: string): Mapping => {
  const file = basename(path);
  let given: unknown;
  try {
    given = JSON.parse(readFileSync(path, 'utf8').replace(/^\uFEFF/, ''));
  } catch {
    throw existsSync(path) ? new Refused('imports.badMapping', { file, reason: '不是 JSON' }) : new Refused('imports.fileMissing', { file });
  }
  const parsed = Mapping.safeParse(given);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new Refused('imports.badMapping', { file, reason: `${issue?.path.join('.') || '整个文件'}：${issue?.message ?? ''}` });
};

type ImportOptions = { readonly dryRun: boolean; readonly mapping: Mapping | undefined; readonly refused: string | undefined };

const importFile = async ({ app, core }: Core, path: string, told: Map<string, readonly RefusedRow[]>, { dryRun, mapping }: ImportOptions) => {
  app.files.grant(path, resolve(path));
  try {
    const preview = dryRun || mapping ? await core.imports.preview({ file: path, mapping }) : null;
    if (preview?.type === 'question') {
      const missing = mapping?.columns.find(({ header }) => !preview.question.columns.some((column) => column.header === header))?.header;
      const file = basename(path);
      throw new CallFailed(missing === undefined ? { code: 'imports.needsMapping', details: { file } } : { code: 'imports.mappingDoesNotFit', details: { file, header: missing } });
    }
    const result = preview && dryRun ? preview : await core.imports.run({ file: path, mapping });
    const summary = 'type' in result ? result.summary : result;
    if (summary.refusals.length > 0) told.set(path, summary.refusals);
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

/** The refused rows of all files in one workbook; null when there are none, and then nothing is written. */
const saveRefused = async ({ app, core }: Core, told: ReadonlyMap<string, readonly RefusedRow[]>, { mapping, refused }: ImportOptions) => {
  const [first, ...others] = [...told].map(([file, refusals]) => ({ file, told: [...refusals] }));
  if (refused === undefined || first === undefined) return null;
  app.files.grant(refused, resolve(refused));
  return core.imports.exportRefused({ ...first, others, mapping, target: refused });
};

const importFiles = async (opened: Core, paths: readonly string[], options: ImportOptions): Promise<{ code: number; allFailed: boolean }> => {
  const files: Awaited<ReturnType<typeof importFile>>[] = [];
  const told = new Map<string, readonly RefusedRow[]>();
  for (const path of paths) files.push(await importFile(opened, path, told, options));
  const failed = files.filter((file) => 'error' in file).length;
  let saved = true;
  const refused = await saveRefused(opened, told, options).catch((error: unknown) => {
    const failure = toldFailure(error);
    saved = false;
    say(sentenceOf(failure));
    return { error: { code: failure.code, message: sentenceOf(failure) } };
  });
  await opened.app.settled();
  print(options.refused === undefined ? { files } : { files, refused });
  return { code: failed > 0 || !saved ? 2 : files.some(({ rowsRefused }) => rowsRefused > 0) ? 1 : 0, allFailed: failed === files.length };
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

/** Asked before anything is imported: afterwards it would be too late to say no. */
const checkRefused = (db: string, refused: string, sources: readonly string[]): void => {
  const file = basename(refused);
  if (resolve(refused) === db) throw new Refused('file.isDatabase', { file });
  if (sources.some((source) => resolve(source) === resolve(refused))) throw new Refused('imports.targetIsSource', { file });
  if (!existsSync(dirname(resolve(refused))) || (existsSync(refused) && statSync(refused).isDirectory())) throw new Refused('file.write', { file });
};

/** An import may make the database. A trial must not, and neither must files that all failed. */
const importInto = async (path: string, { rest, dryRun, refused, ...given }: Arguments): Promise<number> => {
  if (refused !== undefined) checkRefused(path, refused, rest);
  const options: ImportOptions = { dryRun, refused, mapping: given.mapping === undefined ? undefined : mappingIn(given.mapping) };
  if (existsSync(path)) return (await withCore(path, (opened) => importFiles(opened, rest, options))).code;
  if (dryRun) {
    const folder = mkdtempSync(join(tmpdir(), 'xiangke-'));
    try {
      return (await withCore(join(folder, 'trial.db'), (opened) => importFiles(opened, rest, options))).code;
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  const { code, allFailed } = await withCore(path, (opened) => importFiles(opened, rest, options));
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
