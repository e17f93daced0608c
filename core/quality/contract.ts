import { z } from 'zod';
import { command, Day, job, Page, phoneMark, query, RowId } from '../base/contract.ts';
import { Birthday } from '../customers/contract.ts';
import { OperationRef } from '../history/contract.ts';

/**
 * What is wrong with a record. Each code is a sentence of the window; its gaps:
 * phoneWrong {phone, digits} · phoneMadeUp {phone} · phoneOld {phone, day} · birthdayOld {age} · longAway {day} · orderAhead {day} ·
 * orderNegative, orderFarAbove {fen} and {usual} (fen). The others have none.
 */
export const FaultCode = z.enum([
  'phoneWrong', 'phoneMadeUp', 'birthdayOld', 'birthdayAhead', 'birthdayNever', 'orderAhead', 'orderNegative', 'orderFarAbove',
  'noPhone', 'nameMadeUp', 'noVillage', 'noConsent', 'phoneOld', 'longAway',
]);
export type FaultCode = z.infer<typeof FaultCode>;

export const FaultGroup = z.enum(['implausible', 'missing', 'stale', 'duplicate']);
export type FaultGroup = z.infer<typeof FaultGroup>;

/** A change of a customer's file that mends a fault. */
export const Fix = z.discriminatedUnion('field', [
  z.object({ field: z.literal('name'), name: z.string() }),
  /** `from`: the number that stands there now; null adds one */
  z.object({ field: z.literal('phone'), from: z.string().meta(phoneMark).nullable(), number: z.string().meta(phoneMark) }),
  z.object({ field: z.literal('village'), village: z.string() }),
  z.object({ field: z.literal('birthday'), birthday: Birthday.nullable() }),
  z.object({ field: z.literal('consent') }),
  z.object({ field: z.literal('tag'), tag: z.string() }),
]);
export type Fix = z.infer<typeof Fix>;

/** The same fault of the same value; `about` is that value. Of faults of an order the order alone says whose they are. */
export const FaultKey = z.object({ code: FaultCode, customerId: RowId.nullable(), orderId: RowId.nullable(), about: z.string().max(200).meta(phoneMark) });
export type FaultKey = z.infer<typeof FaultKey>;

export const Fault = FaultKey.extend({
  details: z.record(z.string(), z.union([z.string().meta(phoneMark), z.number()])),
  name: z.string().nullable(),
  phone: z.string().meta(phoneMark).nullable(),
  village: z.string().nullable(),
  lastOrderOn: Day.nullable(),
  /** null when only the person can say what is right */
  proposal: Fix.nullable(),
});
export type Fault = z.infer<typeof Fault>;

/** `points`: how many of its 100 points a file loses by one such fault. */
export const FaultKind = z.object({ code: FaultCode, group: FaultGroup, points: z.int(), open: z.int() });
export type FaultKind = z.infer<typeof FaultKind>;

export const quality = {
  /**
   * The meter: the mean of the files' points, of everybody who bought since `since` or who was written down since and has not bought yet.
   * A file has 100 points and loses those of each open fault, down to 0. Rounded down, so that 100 means no fault at all; null without people
   * or before the first look, when `asOf` is null too.
   */
  summary: query(
    z.undefined(),
    z.object({
      score: z.int().min(0).max(100).nullable(), asOf: Day.nullable(), since: Day, people: z.int(), faultless: z.int(), kinds: z.array(FaultKind),
      duplicates: z.object({ pairs: z.int(), people: z.int(), points: z.int() }), later: z.int(), skipped: z.int(),
    }),
  ),
  /** Open faults of one kind, those of the customers who brought most first. */
  list: query(z.object({ code: FaultCode, ...Page.shape, limit: z.int().min(1).max(100).default(50) }), z.object({ total: z.int(), faults: z.array(Fault) })),
  /** `later`: comes back after 30 days · `skip`: is no fault, for good · `checked`: was asked about and is right, comes back after two years. */
  decide: command(FaultKey.extend({ choice: z.enum(['later', 'skip', 'checked']) }), OperationRef),
  /** `later` for every open fault of one kind, in one step. */
  putOff: job(z.object({ code: FaultCode }), OperationRef.extend({ faults: z.int() })),
};
