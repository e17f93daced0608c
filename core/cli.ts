/**
 * The command line over the same services: JSON on stdout, sentences on stderr, exit code 0 (fine), 1 (some rows were
 * refused), 2 (failed: a file, or the writing of the refused rows) or 3 (too little data to say anything). Analyses without
 * --json answer in short tables.
 */
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { createApp } from './app.ts';
import { createClient } from './base/client.ts';
import { systemClock, todayOf } from './base/clock.ts';
import { createFiles } from './base/files.ts';
import type { Reply } from './base/protocol.ts';
import { checkDatabase } from './checks/repository.ts';
import { readAnalysisArguments } from './cli/analysis/arguments.ts';
import type { Arguments } from './cli/arguments.ts';
import { readArguments, usage } from './cli/arguments.ts';
import type { ImportOptions, Opened } from './cli/import.ts';
import { backUpTo, restoreInto, verifyBackup } from './cli/backups.ts';
import { checkRefused, importFiles, mappingIn, tablesOf, toldFailure } from './cli/import.ts';
import { contract } from './contract.ts';
import { customerRepository } from './customers/repository.ts';
import { Refused } from './base/errors.ts';
import { TableKind } from './imports/contract.ts';
import { startNodeReader } from './imports/reader-link.ts';
import { createTemplates } from './imports/templates.ts';
import { sentenceOf } from './messages/sentence.ts';
import { orderRepository } from './orders/repository.ts';
import { createDesk } from './staff/desk.ts';
import { writeWorkbook } from './reports/workbook.ts';
import { customersOutput, duplicatesOutput, ordersOutput, referralsOutput } from './cli/output.ts';
import { pasteList } from './cli/paste.ts';

const args = process.argv.slice(2);
/** Looked at by hand, because a command that cannot be read must still be answered in the form that was asked for. */
const json = args.includes('--json');
const print = (value: unknown): void => void process.stdout.write(`${JSON.stringify(value, null, json ? 0 : 2)}\n`);
const say = (text: string): void => void process.stderr.write(`${text}\n`);

const openCore = (path: string): Opened => {
  let receive: (reply: Reply) => void = () => undefined;
  const app = createApp({ path, clock: systemClock, startReader: startNodeReader, onChanged: () => undefined, followsToday: false, program: 'commandLine', desk: createDesk({ trusted: true }) });
  const core = createClient(contract, {
    send: (request) => void app.receive(request, (reply) => receive(reply)),
    onReply: (listener) => {
      receive = listener;
    },
  });
  return { app, core };
};

const saveTemplate = async ([kind, target = '']: readonly string[]): Promise<void> => {
  const wanted = TableKind.safeParse(kind);
  if (!wanted.success || !/\.xlsx$/i.test(target)) throw new Refused('cli.usage', { reason: `template ${kind ?? ''} ${target}` });
  const files = createFiles();
  files.grant(target, resolve(target));
  print(await createTemplates({ files, writeWorkbook }).save({ kind: wanted.data, target }, { progress: () => undefined, breathe: async () => undefined, signal: new AbortController().signal }));
};

