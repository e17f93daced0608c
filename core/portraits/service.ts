import type { Clock } from '../base/clock.ts';
import { todayOf } from '../base/clock.ts';
import type { Customers } from '../customers/service.ts';
import type { Referrals } from '../referrals/service.ts';
import type { Scoring } from '../scoring/service.ts';
import type { Portrait } from './contract.ts';
import { medianOf } from '../scoring/quantiles.rules.ts';
import { goodsOf } from './goods.rules.ts';
import type { PortraitRepository } from './repository.ts';
import type { Purchase } from './rules.ts';
import { purchasePortraitOf } from './rules.ts';

type Parts = { readonly read: PortraitRepository; readonly clock: Clock; readonly customers: Customers; readonly scoring: Scoring; readonly referrals: Referrals };

/** The usual price is asked for the goods bought most; the rest would not move the picture. */
const goodsCompared = 20;

export const createPortraits = ({ read, clock, customers, scoring, referrals }: Parts) => {
  const usualPrices = (purchases: readonly Purchase[], customerId: number): ReadonlyMap<number, readonly number[]> => {
    const names = new Set(goodsOf(purchases).slice(0, goodsCompared).map(({ name }) => name));
    const products = new Set(purchases.flatMap(({ lines }) => lines.filter(({ name }) => names.has(name)).map(({ productId }) => productId)));
    return new Map([...products].map((product) => [product, read.pricesOfOthers(product, customerId)]));
  };

  return {
    get: (customerId: number): Portrait => {
      const customer = customers.get(customerId);
      const explained = scoring.explain(customerId);
      const purchases = read.purchases(customerId);
      const latest = read.latestOrders();
      const shop = { usualPrices: usualPrices(purchases, customerId), shopMedianFen: latest.length === 0 ? null : medianOf(latest) };
      return {
        ...purchasePortraitOf(purchases, shop, todayOf(clock)),
        customer,
        score: explained?.score ?? null,
        thresholds: explained?.thresholds ?? null,
        refunds: read.refunds(customerId),
        satisfaction: null,
        referrals: referrals.of(customerId),
      };
    },
  };
};
export type Portraits = ReturnType<typeof createPortraits>;
