import { parse, resolve } from 'node:path';
import type { Clock, NewId } from '../base/clock.ts';
import { nowOf } from '../base/clock.ts';
import { dayOf } from '../base/dates.ts';
import type { JobContext } from '../base/dispatcher.ts';
import { failureOf, Refused } from '../base/errors.ts';
import type { Files } from '../base/files.ts';
import type { RunningOperation } from '../base/recorder.ts';
import type { Customers } from '../customers/service.ts';
import type { History } from '../history/service.ts';
import type { UndoAnswer, UndoPlan, UndoResult } from '../history/contract.ts';
import type { Orders } from '../orders/service.ts';
import type { Products } from '../products/service.ts';
import type { Pace, SheetTable } from '../reports/workbook.ts';
import type { ImportBatch, ImportCounts, ImportSource, ImportSummary, Mapping, MappingQuestion, Preview, ReadTable, RefusedRow, StatusWord } from './contract.ts';
import type { Conflicts } from '../customers/conflicts.ts';
import type { ConflictField } from '../customers/contract.ts';
import type { Trial } from './outcomes.ts';
import { createOutcomeRows, packed } from './outcomes.ts';
import { forgetInBatches } from './forgetting.ts';
import type { Gathered } from './outcomes.rules.ts';
import { gatherOutcomes, waitsForOrder } from './outcomes.rules.ts';
import { createMappings } from './mappings.ts';
import { refusedSheets } from './refused-rows.ts';
import type { RefusedTable } from './refused-rows.ts';
import type { StartReader } from './reader-link.ts';
import { createReading } from './reading.ts';
import type { OwnWordsOf, RecognisedTable } from './rules.ts';
import { headerFingerprint } from './rules.ts';
import type { ImportWarning, Refusal } from './records.ts';
import type { ForgottenWords } from '../privacy/forgetting.ts';
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
  readonly products: Products;
  readonly history: History;
  /** rebuilds what is derived from the rows that an import writes */
  readonly rebuild: () => void;
  readonly ownWordsOf: OwnWordsOf;
  readonly writeWorkbook: (path: string, name: string, tables: readonly SheetTable[], pace: Pace) => Promise<number>;
};

type Request = { readonly file: string; readonly passwords?: readonly string[]; readonly mapping?: Mapping | undefined; readonly statuses?: readonly Pick<StatusWord, 'word' | 'status'>[]; readonly replaces?: number | undefined };
type RefusedRequest = Request & { readonly told: readonly RefusedRow[] };
type Sample = Extract<Preview, { type: 'ready' }>['sample'];
type Written = { readonly summary: ImportSummary; readonly kept: boolean; readonly sample: Sample; readonly trial: Trial | null; readonly read: ReadTable[]; readonly batchId: number; readonly operationId: number; readonly refused: readonly RefusedTable[] };
type Outcome = { readonly type: 'question'; readonly question: MappingQuestion } | ({ readonly type: 'written' } & Written);

const sampleSize = 8;
/** Orders that are looked up together: few enough that the window does not wait for them. */
const askedAtOnce = 400;
/** From so many orders on the first import of a shop makes the indexes at its end. */
const manyOrders = 5000;

const changes = (counts: ImportCounts): number => counts.ordersCreated + counts.ordersUpdated + counts.customersCreated + counts.customersUpdated + counts.productsCreated + counts.productsUpdated;

const sameFile = ({ importedAt, fileName }: ImportBatch) => ({ code: 'imports.sameFile', details: { when: importedAt.slice(0, 16).replace('T', ' '), file: fileName } });

/** Tables of one file have the same to say. */
const onceEach = (warnings: readonly ImportWarning[]): ImportSummary['warnings'] =>
  [...new Map(warnings.map(({ code, details = {} }) => [JSON.stringify([code, details]), { code, details }])).values()];

const batchOf = (repository: ImportRepository, id: number): ImportBatch => {
  const batch = repository.find(id);
  if (!batch) throw new Refused('imports.batchNotFound');
  return batch;
};

