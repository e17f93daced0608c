import { z } from 'zod';
import { command, Day, Fen, FileToken, Instant, job, Page, phoneMark, query, RowId } from '../base/contract.ts';
import { ConflictField, ConflictValue } from '../customers/contract.ts';
import { OperationRef, UndoAnswer, UndoPlan, UndoResult } from '../history/contract.ts';
import { OrderStatus } from '../orders/contract.ts';

/** What a column can mean. The mapping screen offers these; recognised platforms fill them by themselves. */
export const ColumnMeaning = z.enum([
  'orderId', 'subOrderId', 'status', 'afterSale', 'orderedAt', 'paidAt', 'paid', 'payable', 'refund', 'freight',
  'item', 'spec', 'quantity', 'itemAmount', 'buyerId', 'name', 'phone', 'address', 'province', 'city', 'district', 'town',
  'village', 'pickupPoint', 'buyerNote', 'sellerNote', 'closeReason',
  'tags', 'note', 'birthday', 'gender',
]);
export type ColumnMeaning = z.infer<typeof ColumnMeaning>;

export const TableKind = z.enum(['orders', 'customers', 'products']);
export type TableKind = z.infer<typeof TableKind>;
/** What a table nobody knows can be explained as. */
export const MappedKind = TableKind.exclude(['products']);
export type MappedKind = z.infer<typeof MappedKind>;

/** The user's answer on the mapping screen: header text → meaning; remembered by the table's header fingerprint. */
export const Mapping = z.object({
  kind: MappedKind,
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
  details: z.record(z.string(), z.union([z.string().meta(phoneMark), z.number(), z.null()])).default({}),
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
  // Imports of before there were tables of goods have no such counts.
  productsCreated: z.int().default(0),
  productsUpdated: z.int().default(0),
  productsUnchanged: z.int().default(0),
  /** where the file says something else than the shop wrote, and the shop's word stayed */
  conflicts: z.int().default(0),
  paidFen: Fen,
  refundFen: Fen,
});
export type ImportCounts = z.infer<typeof ImportCounts>;

/** So many refusals travel with a summary; the rest is asked for by the page. */
export const refusalsTold = 200;

export const ImportSummary = z.object({
  fileName: z.string(),
  platform: z.string(),
  kind: TableKind,
  sheet: z.string().nullable(),
  counts: ImportCounts,
  firstOn: Day.nullable(),
  lastOn: Day.nullable(),
  /** the first of them; `rows` gives all */
  refusals: z.array(RefusedRow).max(refusalsTold),
  /** some rows were refused only for want of an order that another file may bring */
  waitsForOrders: z.boolean(),
  /** codes of core/messages with their gaps */
  warnings: z.array(z.object({ code: z.string(), details: z.record(z.string(), z.union([z.string(), z.number(), z.null()])).default({}) })),
});
export type ImportSummary = z.infer<typeof ImportSummary>;

/** Headers nobody has explained yet, with examples, and what we guess. */
export const MappingQuestion = z.object({
  fileName: z.string(),
  sheet: z.string().nullable(),
  columns: z.array(z.object({ header: z.string(), examples: z.array(z.string().meta(phoneMark)), guess: ColumnMeaning.nullable() })),
  kind: MappedKind,
});
export type MappingQuestion = z.infer<typeof MappingQuestion>;

/** What a table's columns were taken for, to be looked at and put right. `guess` is the meaning in use. */
export const ReadTable = MappingQuestion.extend({
  platform: z.string(),
  /** by the user's answer, now or earlier: then it can be answered again */
  mapped: z.boolean(),
  /** of no use: what stands in them is not imported */
  unused: z.array(z.string()),
});
export type ReadTable = z.infer<typeof ReadTable>;

/** Why a row is counted: the counts of an import that open their rows. */
export const Cause = z.enum([
  'ordersCreated', 'ordersUpdated', 'ordersUnchanged', 'ordersNotCounted', 'ordersWithoutCustomer',
  'customersCreated', 'customersUpdated', 'customersMatched', 'productsCreated', 'productsUpdated', 'productsUnchanged', 'rowsRefused',
]);
export type Cause = z.infer<typeof Cause>;

/** A preview, or a run that kept nothing, by its file; an import that was kept by its number. */
export const ImportSource = z.union([z.object({ file: FileToken }), z.object({ batchId: RowId })]);
export type ImportSource = z.infer<typeof ImportSource>;

/** What an import changed of an order that was known; money in fen, a status by its code. */
export const OrderChange = z.object({
  field: z.enum(['status', 'paidFen', 'refundFen', 'freightFen', 'orderedAt', 'goods', 'customer', 'receiver', 'pickupPoint', 'buyerNote', 'sellerNote', 'statusText']),
  before: z.union([z.string().meta(phoneMark), z.number(), z.null()]),
  after: z.union([z.string().meta(phoneMark), z.number(), z.null()]),
});
export type OrderChange = z.infer<typeof OrderChange>;

/** Where a record stands in the file, as the spreadsheet program counts rows. */
const Place = z.object({ sheet: z.string().nullable(), row: z.int() });