const run = async ({ app, core }: Opened, { command, rest, search, asOf, changed }: Arguments): Promise<number> => {
  const [first = '', second = ''] = rest;
  if (command === 'orders') print(ordersOutput(orderRepository(app.store.reader)));
  else if (command === 'customers') print(await customersOutput(core, customerRepository(app.store.reader), search));
  else if (command === 'duplicates') print(await duplicatesOutput(core));
  else if (command === 'score') print(await core.scoring.score({ asOf }));
  else if (command === 'undo') {
    print(await core.imports.undo({ batchId: Number(first), changed }));
    await app.settled();
  } else if (command === 'status-words') print(await core.imports.statusWords());
  else if (command === 'referrals') print(await referralsOutput(core, customerRepository(app.store.reader)));
  else if (command === 'quality') print(await core.quality.summary());
  else if (command === 'export') {
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
const withCore = async <T>(path: string, work: (opened: Opened) => Promise<T>): Promise<T> => {
  const opened = openCore(path);
  try {
    await opened.app.settled();
    return await work(opened);
  } finally {
    await opened.app.close();
  }
};

const removeDatabase = (path: string): void => ['', '-wal', '-shm', '.guard'].forEach((end) => rmSync(`${path}${end}`, { force: true }));

type Work = (opened: Opened) => Promise<{ readonly code: number; readonly allFailed: boolean }>;

/** An import may make the database. A trial must not, and neither must files that all failed. */
const bringInto = async (path: string, dryRun: boolean, work: Work): Promise<number> => {
  if (existsSync(path)) return (await withCore(path, work)).code;
  if (dryRun) {
    const folder = mkdtempSync(join(tmpdir(), 'xiangke-'));
    try {
      return (await withCore(join(folder, 'trial.db'), work)).code;
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  const { code, allFailed } = await withCore(path, work).catch((error: unknown) => {
    removeDatabase(path);
    throw error;
  });
  if (allFailed) removeDatabase(path);
  return code;
};

const importInto = async (path: string, { dryRun, passwords, statuses, refused, ...given }: Arguments): Promise<number> => {
  const rest = await tablesOf(given.rest, say);
  if (refused !== undefined) checkRefused(path, refused, rest);
  const options: ImportOptions = { dryRun, refused, passwords, statuses, mapping: given.mapping === undefined ? undefined : mappingIn(given.mapping) };
  return bringInto(path, dryRun, async (opened) => {
    const { told, ...ended } = await importFiles(opened, rest, options, say);
    print(told);
    return ended;
  });
};

const pasteInto = (path: string, { rest: [file = ''], group, on = todayOf(systemClock), prices, dryRun }: Arguments): Promise<number> =>
  bringInto(path, dryRun, async ({ app, core }) => {
    const told = await pasteList(core, file, { group, on, prices, dryRun });
    await app.settled();
    print(told);
    return { code: told.rowsRefused > 0 ? 1 : 0, allFailed: false };
  });

const checkPlace = (path: string, command: string): void => {
  const folder = dirname(path);
  if (!existsSync(folder) || !statSync(folder).isDirectory()) throw new Refused('database.folderMissing', { folder });
  if (existsSync(path) && statSync(path).isDirectory()) throw new Refused('database.notAFile', { file: path });
  if (command !== 'import' && command !== 'paste' && command !== 'restore' && !existsSync(path)) throw new Refused('database.missing', { file: path });
};

const main = async (): Promise<number> => {
  try {
    if (args.includes('--help')) {
      process.stdout.write(`${usage}\n`);
      return 0;
    }
    const analysis = readAnalysisArguments(args);
    if (analysis !== null) {
      // a third of the program, for which no other command should wait
      const [{ analyse }, { textOfTables }] = await Promise.all([import('./cli/analysis/analyse.ts'), import('./cli/analysis/text.ts')]);
      const { output, tables, code } = await analyse(analysis, withCore);
      if (json) print(output);
      else process.stdout.write(`${textOfTables(tables)}\n`);
      return code;
    }
    const given = readArguments(args);
    if (given.command === 'template') {
      await saveTemplate(given.rest);
      return 0;
    }
    if (given.command === 'verify') {
      print(verifyBackup(given.rest[0] ?? '', given.passwords));
      return 0;
    }
    const path = resolve(given.db);
    checkPlace(path, given.command);
    // Renamed over the database, the export would take the whole shop with it.
    if (given.command === 'export' && resolve(given.rest[1] ?? '') === path) throw new Refused('file.isDatabase', { file: basename(path) });
    if (given.command === 'backup' || given.command === 'restore') {
      print(given.command === 'backup' ? backUpTo(path, given.rest[0] ?? '') : restoreInto(path, given.rest[0] ?? '', given.passwords));
      return 0;
    }
    if (given.command === 'import') return await importInto(path, given);
    return given.command === 'paste' ? await pasteInto(path, given) : await withCore(path, (opened) => run(opened, given));
  } catch (error) {
    const failure = toldFailure(error);
    const message = sentenceOf(failure);
    say(failure.code === 'cli.usage' ? `${message}\n${usage}` : message);
    if (json) print({ error: { code: failure.code, message } });
    return 2;
  }
};

process.exitCode = await main();
