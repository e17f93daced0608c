import { z } from 'zod';
import { command, Day, Fen, Instant, job, Page, phoneMark, query, RowId } from '../base/contract.ts';
import { Address, Birthday, CustomerKind, Identity, Phone } from '../customers/contract.ts';
import { OperationRef } from '../history/contract.ts';

/**
 * What speaks for, or against, two records being one person. Each code is a sentence of the window; its gaps:
 * nameSame {name} · nameVariant, nameSamePinyin, nameOneCharDiffers, nameDiffers {left, right} · nameSpoken (王婶, 王桂英) {left, right, by} · nickHoldsName {left: nickname, right: name} · surnameSame {surname} ·
 * nickSame {nick} · phoneSame {phone} · phoneOneDigitDiffers {left, right} · wechatSame {wechat} · addressSameHouse {village, house, key} ·
 * addressSameVillage {village} · addressHouseDiffers, addressVillageDiffers, addressDistrictDiffers {left, right} · goodsAlike {goods} ·
 * boughtSameDay {days} · bothHaveSamePlatformKey {platform}. The others have none.
 */
export const EvidenceCode = z.enum([
  'nameSame', 'nameVariant', 'nameSamePinyin', 'nameOneCharDiffers', 'nameSpoken', 'nameDiffers', 'surnameSame', 'nickHoldsName', 'nickSame',
  'phoneSame', 'phoneOneDigitDiffers', 'phoneDiffers', 'wechatSame',
  'addressSameHouse', 'addressSameVillage', 'addressHouseDiffers', 'addressVillageDiffers', 'addressDistrictDiffers',
  'birthdaySame', 'birthdayDiffers', 'genderDiffers', 'householdSame', 'goodsAlike', 'timesAlternate', 'boughtSameDay', 'bothHaveSamePlatformKey',
]);
export type EvidenceCode = z.infer<typeof EvidenceCode>;

/** `weight`: natural log of m/u, above 0 speaks for one person. `details` fill the gaps of the sentence. */
export const Evidence = z.object({ code: EvidenceCode, weight: z.number(), details: z.record(z.string(), z.union([z.string().meta(phoneMark), z.number()])) });
export type Evidence = z.infer<typeof Evidence>;

/** One side of a pair. */
export const PersonCard = z.object({
  id: RowId,
  name: z.string(),
  kind: CustomerKind,
  phones: z.array(Phone),
  addresses: z.array(Address),
  identities: z.array(Identity),
  birthday: Birthday.nullable(),
  tags: z.array(z.string()),
  note: z.string().nullable(),
  createdOn: Day,
  orderCount: z.int(),
  netFen: Fen,
  firstOrderOn: Day.nullable(),
  lastOrderOn: Day.nullable(),
});
export type PersonCard = z.infer<typeof PersonCard>;

/** `duplicate`: likely one person in two records · `household`: likely two people of one family. */
export const PairKind = z.enum(['duplicate', 'household']);
export type PairKind = z.infer<typeof PairKind>;

/** Two records side by side; the left one has the smaller number. `likelihood` that they are one person, or one household. */
export const LikelyPair = z.object({
  kind: PairKind,
  leftId: RowId,
  rightId: RowId,
  left: PersonCard,
  right: PersonCard,
  likelihood: z.number().min(0).max(1),
  /** what weighs most first */
  reasons: z.array(Evidence),
});
export type LikelyPair = z.infer<typeof LikelyPair>;

export const PairOfIds = z.object({ leftId: RowId, rightId: RowId });
export type PairOfIds = z.infer<typeof PairOfIds>;

/** A value as the cards show it: a text, a number, yes or no, a birthday, an address, or a list in words. */
export const DifferenceValue = z.union([z.string().meta(phoneMark), z.number(), z.boolean(), Birthday, Address, z.array(z.string().meta(phoneMark))]).nullable();
export type DifferenceValue = z.infer<typeof DifferenceValue>;

