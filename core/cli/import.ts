/** Tables by the command line: a file after the other, and the refused rows of all of them in one workbook. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import type { App } from '../app.ts';
import type { Client } from '../base/client.ts';
import { CallFailed } from '../base/client.ts';
import { failureOf, Refused } from '../base/errors.ts';
import { findTables } from '../base/folders.ts';
import type { Failure } from '../base/protocol.ts';
import type { Arguments } from './arguments.ts';
import type { XiangkeContract } from '../contract.ts';
import { Mapping, refusalsTold } from '../imports/contract.ts';
import type { ImportSource, ImportSummary, Preview, RefusedRow } from '../imports/contract.ts';
import { emptyCounts } from '../imports/counts.rules.ts';
import { sentenceOf } from '../messages/sentence.ts';

export type Opened = { readonly app: App; readonly core: Client<XiangkeContract> };
type Say = (text: string) => void;

export const toldFailure = (error: unknown): Failure => (error instanceof CallFailed ? error.failure : failureOf(error));

/** The meaning of the columns of unknown tables, as the window would ask for it. */
export const mappingIn = (path: string): Mapping => {
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

export type ImportOptions = { readonly dryRun: boolean; readonly mapping: Mapping | undefined; readonly passwords: string[]; readonly statuses: Arguments['statuses']; readonly refused: string | undefined };

/** All that was refused, also what a summary leaves out. */
const refusalsOf = async ({ core }: Opened, source: ImportSource, { counts, refusals: first }: ImportSummary): Promise<readonly RefusedRow[]> => {
  if (first.length < refusalsTold || counts.rowsRefused === 0) return first;
  const refusals: RefusedRow[] = [];
  for (;;) {
    const { total, rows } = await core.imports.rows({ source, cause: 'rowsRefused', offset: refusals.length, limit: refusalsTold });
    refusals.push(...rows.flatMap((row) => (row.type === 'refused' ? [row] : [])));
    if (rows.length === 0 || refusals.length >= total) return refusals;
  }
};

/** The words hold for the platform of the table that is about to come in. */
const teachStatuses = async ({ core }: Opened, preview: Preview | null, statuses: Arguments['statuses']): Promise<void> => {
  if (preview?.type !== 'ready' || preview.summary.kind !== 'orders' || statuses.length === 0) return;
  const { platform } = preview.summary;
  await core.imports.setStatusWords({ words: statuses.map((one) => ({ ...one, platform })) });
};

const importFile = async (opened: Opened, path: string, told: Map<string, readonly RefusedRow[]>, { dryRun, mapping, passwords, statuses }: ImportOptions, say: Say) => {
  const { app, core } = opened;
  app.files.grant(path, resolve(path));
  try {
    const preview = dryRun || mapping || statuses.length > 0 ? await core.imports.preview({ file: path, mapping, passwords, statuses }) : null;
    if (preview?.type === 'question') {
      const missing = mapping?.columns.find(({ header }) => !preview.question.columns.some((column) => column.header === header))?.header;
      const file = basename(path);
      throw new CallFailed(missing === undefined ? { code: 'imports.needsMapping', details: { file } } : { code: 'imports.mappingDoesNotFit', details: { file, header: missing } });
    }
    if (!dryRun) await teachStatuses(opened, preview, statuses);
    const result = preview && dryRun ? preview : await core.imports.run({ file: path, mapping, passwords });
    const summary = 'type' in result ? result.summary : result;
    const batchId = 'batchId' in result ? result.batchId : null;
    const refusals = await refusalsOf(opened, batchId === null ? { file: path } : { batchId }, summary);
    if (refusals.length > 0) told.set(path, refusals);
    return {
      file: path,
      platform: summary.platform,
      kind: summary.kind,
      ...summary.counts,
      batchId,
      warnings: summary.warnings.map((warning) => ({ code: warning.code, message: sentenceOf(warning) })),
      refusals: refusals.map((refusal) => ({ row: refusal.row, column: refusal.column, code: refusal.code, message: sentenceOf(refusal) })),
    };
  } catch (error) {
    const failure = toldFailure(error);
    say(sentenceOf(failure));
    // The same fields as a file that came in, so that a reader of the list needs no second shape.
    return { file: path, platform: null, kind: null, ...emptyCounts(), batchId: null, warnings: [], refusals: [], error: { code: failure.code, message: sentenceOf(failure) } };
  }
};

/** The refused rows of all files in one workbook; null when there are none, and then nothing is written. */
const saveRefused = async ({ app, core }: Opened, told: ReadonlyMap<string, readonly RefusedRow[]>, { mapping, passwords, statuses, refused }: ImportOptions) => {
  const [first, ...others] = [...told].map(([file, refusals]) => ({ file, told: [...refusals] }));
  if (refused === undefined || first === undefined) return null;
  app.files.grant(refused, resolve(refused));
  return core.imports.exportRefused({ ...first, others, mapping, passwords, statuses, target: refused });
};

/** What could not be saved takes nothing of the import with it, and that is said too. */
const unsaved = (failure: Failure, file: string, files: readonly { readonly batchId: number | null }[]): Failure =>
  files.some(({ batchId }) => batchId !== null) ? { code: 'imports.refusedNotSaved', details: { file } } : failure;

export const importFiles = async (opened: Opened, paths: readonly string[], options: ImportOptions, say: Say) => {
  const files: Awaited<ReturnType<typeof importFile>>[] = [];
  const told = new Map<string, readonly RefusedRow[]>();
  for (const path of paths) files.push(await importFile(opened, path, told, options, say));
  const failed = files.filter((file) => 'error' in file).length;
  let saved = true;
  const refused = await saveRefused(opened, told, options).catch((error: unknown) => {
    const failure = unsaved(toldFailure(error), basename(options.refused ?? ''), files);
    saved = false;
    say(sentenceOf(failure));
    return { error: { code: failure.code, message: sentenceOf(failure) } };
  });
  await opened.app.settled();
  return { told: options.refused === undefined ? { files } : { files, refused }, code: failed > 0 || !saved ? 2 : files.some(({ rowsRefused }) => rowsRefused > 0) ? 1 : 0, allFailed: failed === files.length };
};

/** Folders as the tables in them; what is left out is said. */
export const tablesOf = async (given: readonly string[], say: Say): Promise<readonly string[]> => {
  const paths: string[] = [];
  for (const path of given) {
    if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) {
      paths.push(path);
      continue;
    }
    const { tables, others, cut } = await findTables(path);
    if (tables.length === 0) throw new Refused('imports.emptyFolder', { folder: path });
    if (others.length > 0) say(sentenceOf({ code: 'imports.notTables', details: { folder: path, count: others.length, names: others.slice(0, 5).join('、') } }));
    if (cut) say(sentenceOf({ code: 'imports.folderCut', details: { folder: path, count: tables.length } }));
    paths.push(...tables.map((table) => table.path));
  }
  return paths;
};

/** Asked before anything is imported: afterwards it would be too late to say no. */
export const checkRefused = (db: string, refused: string, sources: readonly string[]): void => {
  const file = basename(refused);
  if (resolve(refused) === db) throw new Refused('file.isDatabase', { file });
  if (sources.some((source) => resolve(source) === resolve(refused))) throw new Refused('imports.targetIsSource', { file });
  if (!existsSync(dirname(resolve(refused))) || (existsSync(refused) && statSync(refused).isDirectory())) throw new Refused('file.write', { file });
};
