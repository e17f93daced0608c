import { z } from 'zod';
import { CustomerRow, CustomerFilter, CustomerSelection } from '../customers/contract.ts';
import { Day, Fen, FileToken, job, query, RowId } from '../base/contract.ts';
import { OrderFilter, OrderRow } from '../orders/contract.ts';
import { Portrait } from '../portraits/contract.ts';
import { Segment, ScoreSummary, Thresholds } from '../scoring/contract.ts';
import { SegmentPeople } from '../segments/contract.ts';

export const Month = z.object({ month: z.string(), orders: z.int(), netFen: Fen, customers: z.int() });

/** The shop at a glance, as of the last scoring. */
export const Overview = z.object({
  customers: z.int(),
  orders: z.int(),
  /** orders that count as a purchase */
  purchases: z.int(),
  netFen: Fen,
  ordersWithoutCustomer: z.int(),
  firstOn: Day.nullable(),
  lastOn: Day.nullable(),
  /** the day of the last order when the laptop's clock stands before it, so that scores of today mean nothing; else null */
  clockBehind: Day.nullable(),
  months: z.array(Month),
  scores: ScoreSummary.nullable(),
  /** first order lately, newest first */
  newCustomers: z.array(CustomerRow),
  /** spent much and have not come lately, the biggest spenders first */
  slippingCustomers: z.array(CustomerRow),
});
export type Overview = z.infer<typeof Overview>;

export const CustomerReport = z.object({
  shopName: z.string(),
  printedOn: Day,
  portrait: Portrait,
  /** newest first */
  orders: z.array(OrderRow),
  /** older orders that would not fit on paper */
  ordersLeftOut: z.int(),
});
export type CustomerReport = z.infer<typeof CustomerReport>;

export const SegmentReport = z.object({
  shopName: z.string(),
  printedOn: Day,
  asOf: Day,
  segment: Segment,
  thresholds: Thresholds,
  customers: z.int(),
  orders: z.int(),
  netFen: Fen,
  shareOfRevenue: z.number(),
  /** of the customers: who is left alone, and who was spoken to often enough for now; they are not in the rows */
  quiet: z.int(),
  often: z.int(),
  /** who may be called */
  rows: z.array(CustomerRow),
});
export type SegmentReport = z.infer<typeof SegmentReport>;

/** A list to call from: the people of the shop's own segment or of a rule, those left out who are not to be contacted. */
export const PeopleReport = SegmentReport.pick({ shopName: true, printedOn: true, quiet: true, often: true, rows: true }).extend({ customers: z.int(), netFen: Fen });
export type PeopleReport = z.infer<typeof PeopleReport>;

export const ExportKind = z.enum(['customers', 'orders', 'products', 'segments', 'helpers']);
export type ExportKind = z.infer<typeof ExportKind>;

export const reports = {
  overview: query(z.undefined(), Overview),
  customer: query(z.object({ id: RowId }), CustomerReport),
  segment: query(z.object({ segment: Segment }), SegmentReport),
  people: query(z.object({ people: SegmentPeople }), PeopleReport),
  /** Writes an .xlsx that our own importer reads back. `filter`, `selection` or `people` narrows customers, `filter` segments, `orderFilter` orders. */
  exportTable: job(z.object({ kind: ExportKind, file: FileToken, filter: CustomerFilter.partial().optional(), selection: CustomerSelection.optional(), people: SegmentPeople.optional(), orderFilter: OrderFilter.partial().optional() }), z.object({ rows: z.int(), fileName: z.string() })),
};
