import { z } from 'zod';
import { command, Day, Fen, FileToken, Instant, job, query, RowId } from '../base/contract.ts';
import { UndoResult } from '../history/contract.ts';

/** What a column can mean. The mapping screen offers these; recognised platforms fill them by themselves. */
export const ColumnMeaning = z.enum([
  'orderId', 'subOrderId', 'status', 'afterSale', 'orderedAt', 'paidAt', 'paid', 'payable', 'refund', 'freight',
  'item', 'spec', 'quantity', 'itemAmount', 'buyerId', 'name', 'phone', 'address', 'province', 'city', 'district', 'town',
  'village', 'pickupPoint', 'buyerNote', 'sellerNote', 'closeReason',
  'tags', 'note', 'birthday', 'gender',
]);
export type ColumnMeaning = z.infer<typeof ColumnMeaning>;

export const TableKind = z.enum(['orders', 'customers']);
export type TableKind = z.infer<typeof TableKind>;

/** The user's answer on the mapping screen: header text → meaning; remembered by the table's header fingerprint. */
export const Mapping = z.object({
  kind: TableKind,
  /** shown as the source of the orders, e.g. 微店 or 手工表 */
  platform: z.string().trim().min(1).max(20),
  columns: z.array(z.object({ header: z.string().max(200), meaning: ColumnMeaning })).max(256),
});
export type Mapping = z.infer<typeof Mapping>;

export const RefusedRow = z.object({
  sheet: z.string().nullable(),
  row: z.int(),
  column: z.string().nullable(),
  code: z.string(),
  details: z.record(z.string(), z.union([z.string(), z.number(), z.null()])).default({}),
});
export type RefusedRow = z.infer<typeof RefusedRow>;

/** Counts of one import, taken from the database inside the same transaction. */
export const ImportCounts = z.object({
  rowsRead: z.int(),
  rowsBlank: z.int(),
  rowsRefused: z.int(),
  ordersCreated: z.int(),
  ordersUpdated: z.int(),
  ordersUnchanged: z.int(),
  /** of the orders in the file: those that do not count as a purchase (unpaid, closed, refunded) */
  ordersNotCounted: z.int(),
  customersCreated: z.int(),
  customersUpdated: z.int(),
  customersMatched: z.int(),
  /** orders whose buyer cannot be told (masked or missing) */
  ordersWithoutCustomer: z.int(),
  paidFen: Fen,
  refundFen: Fen,
});
export type ImportCounts = z.infer<typeof ImportCounts>;

export const ImportSummary = z.object({
  fileName: z.string(),
  platform: z.string(),
  kind: TableKind,
  sheet: z.string().nullable(),
  counts: ImportCounts,
  firstOn: Day.nullable(),
  lastOn: Day.nullable(),
  refusals: z.array(RefusedRow),
  /** codes of core/messages with their gaps */
  warnings: z.array(z.object({ code: z.string(), details: z.record(z.string(), z.union([z.string(), z.number(), z.null()])).default({}) })),
});
export type ImportSummary = z.infer<typeof ImportSummary>;

/** Headers nobody has explained yet, with examples, and what we guess. */
export const MappingQuestion = z.object({
  fileName: z.string(),
  sheet: z.string().nullable(),
  columns: z.array(z.object({ header: z.string(), examples: z.array(z.string()), guess: ColumnMeaning.nullable() })),
  kind: TableKind,
});
export type MappingQuestion = z.infer<typeof MappingQuestion>;

export const Preview = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready'), summary: ImportSummary, sample: z.array(z.object({
    orderedAt: Instant.nullable(), customer: z.string().nullable(), goods: z.string(), netFen: Fen, status: z.string().nullable(),
  })) }),
  z.object({ type: z.literal('question'), question: MappingQuestion }),
]);
export type Preview = z.infer<typeof Preview>;

export const ImportRequest = z.object({ file: FileToken, mapping: Mapping.optional() });

export const ImportBatch = z.object({
  id: RowId,
  uid: z.string(),
  operationId: RowId,
  fileName: z.string(),
  platform: z.string(),
  kind: TableKind,
  importedAt: Instant,
  counts: ImportCounts,
  undone: z.boolean(),
});
export type ImportBatch = z.infer<typeof ImportBatch>;

export const imports = {
  /** Runs the import and rolls it back: the counts are those of the write. */
  preview: job(ImportRequest, Preview),
  /** Writes. `batchId` is null when the file changed nothing. */
  run: job(ImportRequest, ImportSummary.extend({ batchId: RowId.nullable(), operationId: RowId.nullable() })),
  /**
   * The rows that `preview` and `run` refuse, as a workbook with the original columns and a last one 原因, and with them the
   * other rows of the same orders: fixed, it is dropped like any table. `others` are further files, whose rows go into sheets named by file.
   * `told` are refusals that the user heard of: what was refused for want of another file comes back though that file came since.
   */
  exportRefused: job(ImportRequest.extend({
    target: FileToken,
    told: z.array(RefusedRow).default([]),
    others: z.array(z.object({ file: FileToken, told: z.array(RefusedRow).default([]) })).max(200).default([]),
  }), z.object({ rows: z.int(), fileName: z.string() })),
  list: query(z.undefined(), z.array(ImportBatch)),
  undo: command(z.object({ batchId: RowId }), UndoResult),
};
