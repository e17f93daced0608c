import { z } from 'zod';
import { command, Day, Fen, FileToken, Instant, job, none, Page, phoneMark, query, RowId } from '../base/contract.ts';
import { OperationRef } from '../history/contract.ts';

/** Everything that the shop keeps of one person, in words: as sheets of a workbook, and as they are printed. */
export const CopySheet = z.object({
  name: z.string(),
  headers: z.array(z.string()),
  rows: z.array(z.array(z.union([z.string().meta(phoneMark), z.number(), z.null()]))),
});
export type CopySheet = z.infer<typeof CopySheet>;
export const PersonCopy = z.object({ shopName: z.string(), madeOn: Day, name: z.string(), uid: z.string(), sheets: z.array(CopySheet) });
export type PersonCopy = z.infer<typeof PersonCopy>;

/** Whether the shop may write to, call or visit a person now, or why not. */
export const ContactAnswer = z.enum(['yes', 'quiet', 'refused', 'often']);
export type ContactAnswer = z.infer<typeof ContactAnswer>;
/** `contacts`: how often they were spoken to in the last 30 days. */
export const ContactState = z.object({ id: RowId, answer: ContactAnswer, contacts: z.int() });
export type ContactState = z.infer<typeof ContactState>;

export const PrivacyRules = z.object({
  /** how often a person is spoken to in 30 days */
  contactsAtMost: z.int().min(1).max(30),
  /** who was not seen for so many years is proposed to be forgotten */
  yearsKept: z.int().min(1).max(20),
});
export type PrivacyRules = z.infer<typeof PrivacyRules>;

/** What forgetting would do. `kinds` counts rows by table; `earlier` old values and steps in the history. */
export const ForgetPlan = z.object({
  people: z.int(),
  names: z.array(z.string()),
  kinds: z.record(z.string(), z.int()),
  earlier: z.int(),
  /** orders that stay, without a name */
  orders: z.int(),
  netFen: Fen,
  /** backups on this laptop that still hold them, and from which day on none does */
  backups: z.int(),
  goneOn: Day.nullable(),
});
export type ForgetPlan = z.infer<typeof ForgetPlan>;

export const Erasure = z.object({
  id: RowId, erasedAt: Instant, who: z.string().nullable(), reason: z.enum(['request', 'retention']), people: z.int(), orders: z.int(), goneOn: Day.nullable(),
});
export type Erasure = z.infer<typeof Erasure>;
const Forgotten = z.object({ people: z.int(), orders: z.int(), goneOn: Day.nullable() });

/** Somebody who was not seen for years. */
export const LongAway = z.object({ id: RowId, name: z.string(), phone: z.string().meta(phoneMark).nullable(), seenOn: Day, orders: z.int(), netFen: Fen });
export type LongAway = z.infer<typeof LongAway>;

/** How many people's data of each kind lie on this laptop. */
export const Holdings = z.object({
  shopName: z.string(),
  day: Day,
  people: z.int(),
  deleted: z.int(),
  orders: z.int(),
  kinds: z.object({ phones: z.int(), addresses: z.int(), accounts: z.int(), birthdays: z.int(), notes: z.int(), credit: z.int(), photos: z.int(), dealings: z.int() }),
});
export type Holdings = z.infer<typeof Holdings>;

const People = z.array(RowId).min(1).max(200);

export const privacy = {
  copyOf: query(z.object({ id: RowId }), PersonCopy),
  exportCopy: job(z.object({ id: RowId, file: FileToken }), z.object({ rows: z.int(), fileName: z.string(), uid: z.string() })),
  /** In the order of the ids; the gone are left out. */
  mayContact: query(z.object({ customerIds: People }), z.array(ContactState)),
  rules: query(none, PrivacyRules),
  setRules: command(PrivacyRules.partial(), OperationRef),
  /** Of people in the trash. */
  forgetPlan: query(z.object({ customerIds: People }), ForgetPlan),
  /** Takes people out of the trash and out of everything else, for good: this is no step that could be taken back. */
  forget: job(z.object({ customerIds: People }), Forgotten),
  erasures: query(z.object(Page.shape), z.object({ total: z.int(), rows: z.array(Erasure) })),
  /** Who was not seen for the years of the rules and owes nothing, the longest away first. */
  longAway: query(z.object(Page.shape), z.object({ total: z.int(), before: Day, rows: z.array(LongAway) })),
  /** Forgets all of them but some; their orders stay in every total. */
  forgetLongAway: job(z.object({ except: z.array(RowId).max(5000).default([]) }), Forgotten),
  holdings: query(none, Holdings),
};
