import { z } from 'zod';
import { command, Day, Fen, job, Page, phoneMark, query, RowId } from '../base/contract.ts';
import { OperationRef } from '../history/contract.ts';
import { Lifecycle, Segment, ValueTier } from '../scoring/contract.ts';

export const CustomerKind = z.enum(['consumer', 'wholesaler', 'retailer', 'restaurant']);
export type CustomerKind = z.infer<typeof CustomerKind>;

/** Where the shop got to know the person (S1 §5.1.2). */
export const CustomerSource = z.enum(['platform', 'counter', 'social', 'service', 'survey', 'partner', 'referral', 'other']);
export type CustomerSource = z.infer<typeof CustomerSource>;

/** How and whether the person agreed that the shop keeps and uses the record. */
export const Consent = z.enum(['unknown', 'agreed', 'refused']);

/** The animal of the birth year, for those of whom nothing more is known (属马). */
export const Zodiac = z.enum(['rat', 'ox', 'tiger', 'rabbit', 'dragon', 'snake', 'horse', 'goat', 'monkey', 'rooster', 'dog', 'pig']);
export type Zodiac = z.infer<typeof Zodiac>;

/** As people say it: 农历六月十五 without a year is complete. Each part may be missing. */
export const Birthday = z.object({
  calendar: z.enum(['solar', 'lunar']),
  year: z.int().min(1900).max(2100).nullable(),
  month: z.int().min(1).max(12).nullable(),
  day: z.int().min(1).max(31).nullable(),
  leapMonth: z.boolean().default(false),
});
export type Birthday = z.infer<typeof Birthday>;

export const Phone = z.object({ number: z.string().max(40).meta(phoneMark), label: z.string().max(20).nullable() });
export const Address = z.object({
  province: z.string().max(40).nullable(),
  city: z.string().max(40).nullable(),
  district: z.string().max(40).nullable(),
  town: z.string().max(40).nullable().default(null),
  village: z.string().max(60).nullable(),
  /** 组, 屯: the part of a village that its people name */
  hamlet: z.string().max(40).nullable().default(null),
  /** street, house, and whatever else finds the door */
  detail: z.string().max(200).nullable(),
});
export type Address = z.infer<typeof Address>;

/** Other ways to reach the person than a phone. */
export const ContactKind = z.enum(['wechat', 'qq', 'email', 'other']);
export type ContactKind = z.infer<typeof ContactKind>;
export const Contact = z.object({ kind: ContactKind, value: z.string().trim().min(1).max(100), label: z.string().max(20).nullable() });
export type Contact = z.infer<typeof Contact>;

/** How the person likes to be reached (S2 §2). */
export const Channel = z.enum(['phone', 'wechat', 'sms', 'letter', 'visit', 'counter', 'live']);
export type Channel = z.infer<typeof Channel>;

/** What the person keeps or grows: 30 只 鸡, 12 亩 水稻. */
export const Holding = z.object({
  kind: z.enum(['livestock', 'crop']),
  name: z.string().trim().min(1).max(20),
  amount: z.number().min(0).max(10_000_000).nullable(),
  unit: z.string().trim().max(20).nullable(),
});
export type Holding = z.infer<typeof Holding>;

export const RelationKind = z.enum(['household', 'kin', 'neighbour', 'friend', 'colleague']);
export type RelationKind = z.infer<typeof RelationKind>;
/** Between this customer and another; the other's file shows it too. */
export const Relation = z.object({ otherId: RowId, kind: RelationKind, note: z.string().trim().max(20).nullable() });
export type Relation = z.infer<typeof Relation>;

/** A column that the shop added itself. The values are texts: of a date YYYY-MM-DD, of a choice one of the choices. */
export const CustomFieldKind = z.enum(['text', 'number', 'date', 'choice']);
export type CustomFieldKind = z.infer<typeof CustomFieldKind>;
export const CustomFieldFacts = z.object({
  name: z.string().trim().min(1).max(20),
  kind: CustomFieldKind,
  choices: z.array(z.string().trim().min(1).max(30)).max(50).default([]),
});
export type CustomFieldFacts = z.infer<typeof CustomFieldFacts>;
export const CustomField = CustomFieldFacts.extend({ id: RowId, customers: z.int() });
export type CustomField = z.infer<typeof CustomField>;
export const CustomValue = z.object({ fieldId: RowId, value: z.string().trim().min(1).max(200) });
export type CustomValue = z.infer<typeof CustomValue>;

/** Whether goods may go out before the money comes in. */
export const Credit = z.enum(['good', 'fair', 'watch']);
export type Credit = z.infer<typeof Credit>;

/** How the person said whether the shop may keep the record. */
export const ConsentWay = z.enum(['spoken', 'phone', 'wechat', 'paper', 'platform']);
export type ConsentWay = z.infer<typeof ConsentWay>;

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
  contacts: z.array(Contact).max(10).default([]),
  preferredChannel: Channel.nullable().default(null),
  birthday: Birthday.nullable().default(null),
  /** only what the birthday does not say itself */
  zodiac: Zodiac.nullable().default(null),
  occupation: z.string().trim().max(40).nullable().default(null),
  hobbies: z.string().trim().max(200).nullable().default(null),
  holdings: z.array(Holding).max(20).default([]),
  tags: z.array(z.string().trim().min(1).max(20)).max(30).default([]),
  note: z.string().trim().max(2000).nullable().default(null),
  /** what the person would like to buy; someone with a wish and no order is a potential customer (N1) */
  wish: z.string().trim().max(200).nullable().default(null),
  consent: Consent.default('unknown'),
  consentOn: Day.nullable().default(null),
  consentWay: ConsentWay.nullable().default(null),
  doNotDisturb: z.boolean().default(false),
  credit: Credit.nullable().default(null),
  creditNote: z.string().trim().max(200).nullable().default(null),
  /** who brought this customer */
  referrerId: RowId.nullable().default(null),
  relations: z.array(Relation).max(50).default([]),
  custom: z.array(CustomValue).max(50).default([]),
});
export type CustomerFacts = z.infer<typeof CustomerFacts>;