/** `field`: a column of customers in camelCase (`name`, `birthday` …) or a list (`phones`, `addresses`, `identities`, `tags` …). */
export const Difference = z.object({ field: z.string().max(40), left: DifferenceValue, right: DifferenceValue, better: z.enum(['left', 'right', 'both']) });
export type Difference = z.infer<typeof Difference>;

/** How many rows hang on each side, by table. */
export const ChildCount = z.object({ table: z.string(), left: z.int(), right: z.int() });

/** `both` unites: lists keep everything, texts are put one below the other. */
export const MergeChoice = z.object({ field: z.string().max(40), take: z.enum(['keep', 'drop', 'both']) });
export type MergeChoice = z.infer<typeof MergeChoice>;

export const Merge = z.object({
  id: RowId,
  keptId: RowId,
  keptName: z.string(),
  droppedId: RowId,
  droppedName: z.string(),
  mergedAt: Instant,
  /** false once taken apart or undone */
  standing: z.boolean(),
});
export type Merge = z.infer<typeof Merge>;

/** A record whose source does not say whose it is. */
export const UnmergeQuestion = z.object({ table: z.string().max(60), id: RowId, text: z.string(), proposed: z.enum(['kept', 'dropped']) });
export type UnmergeQuestion = z.infer<typeof UnmergeQuestion>;
export const UnmergeAnswer = z.object({ table: z.string().max(60), id: RowId, to: z.enum(['kept', 'dropped']) });

export const duplicates = {
  /** The queue: most likely and most valuable first. `totals` counts both kinds, whichever was asked for. */
  list: query(
    z.object({ ...Page.shape, kind: PairKind.default('duplicate') }),
    z.object({ total: z.int(), totals: z.record(PairKind, z.int()), pairs: z.array(LikelyPair) }),
  ),
  /** Looks through everybody anew. After imports and edits the core does the same by itself for whom they touched. */
  find: job(z.object({}), z.object({ pairs: z.int(), households: z.int() })),
  /** Who may be meant already, while a new customer is being typed. Likeliest first, at most five. */
  check: query(
    z.object({ name: z.string().max(60).default(''), phones: z.array(z.string().max(40)).max(10).default([]), addresses: z.array(Address).max(10).default([]) }),
    z.array(z.object({ card: PersonCard, likelihood: z.number(), reasons: z.array(Evidence) })),
  ),
  pair: query(
    PairOfIds,
    LikelyPair.omit({ leftId: true, rightId: true, kind: true }).extend({ differences: z.array(Difference), children: z.array(ChildCount), keepId: RowId }),
  ),
  merge: command(z.object({ keepId: RowId, dropId: RowId, choices: z.array(MergeChoice).max(100).default([]) }), OperationRef.extend({ mergeId: RowId })),
  /** Every pair at or above the floor, with the proposed values. More than 20 need a copy of the data first, which this makes itself. */
  mergeMany: job(
    z.object({ pairs: z.array(PairOfIds).min(1).max(5000), backedUp: z.boolean().default(false) }),
    z.object({ operationId: RowId.nullable(), merged: z.int(), skipped: z.int(), backup: z.string().nullable() }),
  ),
  /** Remembered for good: the two are never proposed again, also after either was merged with somebody else. */
  notSame: command(PairOfIds, OperationRef),
  /** The same, and the two are relations of one household. */
  household: command(PairOfIds, OperationRef),
  merges: query(z.object({ ...Page.shape, customerId: RowId.optional() }), z.object({ total: z.int(), merges: z.array(Merge) })),
  unmergePlan: query(
    z.object({ mergeId: RowId }),
    z.object({ merge: Merge, returning: z.array(z.object({ table: z.string(), rows: z.int() })), questions: z.array(UnmergeQuestion) }),
  ),
  unmerge: command(z.object({ mergeId: RowId, answers: z.array(UnmergeAnswer).max(5000).default([]) }), OperationRef.extend({ id: RowId })),
};
