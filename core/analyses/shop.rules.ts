/** One reading of the books that all methods share: what several of them need is worked out once, when it is first asked for. */
import type { Lines } from '../patterns/baskets.rules.ts';
import { basketsBy } from '../patterns/baskets.rules.ts';
import { bgNbd } from '../prediction/bg-nbd.rules.ts';
import { fitPurchaseModel } from '../prediction/fit.rules.ts';
import { fitGammaGamma } from '../prediction/gamma-gamma.rules.ts';
import { purchaseHistoriesOf } from '../prediction/histories.rules.ts';
import { predictSpend } from '../prediction/spend-prediction.rules.ts';
import type { OrderLines } from '../scoring/churn-reasons.rules.ts';
import { shopGoodsOf } from '../scoring/churn-reasons.rules.ts';
import type { ScoringRule, Thresholds } from '../scoring/contract.ts';
import { dailyTotalsOf } from '../scoring/daily-totals.rules.ts';
import { purchaseDaysOf } from '../scoring/purchase-days.rules.ts';
import { rfmOf } from '../scoring/rfm.rules.ts';
import { rhythmsOf } from '../scoring/rhythm.rules.ts';
import { thresholdsOf } from '../scoring/rules.ts';
import type { Transactions } from '../scoring/transactions.rules.ts';

/**
 * Order lines with both numbers of what was bought: `product` is one row of the goods, spec and all, whose price can be
 * compared; `item` is its name, which is what somebody likes. Customer −1 is somebody whom nobody asked about.
 */
export type Goods = Lines & OrderLines & { readonly itemNames: readonly string[]; readonly productNames: readonly string[] };

/** Of all customers, and of the first purchases in the twelve months up to the day. */
export type ReferralCounts = { readonly customers: number; readonly brought: number; readonly broughtBuyers: number; readonly helpers: number; readonly newBuyers: number; readonly newBrought: number };

/** The same network from the same books. */
const seed = 20_260_101;

/** Something that happened with a customer, by number, on a day. */
type Dated = { readonly customer: number; readonly day: number };

/** All days are days since 1970-01-01; nothing later than `asOf` is in it. */
export type ShopRecords = {
  readonly asOf: number;
  readonly transactions: Transactions;
  readonly goods: Goods;
  /** per customer: the shop wrote down that they want something */
  readonly hasNeed: readonly boolean[];
  readonly enquiries: readonly Dated[];
  readonly complaints: readonly Dated[];
  /** days of orders with money paid back */
  readonly refunds: readonly Dated[];
  readonly referrals: ReferralCounts;
};

const once = <T>(make: () => T): (() => T) => {
  let made: { readonly value: T } | null = null;
  return () => (made ??= { value: make() }).value;
};

const byCustomer = (rows: readonly Dated[]): ReadonlyMap<number, readonly number[]> => {
  const days = new Map<number, number[]>();
  for (const { customer, day } of rows) {
    const known = days.get(customer);
    if (known) known.push(day);
    else days.set(customer, [day]);
  }
  return days;
};

export const shopOf = (records: ShopRecords, rule: ScoringRule) => {
  const { asOf, transactions, goods, enquiries, complaints, refunds } = records;
  const rfm = once(() => rfmOf(transactions, asOf));
  const days = once(() => purchaseDaysOf(transactions, asOf));
  const totals = once(() => dailyTotalsOf(transactions));
  const histories = once(() => purchaseHistoriesOf(totals(), asOf));
  return {
    ...records,
    rule,
    rfm,
    days,
    totals,
    thresholds: once((): Thresholds => thresholdsOf(rule, rfm())),
    rhythms: once(() => rhythmsOf(days(), asOf)),
    histories,
    purchaseFit: once(() => fitPurchaseModel(bgNbd, histories())),
    spendFit: once(() => fitGammaGamma(histories())),
    spendPrediction: once(() => predictSpend(totals(), asOf, seed)),
    soldGoods: once(() => shopGoodsOf(goods, asOf)),
    basketsByOrder: once(() => basketsBy(goods, 'order')),
    basketsByCustomer: once(() => basketsBy(goods, 'customer')),
    enquiriesOf: once(() => byCustomer(enquiries)),
    complaintsOf: once(() => byCustomer(complaints)),
    refundsOf: once(() => byCustomer(refunds)),
  };
};
export type Shop = ReturnType<typeof shopOf>;