export const createImports = ({ read, write, clock, newId, files, startReader, customers, orders, products, history, rebuild, writeWorkbook, ownWordsOf }: Parts) => {
  const rows = createOutcomeRows(read, customers.find);
  const mappings = createMappings(read, write);

  const reading = createReading({ read, clock, files, startReader, mappings, ownWordsOf });

  /** Undoes an import whose table is read again in the same step; answers the fingerprint of the file that it was. */
  const takeBack = async (batchId: number, operation: RunningOperation, job: JobContext): Promise<string | undefined> => {
    const { operationId, undone } = batchOf(write, batchId);
    // What the shop changed since stays, and the table is read again around it.
    if (!undone) await history.undo(operationId, { changed: 'keep', except: [] }, operation, job);
    return write.sha256Of(batchId);
  };

  const writeTable = async (table: RecognisedTable, batchId: number, job: JobContext, gathered: Gathered, conflicts: Conflicts): Promise<readonly Refusal[]> => {
    const matcher = await customers.matcher(conflicts, job);
    const people = customers.importing(conflicts);
    const refusals: Refusal[] = [];
    let done = 0;
    let known = orders.known;
    for (const record of table.records) {
      if (done % askedAtOnce === 0) known = orders.knownAmong(table.records.slice(done, done + askedAtOnce).filter((each) => each.kind === 'order'));
      done += 1;
      job.progress('imports.writing', done, table.records.length);
      await job.breathe();
      if (record.kind === 'customer') {
        gathered.addPerson(record, people.record(record, matcher));
        gathered.addConflicts(record, conflicts.found);
        continue;
      }
      if (record.kind === 'product') {
        gathered.addProduct(record, products.record(record));
        continue;
      }
      const stored = known(record);
      if (!stored && record.detail === 'lines') {
        refusals.push(...record.rows.map((row) => ({ row, column: null, code: 'imports.orderNotKnown', details: { value: record.platformOrderId } })));
        continue;
      }
      const match = stored?.customer_id ? matcher.owner(stored.customer_id) : matcher.buyer(record);
      const order = orders.record(record, stored, match?.id ?? null, batchId);
      // A person is completed from what is new; an unchanged order must not bring back what the user took out.
      const customer = stored?.customer_id && order.outcome === 'updated' && record.customerUid === undefined ? matcher.complete(stored.customer_id, record) : match;
      gathered.addOrder(record, order, customer);
      gathered.addConflicts(record, conflicts.found);
    }
    people.linkReferrers(matcher);
    return refusals;
  };

  /** What is to be written. The cells are as heavy as the records made of them, and only rows that go back are made of cells. */
  const recognisedOf = async (request: Request, job: JobContext, keep: boolean) => {
    const recognised = await reading.of(request, job);
    if (!keep || recognised.type === 'question') return recognised;
    reading.forget();
    return { ...recognised, tables: recognised.tables.map((each) => ({ ...each, table: { ...each.table, rows: [] } })) };
  };

  /** The one way in. A preview is the same work, rolled back. */
  const execute = async (request: Request, job: JobContext, keep: boolean): Promise<Outcome> => {
    const recognised = await recognisedOf(request, job, keep);
    if (recognised.type === 'question') return { type: 'question', question: recognised.question };
    const { tables, name, fileSha256 } = recognised;
    const [first] = tables;
    if (!first) throw new Refused('imports.notATable', { file: name });
    const mapped = tables.find(({ read: { mapped: byUser } }) => byUser);

    const work = async (operation: RunningOperation): Promise<Written> => {
      const another = request.replaces !== undefined && (await takeBack(request.replaces, operation, job)) !== fileSha256;
      operation.about(name);
      const before = write.countRows();
      const same = write.findSame(fileSha256);
      const lastPerson = write.lastPerson();
      const fillsAnEmptyShop = before.orders === 0 && tables.every(({ kind }) => kind === 'orders') && tables.reduce((sum, { records }) => sum + records.length, 0) >= manyOrders;
      const lateIndexes = fillsAnEmptyShop ? write.dropLateIndexes() : [];
      const batchId = write.begin({
        uid: newId(), operationId: operation.id, fileName: name, fileSha256, platform: first.platform, kind: first.kind, importedAt: nowOf(clock),
        fingerprint: mapped ? headerFingerprint(mapped.headers) : null,
      });
      const gathered = gatherOutcomes();
      const { counts } = gathered;
      const conflicts = customers.conflicts();
      const refused: RefusedTable[] = [];
      for (const table of tables) {
        counts.rowsRead += table.rowsRead;
        counts.rowsBlank += table.rowsBlank;
        gathered.startSheet(table.sheet);
        const refusals = [...table.refusals, ...(await writeTable(table, batchId, job, gathered, conflicts))];
        gathered.refuse(refusals.map((refusal) => ({ sheet: table.sheet, ...refusal, details: refusal.details ?? {} })));
        refused.push({ ...table, refusals });
        mappings.keep(table.headers, request.mapping);
      }
      const fresh = gathered.conflicts.filter((conflict) => write.addConflict(batchId, conflict));
      counts.conflicts = fresh.length;
      const kept = keep && changes(counts) > 0;
      if (kept) {
        for (const make of lateIndexes) {
          make();
          await job.breathe();
        }
        rebuild();
        write.keepOutcomes(batchId, await packed(gathered.outcomes()));
      }
      write.finish(batchId, counts);
      const after = write.countRows();
      if (after.orders - before.orders !== counts.ordersCreated || after.customers - before.customers !== counts.customersCreated)
        throw new Refused('imports.doesNotBalance', { file: name });
      const days = tables.flatMap(({ records }) => records.flatMap((record) => (record.kind === 'order' && record.detail !== 'lines' ? [dayOf(record.orderedAt)] : []))).sort();
      return {
        batchId,
        operationId: operation.id,
        kept,
        sample: keep ? [] : rows.sample(write, gathered.outcomes(), sampleSize),
        trial: kept ? null : rows.trialOf(write, { ...gathered, conflicts: fresh }, lastPerson),
        read: tables.map((table) => table.read),
        refused,
        summary: {
          fileName: name,
          platform: first.platform,
          kind: first.kind,
          sheet: first.sheet,
          counts,
          firstOn: days[0] ?? null,
          lastOn: days.at(-1) ?? null,
          ...gathered.told(),
          warnings: onceEach([...(another ? [{ code: 'imports.anotherFile' }] : []), ...(same ? [sameFile(same)] : []), ...recognised.warnings, ...tables.flatMap((table) => table.warnings)]),
        },
      };
    };
    const written = await job.write('imports.run', (operation) => work(operation).catch((error: unknown) => {
      const failure = failureOf(error);
      throw failure.code === 'core.unexpected' ? new Refused('imports.unexpected', { file: name, ...failure.details }) : error;
    }), { keep: ({ kept }) => kept, onlyNewRows: request.replaces === undefined });
    return { type: 'written', ...written };
  };

  return {
    preview: async (request: Request, job: JobContext): Promise<Preview> => {
      const outcome = await execute(request, job, false);
      if (outcome.type === 'question') return outcome;
      rows.remember(request.file, outcome.trial);
      return { type: 'ready', summary: outcome.summary, sample: outcome.sample, tables: outcome.read };
    },
    run: async (request: Request, job: JobContext) => {
      const outcome = await execute(request, job, true);
      if (outcome.type === 'question') throw new Refused('imports.needsMapping', { file: outcome.question.fileName });
      const { kept } = outcome;
      rows.remember(request.file, outcome.trial);
      // What the user explained holds, though no row could be read this time: the mended table is not asked about again.
      const { mapping } = request;
      if (!kept && mapping) {
        await job.write('imports.rememberMapping', async (operation) => {
          operation.about(mapping.platform);
          for (const { table: { headers } } of outcome.refused) mappings.keep(headers, mapping);
        });
      }
      return { ...outcome.summary, batchId: kept ? outcome.batchId : null, operationId: kept ? outcome.operationId : null };
    },
    exportRefused: async ({ target, others, ...request }: RefusedRequest & { readonly target: string; readonly others: readonly RefusedRequest[] }, job: JobContext) => {
      const { path, name } = files.find(target);
      const sources = [request, ...others];
      if (sources.some(({ file }) => resolve(files.find(file).path).toLowerCase() === resolve(path).toLowerCase())) throw new Refused('imports.targetIsSource', { file: name });
      const refused: { readonly file: string; readonly tables: readonly RefusedTable[] }[] = [];
      for (const { file, told } of sources) {
        const outcome = await execute({ ...request, file }, job, false);
        const waited = told.filter(waitsForOrder);
        if (outcome.type === 'question') throw new Refused('imports.needsMapping', { file: outcome.question.fileName });
        const tables = outcome.refused.map((table) => ({ ...table, refusals: [...table.refusals, ...waited.filter(({ sheet }) => sheet === table.sheet)] }));
        refused.push({ file: parse(files.find(file).name).name, tables: tables.filter(({ refusals }) => refusals.length > 0) });
      }
      const sheets = refusedSheets(refused, request.mapping);
      if (sheets.length === 0) throw new Refused('imports.nothingRefused', { file: files.find(request.file).name });
      return { rows: await writeWorkbook(path, name, sheets, job), fileName: name };
    },
    list: (): ImportBatch[] => read.list(),
    /** Takes people who are forgotten out of what imports kept of their files. */
    forget: async (forgotten: ForgottenWords, job: Pick<JobContext, 'breathe'>): Promise<void> => {
      await forgetInBatches(write, forgotten, job);
      rows.invalidate();
    },
    rows: rows.rows,
    conflicts: rows.conflicts,
    takeTheirs: ({ source, customerId, field }: { readonly source: ImportSource; readonly customerId?: number | undefined; readonly field?: ConflictField | undefined }, operation: RunningOperation) => {
      const wanted = rows.conflictsOf(source).filter((conflict) => (customerId === undefined || conflict.customerId === customerId) && (field === undefined || conflict.field === field));
      const people = customers.adopt(wanted);
      const [only] = people;
      if (!only) throw new Refused('imports.noConflict');
      operation.about(people.length === 1 ? only.name : `${only.name} 等 ${people.length} 人`);
      rebuild();
      return { operationId: operation.id, people: people.length };
    },
    mappings: mappings.list,
    rememberMapping: ({ headers, mapping }: { readonly headers: readonly string[]; readonly mapping: Mapping }, operation: RunningOperation) => {
      operation.about(mapping.platform);
      mappings.keep(headers, mapping);
      return { operationId: operation.id };
    },
    forgetMapping: mappings.forget,
    undoPlan: ({ batchId, ...page }: { readonly batchId: number; readonly offset: number; readonly limit: number }, job: JobContext): Promise<UndoPlan> =>
      history.plan(batchOf(read, batchId).operationId, page, job),
    undo: ({ batchId, ...answer }: UndoAnswer & { readonly batchId: number }, job: JobContext): Promise<UndoResult> =>
      job.write('imports.undo', (operation) => history.undo(batchOf(write, batchId).operationId, answer, operation, job)),
  };
};
export type Imports = ReturnType<typeof createImports>;
