import { z } from 'zod';
import { command, FileToken, Instant, job, none, Page, plainMark, query, RowId } from '../base/contract.ts';
import { Phone } from '../customers/contract.ts';
import { OperationRef } from '../history/contract.ts';

/** An owner may do everything; what a clerk may do stands in `rights.rules.ts`. */
export const Role = z.enum(['owner', 'clerk']);
export type Role = z.infer<typeof Role>;

export const Pin = z.string().regex(/^\d{4,6}$/);
const StaffName = z.string().trim().min(1).max(20);

export const Member = z.object({ id: RowId, name: z.string(), role: Role });
export type Member = z.infer<typeof Member>;

export const Locking = z.object({ minutes: z.int().min(1).max(60), alone: z.boolean() });
export type Locking = z.infer<typeof Locking>;

export const StaffState = z.object({
  /** somebody has to say who they are: there are two people, or the only one wants it */
  on: z.boolean(),
  people: z.array(Member),
  present: Member.nullable(),
  /** who was here last */
  lastId: RowId.nullable(),
  /** locks by itself after so many minutes without a hand on it */
  locking: Locking,
});
export type StaffState = z.infer<typeof StaffState>;

/** Personal data that were printed, taken off the laptop, or looked at in full. */
export const DisclosureKind = z.enum(['export', 'print', 'pdf', 'copy', 'reveal']);
export type DisclosureKind = z.infer<typeof DisclosureKind>;
/** `subject`: which list, by its code, or whose by the customer's uid; `people`: how many, null when nobody counted. */
export const Disclosure = z.object({ kind: DisclosureKind, subject: z.string().max(60), people: z.int().nullable() });
export type Disclosure = z.infer<typeof Disclosure>;
export const DisclosureRow = Disclosure.extend({ id: RowId, at: Instant, who: z.string().nullable(), customer: z.object({ id: RowId, name: z.string() }).nullable() });
export type DisclosureRow = z.infer<typeof DisclosureRow>;

/** Who did it; null: while nobody had to sign in. */
const ByWhom = z.object({ staffId: RowId.nullable().optional() });

export const staff = {
  state: query(none, StaffState),
  /** Wrong PINs cost more and more time, also after a new start. */
  signIn: job(z.object({ id: RowId, pin: z.string().max(20) }), z.object({ member: Member })),
  lock: job(none, z.object({})),
  /** An owner who forgot the PIN; the code is used up and a new one told. */
  recover: job(z.object({ id: RowId, code: z.string().max(60), pin: Pin }), OperationRef.extend({ code: z.string() })),
  /** The first is an owner. `code` opens an owner's lock when the PIN is forgotten and is told only here. */
  add: command(z.object({ name: StaffName, role: Role, pin: Pin }), OperationRef.extend({ id: RowId, code: z.string().nullable() })),
  change: command(z.object({ id: RowId, name: StaffName, role: Role }), OperationRef.extend({ code: z.string().nullable() })),
  /** One's own needs the one used until now. */
  setPin: command(z.object({ id: RowId, pin: Pin, current: z.string().max(20).optional() }), OperationRef),
  remove: command(z.object({ id: RowId }), OperationRef),
  setLocking: command(Locking, OperationRef),
  /** One customer's phones in full, to call them; written down. */
  reveal: job(z.object({ customerId: RowId }), z.object({ phones: z.array(Phone.extend({ number: z.string().meta(plainMark) })) })),
  /** Said by the window before it prints. */
  notePrint: job(z.object({ kind: DisclosureKind.extract(['print', 'pdf']), list: z.string().max(60), people: z.int().nullable() }), z.object({})),
  /** Newest first. */
  disclosures: query(ByWhom.extend(Page.shape), z.object({ total: z.int(), rows: z.array(DisclosureRow) })),
  /** The change history as a workbook. `words`: what the window calls each kind of step. */
  exportSteps: job(ByWhom.extend({ file: FileToken, words: z.record(z.string().max(60), z.string().max(60)) }), z.object({ rows: z.int(), fileName: z.string() })),
};
