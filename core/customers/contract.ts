import { z } from 'zod';
import { command, Day, Fen, Page, query, RowId } from '../base/contract.ts';
import { OperationRef } from '../history/contract.ts';
import { Lifecycle, Segment, ValueTier } from '../scoring/contract.ts';

export const CustomerKind = z.enum(['consumer', 'wholesaler', 'retailer', 'restaurant']);
export type CustomerKind = z.infer<typeof CustomerKind>;

/** Where the shop got to know the person (S1 §5.1.2). */
export const CustomerSource = z.enum(['platform', 'counter', 'social', 'service', 'survey', 'partner', 'referral', 'other']);
export type CustomerSource = z.infer<typeof CustomerSource>;

/** How and whether the person agreed that the shop keeps and uses the record. */
export const Consent = z.enum(['unknown', 'agreed', 'refused']);

/** As people say it: 农历六月十五 without a year is complete. Each part may be missing. */
export const Birthday = z.object({
  calendar: z.enum(['solar', 'lunar']),
  year: z.int().min(1900).max(2100).nullable(),
  month: z.int().min(1).max(12).nullable(),
  day: z.int().min(1).max(31).nullable(),
  leapMonth: z.boolean().default(false),
});
export type Birthday = z.infer<typeof Birthday>;

export const Phone = z.object({ number: z.string().max(40), label: z.string().max(20).nullable() });
export const Address = z.object({
  province: z.string().max(40).nullable(),
  city: z.string().max(40).nullable(),
  district: z.string().max(40).nullable(),
  village: z.string().max(60).nullable(),
  detail: z.string().max(200).nullable(),
});
export type Address = z.infer<typeof Address>;

/** A platform's own key of the person. */
export const Identity = z.object({ platform: z.string().max(40), value: z.string().max(200) });
export type Identity = z.infer<typeof Identity>;

/** What the shop can write about a person. Only the name is needed to save. */
export const CustomerFacts = z.object({
  name: z.string().trim().min(1).max(60),
  gender: z.enum(['female', 'male']).nullable().default(null),
  kind: CustomerKind.default('consumer'),
  source: CustomerSource.nullable().default(null),
  phones: z.array(Phone).max(10).default([]),
  addresses: z.array(Address).max(10).default([]),
  birthday: Birthday.nullable().default(null),
  occupation: z.string().trim().max(40).nullable().default(null),
  tags: z.array(z.string().trim().min(1).max(20)).max(30).default([]),
  note: z.string().trim().max(2000).nullable().default(null),
  /** what the person would like to buy; someone with a wish and no order is a potential customer (N1) */
  wish: z.string().trim().max(200).nullable().default(null),
  consent: Consent.default('unknown'),
  consentOn: Day.nullable().default(null),
  doNotDisturb: z.boolean().default(false),
  /** who brought this customer */
  referrerId: RowId.nullable().default(null),
});
export type CustomerFacts = z.infer<typeof CustomerFacts>;

/** A customer as the list shows it. Days are shop-local; recency in days as of the last scoring. */
export const CustomerRow = z.object({
  id: RowId,
  uid: z.string(),
  name: z.string(),
  phone: z.string().nullable(),
  village: z.string().nullable(),
  tags: z.array(z.string()),
  orderCount: z.int(),
  netFen: Fen,
  firstOrderOn: Day.nullable(),
  lastOrderOn: Day.nullable(),
  recency: z.int().nullable(),
  segment: Segment.nullable(),
  lifecycle: Lifecycle.nullable(),
  valueTier: ValueTier.nullable(),
});
export type CustomerRow = z.infer<typeof CustomerRow>;

export const CustomerDetail = CustomerFacts.extend({
  id: RowId,
  uid: z.string(),
  createdOn: Day,
  identities: z.array(Identity),
  referrerName: z.string().nullable(),
  orderCount: z.int(),
  netFen: Fen,
  firstOrderOn: Day.nullable(),
  lastOrderOn: Day.nullable(),
});
export type CustomerDetail = z.infer<typeof CustomerDetail>;

export const CustomerSort = z.enum(['lastOrder', 'net', 'orders', 'name', 'created']);
export type CustomerSort = z.infer<typeof CustomerSort>;

export const CustomerFilter = z.object({
  /** name, pinyin (full or initials), phone tail, village, platform nick or tag */
  search: z.string().max(200).default(''),
  segment: Segment.optional(),
  lifecycle: Lifecycle.optional(),
  valueTier: ValueTier.optional(),
  village: z.string().optional(),
});

export const customers = {
  list: query(
    CustomerFilter.extend({ ...Page.shape, sort: CustomerSort.default('lastOrder'), descending: z.boolean().default(true) }),
    z.object({ total: z.int(), rows: z.array(CustomerRow) }),
  ),
  get: query(z.object({ id: RowId }), CustomerDetail),
  villages: query(z.undefined(), z.array(z.object({ village: z.string(), customers: z.int() }))),
  create: command(CustomerFacts, OperationRef.extend({ id: RowId })),
  update: command(z.object({ id: RowId, facts: CustomerFacts }), OperationRef),
  delete: command(z.object({ id: RowId }), OperationRef),
};
