import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { parse, resolve } from 'node:path';
import type { Clock, NewId } from '../base/clock.ts';
import { nowOf, todayOf } from '../base/clock.ts';
import { dayOf } from '../base/dates.ts';
import type { JobContext } from '../base/dispatcher.ts';
import { failureOf, Refused } from '../base/errors.ts';
import type { Files } from '../base/files.ts';
import type { RunningOperation } from '../base/recorder.ts';
import type { Customers } from '../customers/service.ts';
import type { History } from '../history/service.ts';
import type { UndoResult } from '../history/contract.ts';
import type { Orders } from '../orders/service.ts';
import type { Pace, SheetTable } from '../reports/workbook.ts';
import { goodsText, netFenOf } from '../orders/rules.ts';
import type { ImportBatch, ImportCounts, ImportSummary, Mapping, MappingQuestion, Preview, RefusedRow } from './contract.ts';
import { emptyCounts, tally } from './counts.rules.ts';
import { headersBefore, refusedSheets } from './refused-rows.ts';
import type { RefusedTable } from './refused-rows.ts';
import type { StartReader } from './reader-link.ts';
import { readThroughProcess } from './reader-link.ts';
import type { RecognisedTable } from './rules.ts';
import { headerFingerprint, recogniseSteps } from './rules.ts';
import type { Refusal } from './records.ts';
import type { ImportRepository } from './repository.ts';

type Parts = {
  readonly read: ImportRepository;
  readonly write: ImportRepository;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly files: Files;
  readonly startReader: StartReader;
  readonly customers: Customers;
  readonly orders: Orders;
  readonly history: History;
  /** rebuilds what is derived from the rows that an import writes */
  readonly rebuild: () => void;
  readonly writeWorkbook: (path: string, name: string, tables: readonly SheetTable[], pace: Pace) => Promise<number>;
};

type Request = { readonly file: string; readonly mapping?: Mapping | undefined };
type RefusedRequest = Request & { readonly told: readonly RefusedRow[] };
type Sample = Extract<Preview, { type: 'ready' }>['sample'];
type Written = { readonly summary: ImportSummary; readonly sample: Sample; readonly batchId: number; readonly operationId: number; readonly refused: readonly RefusedTable[] };
type Outcome = { readonly type: 'question'; readonly question: MappingQuestion } | ({ readonly type: 'written' } & Written);

/** More rows than this are refused as a whole, in words: cutting silently would lose orders. */
const maxRows = 300_000;
const sampleSize = 8;

/** The user's answer, for the tables that it speaks of: another sheet of the workbook may be something else. */
const answered = (mapping: Mapping | undefined, headers: readonly string[]): Mapping | undefined =>
  mapping?.columns.every(({ header }) => headers.includes(header)) ? mapping : undefined;

const changes = (counts: ImportCounts): number => counts.ordersCreated + counts.ordersUpdated + counts.customersCreated + counts.customersUpdated;

