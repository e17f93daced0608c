/** One person's purchases turned into their portrait. Every number is the person's own; what too little stands behind is not said. */
import type { DayPart, Portrait } from './contract.ts';
import { DayPart as DayPartNames } from './contract.ts';
import { basketOf, categoriesOf, goodsOf, priceLevelOf } from './goods.rules.ts';
import { dayPartsOf, habitOf, nextPurchaseOf, purchaseDaysOf, rhythmOf, weekdaysOf } from './rhythm.rules.ts';
import { calendarOf, lastMonthsOf, quartersOf, usualQuarterOf } from './season.rules.ts';

export type PurchaseLine = { readonly productId: number; readonly name: string; readonly category: string | null; readonly quantity: number | null; readonly amountFen: number | null };
/** An order that counts. `time` is HH:mm:ss, `00:00:00` when the file named only the day. */
export type Purchase = {
  readonly id: number;
  readonly day: string;
  readonly time: string;
  readonly netFen: number;
  readonly platform: string;
  readonly pickupPoint: string | null;
  readonly lines: readonly PurchaseLine[];
};

/** `usualPrices`: what others paid for one of the goods, by product. `shopMedianFen`: the middle order of the shop. */
export type ShopPrices = { readonly usualPrices: ReadonlyMap<number, readonly number[]>; readonly shopMedianFen: number | null };

export type PurchasePortrait = Omit<Portrait, 'customer' | 'score' | 'thresholds' | 'refunds' | 'referrals' | 'satisfaction'>;

const goodsListed = 10;

const groupedBy = (purchases: readonly Purchase[], keyOf: (purchase: Purchase) => string | null): (readonly [name: string, orders: number, netFen: number])[] => {
  const groups = new Map<string, readonly [string, number, number]>();
  for (const purchase of purchases) {
    const name = keyOf(purchase);
    if (name === null) continue;
    const [, orders, netFen] = groups.get(name) ?? [name, 0, 0];
    groups.set(name, [name, orders + 1, netFen + purchase.netFen]);
  }
  return [...groups.values()].toSorted((a, b) => b[1] - a[1] || b[2] - a[2] || (a[0] < b[0] ? -1 : 1));
};

export function purchasePortraitOf(purchases: readonly Purchase[], { usualPrices, shopMedianFen }: ShopPrices, asOf: string): PurchasePortrait {
  const days = purchaseDaysOf(purchases);
  const goods = goodsOf(purchases);
  const weekdays = weekdaysOf(days);
  const dayParts = dayPartsOf(purchases);
  const usualPart = habitOf(DayPartNames.options.map((part) => dayParts[part]));
  return {
    asOf,
    orders: purchases.length,
    purchaseDays: days.length,
    netFen: purchases.reduce((sum, { netFen }) => sum + netFen, 0),
    goods: goods.slice(0, goodsListed),
    goodsKinds: goods.length,
    categories: categoriesOf(purchases),
    rhythm: rhythmOf(days),
    weekdays,
    usualWeekday: habitOf(weekdays),
    dayParts,
    usualDayPart: usualPart === null ? null : (DayPartNames.options[usualPart] satisfies DayPart | undefined) ?? null,
    months: lastMonthsOf(purchases, asOf),
    calendar: calendarOf(purchases),
    quarters: quartersOf(purchases),
    usualQuarter: usualQuarterOf(purchases, days),
    basket: basketOf(purchases, shopMedianFen),
    price: priceLevelOf(purchases, usualPrices),
    channels: groupedBy(purchases, ({ platform }) => platform).map(([platform, orders, netFen]) => ({ platform, orders, netFen })),
    pickupPoints: groupedBy(purchases, ({ pickupPoint }) => pickupPoint).map(([name, orders, netFen]) => ({ name, orders, netFen })),
    next: nextPurchaseOf(purchases, asOf),
  };
}