/** What a file may say otherwise than the shop wrote. */
export const ConflictField = z.enum(['name', 'phone', 'address', 'birthday', 'gender', 'kind', 'source', 'occupation', 'note', 'wish']);
export type ConflictField = z.infer<typeof ConflictField>;
export const ConflictValue = z.union([z.string().meta(phoneMark), Birthday, Address]);
export type ConflictValue = z.infer<typeof ConflictValue>;

/** A customer as the list shows it. Days are shop-local; recency in days as of the last scoring. */
export const CustomerRow = z.object({
  id: RowId,
  uid: z.string(),
  name: z.string(),
  phone: z.string().meta(phoneMark).nullable(),
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
  relations: z.array(Relation.extend({ name: z.string(), uid: z.string() })),
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
  /** who bought goods of this name */
  product: z.string().max(200).optional(),
});

/** 200 kB as base64 */
export const Photo = z.string().max(273_070).regex(/^[A-Za-z0-9+/]+=*$/);

/** Who is meant: these people, or everybody who passes a filter but some, because 100,000 numbers are no message. */
export const CustomerSelection = z.union([
  z.object({ filter: CustomerFilter, except: z.array(RowId).max(5000).default([]) }),
  z.object({ ids: z.array(RowId).max(5000) }),
]);
export type CustomerSelection = z.infer<typeof CustomerSelection>;

const Tag = z.string().trim().min(1).max(20);

export const AddressLabel = z.object({ id: RowId, name: z.string(), phone: z.string().meta(phoneMark).nullable(), address: Address });
export type AddressLabel = z.infer<typeof AddressLabel>;

export const customers = {
  list: query(
    CustomerFilter.extend({ ...Page.shape, sort: CustomerSort.default('lastOrder'), descending: z.boolean().default(true) }),
    z.object({ total: z.int(), rows: z.array(CustomerRow) }),
  ),
  /** A stretch of the same list as numbers only, for choosing from one row to another. */
  ids: query(
    CustomerFilter.extend({ offset: z.int().nonnegative(), limit: z.int().min(1).max(5000), sort: CustomerSort.default('lastOrder'), descending: z.boolean().default(true) }),
    z.array(RowId),
  ),
  get: query(z.object({ id: RowId }), CustomerDetail),
  /** Every tag in use, the most used first. */
  tags: query(z.undefined(), z.array(z.object({ tag: Tag, customers: z.int() }))),
  /** Who of the chosen gets a letter. Left out are those without an address, who want to be left alone (`quiet`), or who were spoken to `often` enough for now. */
  labels: query(z.object({ selection: CustomerSelection, ...Page.shape }), z.object({ total: z.int(), withoutAddress: z.int(), quiet: z.int(), often: z.int(), rows: z.array(AddressLabel) })),
  villages: query(z.undefined(), z.array(z.object({ village: z.string(), customers: z.int() }))),
  /** Places that the shop's customers live in, the most common first: an address is chosen, not written. */
  places: query(z.undefined(), z.array(Address.omit({ detail: true }).extend({ customers: z.int() }))),
  /** Whom the person brought: the first of them, and how many in all. */
  brought: query(z.object({ id: RowId }), z.object({ total: z.int(), people: z.array(z.object({ id: RowId, name: z.string() })) })),
  /** A small JPEG in base64; null without one. */
  photo: query(z.object({ id: RowId }), z.object({ jpeg: z.string().nullable() })),
  setPhoto: command(z.object({ id: RowId, jpeg: Photo.nullable() }), OperationRef),
  customFields: query(z.undefined(), z.array(CustomField)),
  /** Adds a column (`id` null) or changes one; what stands in it stays. */
  saveCustomField: command(z.object({ id: RowId.nullable(), field: CustomFieldFacts }), OperationRef.extend({ id: RowId })),
  /** Takes the column and what stands in it out of every file. */
  removeCustomField: command(z.object({ id: RowId }), OperationRef.extend({ customers: z.int() })),
  create: command(CustomerFacts, OperationRef.extend({ id: RowId })),
  update: command(z.object({ id: RowId, facts: CustomerFacts }), OperationRef),
  delete: command(z.object({ id: RowId }), OperationRef),
  /** One step for all of them. `customers` counts who was meant, `changed` the tags that were put on or taken off. */
  tagMany: job(
    z.object({ selection: CustomerSelection, add: z.array(Tag).max(10).default([]), remove: z.array(Tag).max(10).default([]) }),
    OperationRef.extend({ customers: z.int(), changed: z.int() }),
  ),
  deleteMany: job(z.object({ selection: CustomerSelection }), OperationRef.extend({ customers: z.int() })),
};