export const createImports = ({ read, write, clock, newId, files, startReader, customers, orders, history, rebuild, writeWorkbook }: Parts) => {
  /** Reads and recognises; the database is only asked for a remembered mapping. */
  const recognise = async (request: Request, job: JobContext) => {
    const { path, name } = files.find(request.file);
    const onRows = (rows: number) => job.progress('imports.reading', rows, null);
    onRows(0);
    const workbook = await readThroughProcess(startReader, { fileName: name, path, maxRows, signal: job.signal, onRows });
    const remembered = (headers: readonly string[]) => {
      const before = headersBefore(headers);
      return answered(request.mapping, headers) ?? read.findMapping(headerFingerprint(headers)) ?? (before && read.findMapping(headerFingerprint(before)));
    };
    const steps = recogniseSteps(workbook, name, remembered, todayOf(clock));
    let step = steps.next();
    for (; !step.done; step = steps.next()) {
      job.progress('imports.recognising', step.value, null);
      await job.breathe();
    }
    const recognised = step.value;
    if (recognised.type === 'refused') throw new Refused(recognised.failure.code, { file: name, ...recognised.failure.details });
    return { ...recognised, path, name, warnings: workbook.warnings };
  };

  const writeTable = async (table: RecognisedTable, batchId: number, job: JobContext, counts: ImportCounts, sample: Sample): Promise<readonly Refusal[]> => {
    const matcher = customers.matcher();
    const people = customers.importing();
    const seen = new Map<number, 'created' | 'updated' | 'matched'>();
    const refusals: Refusal[] = [];
    let done = 0;
    for (const record of table.records) {
      done += 1;
      job.progress('imports.writing', done, table.records.length);
      await job.breathe();
      if (record.kind === 'customer') {
        tally(counts, { customer: people.record(record, matcher) }, seen);
        continue;
      }
      const stored = orders.known(record);
      if (!stored && record.detail === 'lines') {
        refusals.push(...record.rows.map((row) => ({ row, column: null, code: 'imports.orderNotKnown', details: { value: record.platformOrderId } })));
        continue;
      }
      const match = stored?.customer_id ? matcher.owner(stored.customer_id) : matcher.buyer(record);
      const outcome = orders.record(record, stored, match?.id ?? null, batchId);
      // A person is completed from what is new; an unchanged order must not bring back what the user took out.
      const customer = stored?.customer_id && outcome === 'updated' && record.customerUid === undefined ? matcher.complete(stored.customer_id, record) : match;
      tally(counts, { order: outcome, record, customer }, seen);
      if (sample.length < sampleSize) {
        sample.push({
          orderedAt: record.orderedAt,
          customer: record.buyer.name ?? record.buyer.buyerId,
          goods: goodsText(record.lines),
          netFen: netFenOf(record),
          status: record.statusText,
        });
      }
    }
    people.linkReferrers(matcher);
    return refusals;
  };

  /** The one way in. A preview is the same work, rolled back. */
  const execute = async (request: Request, job: JobContext, keep: boolean): Promise<Outcome> => {
    const recognised = await recognise(request, job);
    if (recognised.type === 'question') return { type: 'question', question: recognised.question };
    const { tables, path, name } = recognised;
    const [first] = tables;
    if (!first) throw new Refused('imports.notATable', { file: name });
    const fileSha256 = createHash('sha256').update(await readFile(path)).digest('hex');

    const work = async (operation: RunningOperation): Promise<Written> => {
      operation.about(name);
      const before = write.countRows();
      const batchId = write.begin({
        uid: newId(), operationId: operation.id, fileName: name, fileSha256, platform: first.platform, kind: first.kind, importedAt: nowOf(clock),
      });
      const counts = emptyCounts();
      const sample: Sample = [];
      const refused: RefusedTable[] = [];
      for (const table of tables) {
        counts.rowsRead += table.rowsRead;
        counts.rowsBlank += table.rowsBlank;
        const refusals = [...table.refusals, ...(await writeTable(table, batchId, job, counts, sample))];
        counts.rowsRefused += new Set(refusals.map(({ row }) => row)).size;
        refused.push({ ...table, refusals });
        const mapping = answered(request.mapping, table.headers);
        if (mapping) write.rememberMapping(headerFingerprint(table.headers), mapping);
      }
      if (keep) rebuild();
      write.finish(batchId, counts);
      const after = write.countRows();
      if (after.orders - before.orders !== counts.ordersCreated || after.customers - before.customers !== counts.customersCreated)
        throw new Refused('imports.doesNotBalance', { file: name });
      const days = tables.flatMap(({ records }) => records.flatMap((record) => (record.kind === 'order' && record.detail !== 'lines' ? [dayOf(record.orderedAt)] : []))).sort();
      return {
        batchId,
        operationId: operation.id,
        sample,
        refused,
        summary: {
          fileName: name,
          platform: first.platform,
          kind: first.kind,
          sheet: first.sheet,
          counts,
          firstOn: days[0] ?? null,
          lastOn: days.at(-1) ?? null,
          refusals: refused.flatMap(({ sheet, refusals }) => refusals.map((refusal) => ({ sheet, ...refusal, details: refusal.details ?? {} }))),
          warnings: [...recognised.warnings.map((code) => ({ code })), ...tables.flatMap((table) => table.warnings)].map((warning) => ({
            code: warning.code, details: ('details' in warning ? warning.details : undefined) ?? {},
          })),
        },
      };
    };
    const written = await job.write('imports.run', (operation) => work(operation).catch((error: unknown) => {
      const failure = failureOf(error);
      throw failure.code === 'core.unexpected' ? new Refused('imports.unexpected', { file: name, ...failure.details }) : error;
    }), { keep: ({ summary }) => keep && changes(summary.counts) > 0 });
    return { type: 'written', ...written };
  };

  return {
    preview: async (request: Request, job: JobContext): Promise<Preview> => {
      const outcome = await execute(request, job, false);
      return outcome.type === 'question' ? outcome : { type: 'ready', summary: outcome.summary, sample: outcome.sample };
    },
    run: async (request: Request, job: JobContext) => {
      const outcome = await execute(request, job, true);
      if (outcome.type === 'question') throw new Refused('imports.needsMapping', { file: outcome.question.fileName });
      const kept = changes(outcome.summary.counts) > 0;
      return { ...outcome.summary, batchId: kept ? outcome.batchId : null, operationId: kept ? outcome.operationId : null };
    },
    exportRefused: async ({ target, others, ...request }: RefusedRequest & { readonly target: string; readonly others: readonly RefusedRequest[] }, job: JobContext) => {
      const { path, name } = files.find(target);
      const sources = [request, ...others];
      if (sources.some(({ file }) => resolve(files.find(file).path).toLowerCase() === resolve(path).toLowerCase())) throw new Refused('imports.targetIsSource', { file: name });
      const refused: { readonly file: string; readonly tables: readonly RefusedTable[] }[] = [];
      for (const { file, told } of sources) {
        const outcome = await execute({ file, mapping: request.mapping }, job, false);
        const waited = told.filter(({ code }) => code === 'imports.orderNotKnown');
        if (outcome.type === 'question') throw new Refused('imports.needsMapping', { file: outcome.question.fileName });
        const tables = outcome.refused.map((table) => ({ ...table, refusals: [...table.refusals, ...waited.filter(({ sheet }) => sheet === table.sheet)] }));
        refused.push({ file: parse(files.find(file).name).name, tables: tables.filter(({ refusals }) => refusals.length > 0) });
      }
      const sheets = refusedSheets(refused, request.mapping);
      if (sheets.length === 0) throw new Refused('imports.nothingRefused', { file: files.find(request.file).name });
      return { rows: await writeWorkbook(path, name, sheets, job), fileName: name };
    },
    list: (): ImportBatch[] => read.list(),
    undo: (batchId: number, operation: RunningOperation): UndoResult => {
      const batch = write.find(batchId);
      if (!batch) throw new Refused('imports.batchNotFound');
      return history.undo(batch.operationId, operation);
    },
  };
};
export type Imports = ReturnType<typeof createImports>;