/** A row of the file as it is, or would be, stored. An id is null as long as nothing is stored under it. */
export const ImportRow = z.discriminatedUnion('type', [
  Place.extend({
    type: z.literal('order'),
    orderId: RowId.nullable(),
    /** null when the platform gave none */
    platformOrderId: z.string().nullable(),
    platform: z.string(),
    orderedAt: Instant,
    customerId: RowId.nullable(),
    customer: z.string().nullable(),
    goods: z.string(),
    netFen: Fen,
    countsAsPurchase: z.boolean(),
    status: OrderStatus,
    changes: z.array(OrderChange),
  }),
  Place.extend({
    type: z.literal('customer'),
    customerId: RowId.nullable(),
    name: z.string(),
    phone: z.string().meta(phoneMark).nullable(),
    village: z.string().nullable(),
    completed: z.array(z.enum(['name', 'phone', 'address', 'account', 'tags', 'rest'])),
  }),
  Place.extend({ type: z.literal('product'), name: z.string(), spec: z.string().nullable() }),
  RefusedRow.extend({ type: z.literal('refused') }),
]);
export type ImportRow = z.infer<typeof ImportRow>;

/** `ours` is what the shop has now; `taken` when that is by now what the file said. */
export const ImportConflict = Place.extend({
  customerId: RowId, customer: z.string(), field: ConflictField, theirs: ConflictValue, ours: ConflictValue.nullable(), taken: z.boolean(),
});
export type ImportConflict = z.infer<typeof ImportConflict>;

export const RememberedMapping = z.object({ id: RowId, fingerprint: z.string(), mapping: Mapping, usedAt: Instant.nullable() });
export type RememberedMapping = z.infer<typeof RememberedMapping>;

export const Preview = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready'), summary: ImportSummary, sample: z.array(ImportRow), tables: z.array(ReadTable) }),
  z.object({ type: z.literal('question'), question: MappingQuestion }),
]);
export type Preview = z.infer<typeof Preview>;

/** What was typed to open locked files. Tried in turn, never stored. */
export const Passwords = z.array(z.string().min(1).max(255)).max(20);

/** What one word of a platform's order tables means, as the user says it. Words are compared whatever their blanks and brackets. */
export const StatusWord = z.object({ platform: z.string().trim().min(1).max(20), word: z.string().trim().min(1).max(200), status: OrderStatus });
export type StatusWord = z.infer<typeof StatusWord>;

const meaning = StatusWord.pick({ word: true, status: true });

/**
 * `replaces` is an import that is taken back in the same step: its table was read with the wrong meanings. `statuses`:
 * status words to read with, as if the user had set them for the platform; they are not remembered.
 */
export const ImportRequest = z.object({ file: FileToken, mapping: Mapping.optional(), passwords: Passwords.default([]), statuses: z.array(meaning).max(100).default([]), replaces: RowId.optional() });

export const ImportBatch = z.object({
  id: RowId,
  uid: z.string(),
  operationId: RowId,
  fileName: z.string(),
  /** of the file's bytes: the same file has the same, whatever it is called */
  fileSha256: z.string(),
  platform: z.string(),
  kind: TableKind,
  importedAt: Instant,
  counts: ImportCounts,
  undone: z.boolean(),
  /** the user said what its columns mean */
  mapped: z.boolean(),
  /** its counts open their rows; imports of older programs kept none */
  hasRows: z.boolean(),
});
export type ImportBatch = z.infer<typeof ImportBatch>;

/** The words of one platform. Without a platform: parts of words, for any table that nobody described. */
export const StatusWordList = z.object({
  platform: z.string().nullable(),
  builtIn: z.array(meaning),
  /** the user's, which win; with the number of orders that carry the word */
  own: z.array(meaning.extend({ orders: z.int() })),
});
export type StatusWordList = z.infer<typeof StatusWordList>;

/** `withoutAmount`: orders that count now, whose amount was not kept; importing their table again brings it. */
export const RestatedOrders = OperationRef.extend({ restated: z.int(), withoutAmount: z.int() });
export type RestatedOrders = z.infer<typeof RestatedOrders>;

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
  /** An empty table with its rules and examples, to be filled by hand and dropped like any other. */
  saveTemplate: job(z.object({ kind: TableKind, target: FileToken }), z.object({ fileName: z.string() })),
  list: query(z.undefined(), z.array(ImportBatch)),
  /** The rows behind a count. A preview's are remembered for the newest few files only. */
  rows: query(z.object({ source: ImportSource, cause: Cause, ...Page.shape }), z.object({ total: z.int(), rows: z.array(ImportRow) })),
  /** What the file says otherwise than the shop wrote. */
  conflicts: query(z.object({ source: ImportSource, ...Page.shape }), z.object({ total: z.int(), people: z.int(), rows: z.array(ImportConflict) })),
  /** Lets the file have its way in one field, for one person or for all that are listed. */
  takeTheirs: command(z.object({ source: ImportSource, customerId: RowId.optional(), field: ConflictField.optional() }), OperationRef.extend({ people: z.int() })),
  /** What the user said about tables nobody knew. */
  mappings: query(z.undefined(), z.array(RememberedMapping)),
  rememberMapping: command(z.object({ headers: z.array(z.string()).max(1000), mapping: Mapping }), OperationRef),
  forgetMapping: command(z.object({ id: RowId }), OperationRef),
  statusWords: query(z.undefined(), z.array(StatusWordList)),
  /** Orders that stand as the word said until now, and that `restate` would change. */
  ordersUnderWord: query(StatusWord.omit({ status: true }), z.object({ orders: z.int() })),
  setStatusWords: command(z.object({ words: z.array(StatusWord).min(1).max(100), restate: z.boolean().default(false) }), RestatedOrders),
  removeStatusWord: command(StatusWord.omit({ status: true }).extend({ restate: z.boolean().default(false) }), RestatedOrders),
  /** What `undo` would do, before anything happens; with the records that were changed since, by the page. */
  undoPlan: job(Page.extend({ batchId: RowId }), UndoPlan),
  undo: job(UndoAnswer.extend({ batchId: RowId }), UndoResult),
};
