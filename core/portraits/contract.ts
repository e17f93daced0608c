import { z } from 'zod';
import { Day, Fen, query, RowId } from '../base/contract.ts';
import { CustomerDetail } from '../customers/contract.ts';
import { PersonReferrals } from '../referrals/contract.ts';
import { CustomerScore, Thresholds } from '../scoring/contract.ts';

const Share = z.number().min(0).max(1);

/** Said instead of a number that too little stands behind: how much it takes, and how much there is. */
const TooFew = z.object({ type: z.literal('tooFew'), needed: z.int(), have: z.int() });
const orTooFew = <Shape extends z.ZodRawShape>(known: Shape) => z.discriminatedUnion('type', [z.object({ type: z.literal('known'), ...known }), TooFew]);

const Bought = z.object({ orders: z.int(), netFen: Fen });

export const Goods = z.object({
  name: z.string(),
  orders: z.int(),
  quantity: z.number(),
  lastOn: Day,
  /** null unless every line names its amount */
  netFen: Fen.nullable(),
  /** of what all their goods cost; null unless every line names its amount */
  share: Share.nullable(),
});
export type Goods = z.infer<typeof Goods>;

/** The four quarters of the farming year, each from its 节气 to the next: 立春, 立夏, 立秋, 立冬. */
export const Quarter = z.enum(['spring', 'summer', 'autumn', 'winter']);
export type Quarter = z.infer<typeof Quarter>;

export const DayPart = z.enum(['morning', 'noon', 'afternoon', 'evening', 'night']);
export type DayPart = z.infer<typeof DayPart>;

/** Gaps are days between two purchase days that follow each other; the middle half of them lies from `shortFrom` to `longTo`. */
export const Rhythm = orTooFew({ days: z.int(), medianGap: z.number(), shortFrom: z.number(), longTo: z.number(), longest: z.int() });
export type Rhythm = z.infer<typeof Rhythm>;

export const NextPurchase = orTooFew({
  from: Day,
  to: Day,
  /** days since `to` has passed; 0 while it has not */
  overdueDays: z.int(),
  /** what they keep buying, most often first */
  goods: z.array(z.object({ name: z.string(), orders: z.int(), everyDays: z.int() })),
});
export type NextPurchase = z.infer<typeof NextPurchase>;

/** What they paid against what others paid for the same goods, lines with amount and quantity only. */
export const PriceLevel = orTooFew({
  goods: z.int(),
  lines: z.int(),
  /** 1 = as others; 0.9 = a tenth less */
  ratio: z.number().positive(),
  /** lines bought clearly below the usual price */
  cheapLines: z.int(),
  cheapShare: Share,
});
export type PriceLevel = z.infer<typeof PriceLevel>;

/** One person as their purchases show them (S1 §4.1.2: facts, contacts, consumption). Only orders that count as a purchase, as of today. */
export const Portrait = z.object({
  asOf: Day,
  customer: CustomerDetail,
  score: CustomerScore.nullable(),
  thresholds: Thresholds.nullable(),
  orders: z.int(),
  purchaseDays: z.int(),
  netFen: Fen,
  goods: z.array(Goods),
  goodsKinds: z.int(),
  /** only goods that were given one */
  categories: z.array(Bought.extend({ category: z.string() })),
  rhythm: Rhythm,
  /** Monday first */
  weekdays: z.array(z.int()).length(7),
  /** the one day of the week they mostly come, 0 = Monday; null when there is none or too few purchases */
  usualWeekday: z.int().min(0).max(6).nullable(),
  dayParts: z.record(DayPart, z.int()),
  usualDayPart: DayPart.nullable(),
  /** the last twelve months, oldest first */
  months: z.array(Bought.extend({ month: z.string() })).length(12),
  /** January first, all years together */
  calendar: z.array(Bought).length(12),
  quarters: z.record(Quarter, Bought),
  usualQuarter: Quarter.nullable(),
  basket: z.object({
    medianFen: Fen,
    largestFen: Fen,
    /** the middle order of the whole shop */
    shopMedianFen: Fen.nullable(),
    /** kinds of goods in an order, on average; null when no order names its goods */
    goodsPerOrder: z.number().nullable(),
  }).nullable(),
  price: PriceLevel,
  refunds: z.object({ orders: z.int(), ofOrders: z.int(), fen: Fen }),
  channels: z.array(Bought.extend({ platform: z.string() })),
  pickupPoints: z.array(Bought.extend({ name: z.string() })),
  /** nothing is known before there are surveys */
  satisfaction: z.null(),
  referrals: PersonReferrals,
  next: NextPurchase,
});
export type Portrait = z.infer<typeof Portrait>;

export const portraits = {
  get: query(z.object({ customerId: RowId }), Portrait),
};
