import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { daysBetween } from '../../core/base/dates.ts';
import { countsAsPurchase } from '../../core/orders/rules.ts';
import { goods, isShut, seasonOf } from '../../core/practice/goods.rules.ts';
import { randomFor, randomOf } from '../../core/practice/random.rules.ts';
import { generateShop } from '../../core/practice/rules.ts';
import { totalsOf, type ShopOrder } from '../../core/practice/shop.rules.ts';

const shop = generateShop({ seed: 1, until: '2026-08-31' });
const sum = (numbers: readonly number[]): number => numbers.reduce((total, n) => total + n, 0);
const groupsOf = <T, K>(items: readonly T[], key: (item: T) => K): Map<K, T[]> => {
  const groups = new Map<K, T[]>();
  for (const item of items) groups.set(key(item), [...(groups.get(key(item)) ?? []), item]);
  return groups;
};
const share = (orders: readonly ShopOrder[], of: (order: ShopOrder) => boolean): number => orders.filter(of).length / orders.length;

describe('the practice shop', () => {
  it('is the same for the same seed and another for another', () => {
    expect(generateShop({ seed: 1, until: '2026-08-31' })).toEqual(shop);
    expect(generateShop({ seed: 2, until: '2026-08-31' }).customers[0]).not.toEqual(shop.customers[0]);
  });

  it('has 800 customers in twelve villages of one county and several thousand orders', () => {
    expect(shop.customers).toHaveLength(800);
    expect(new Set(shop.customers.map((c) => c.village)).size).toBe(12);
    expect(new Set(shop.customers.map((c) => c.district))).toEqual(new Set(['禾塘县']));
    expect(shop.orders.length).toBeGreaterThan(5000);
    expect(shop.orders.length).toBeLessThan(12_000);
  });

  it('sells on four platforms, on 快团团 the most and with a pick-up point there', () => {
    const sizes = [...groupsOf(shop.orders, (order) => order.platform)].toSorted(([, a], [, b]) => b.length - a.length);
    expect(sizes.map(([platform]) => platform)[0]).toBe('kuaituantuan');
    expect(sizes).toHaveLength(4);
    expect(shop.orders.every((order) => (order.pickupPoint !== null) === (order.platform === 'kuaituantuan'))).toBe(true);
    expect(new Set(shop.orders.map((order) => order.pickupPoint)).size).toBe(13);
  });

  it('lasts two years, in order of time, and nothing happens after the last day', () => {
    const times = shop.orders.map((order) => order.orderedAt);
    expect(times.toSorted()).toEqual(times);
    expect(times[0]! >= '2024-09-01').toBe(true);
    expect(daysBetween(times[0]!.slice(0, 10), '2026-08-31')).toBeGreaterThan(700);
    const all = shop.orders.flatMap((order) => [order.orderedAt, order.paidAt, order.shippedAt, order.completedAt]);
    expect(all.every((time) => time === null || time < '2026-09-01')).toBe(true);
    expect(shop.orders.every((o) => (o.paidAt ?? o.orderedAt) >= o.orderedAt && (o.shippedAt ?? '9') >= (o.paidAt ?? '') && (o.completedAt ?? '9') > (o.shippedAt ?? ''))).toBe(true);
  });

  it('never uses an order number twice, nor a place in the same group at the same time', () => {
    expect(new Set(shop.orders.map((order) => order.platform + order.platformOrderId)).size).toBe(shop.orders.length);
    const groups = shop.orders.filter((order) => order.platform === 'kuaituantuan').map((order) => `${order.groupNumber} ${order.orderedAt}`);
    expect(new Set(groups).size).toBe(groups.length);
  });

  it.each([
    ['taobao', /^\d{19}$/],
    ['pinduoduo', /^\d{6}-\d{15}$/],
    ['douyin', /^\d{19}$/],
  ] as const)('writes order numbers of %s as the platform does', (platform, form) => {
    expect(shop.orders.filter((order) => order.platform === platform).every((order) => form.test(order.platformOrderId))).toBe(true);
  });
});

describe('seasons', () => {
  it.each([
    ['2026-03-15', 'spring'],
    ['2026-07-20', 'summer'],
    ['2026-10-05', 'autumn'],
    ['2026-02-10', 'newYear'],
    ['2025-12-20', null],
    ['2024-12-20', 'newYear'],
    ['2026-05-20', null],
  ] as const)('%s is %s', (day, season) => expect(seasonOf(day)).toBe(season));

  it('sells chicks only in spring, melons in summer, chestnuts in autumn, bacon before the New Year', () => {
    const seasonal = new Map(goods.filter((good) => good.season).map((good) => [good.name, good.season]));
    const sold = new Set<string>();
    for (const order of shop.orders) {
      for (const { name } of order.lines) {
        sold.add(name);
        if (seasonal.has(name)) expect([name, seasonOf(order.orderedAt.slice(0, 10))]).toEqual([name, seasonal.get(name)]);
      }
    }
    expect(sold).toEqual(new Set(goods.map((good) => good.name)));
  });

  it('is shut over the New Year', () => {
    expect(isShut('2026-02-17')).toBe(true);
    expect(isShut('2026-02-15')).toBe(false);
    expect(shop.orders.some((order) => isShut(order.orderedAt.slice(0, 10)))).toBe(false);
  });
});

describe('people', () => {
  const ordersOf = groupsOf(shop.orders, (order) => order.customerId);

  it('everybody has an order that shows the name', () => {
    expect(shop.customers.every((c) => ordersOf.get(c.id)?.some((order) => order.contact === 'full'))).toBe(true);
  });

  it('between half and four fifths of them bought again', () => {
    const again = shop.customers.filter((c) => (ordersOf.get(c.id)?.filter((order) => order.counts).length ?? 0) > 1).length / 800;
    expect(again).toBeGreaterThan(0.5);
    expect(again).toBeLessThan(0.8);
  });

  it('some come weekly, some only lately, some not any more', () => {
    for (const { id, rhythm } of shop.customers) {
      const days = ordersOf.get(id)!.map((order) => order.orderedAt.slice(0, 10));
      if (rhythm === 'new') expect(days[0]! >= '2026-08-03').toBe(true);
      if (rhythm === 'once') expect(days).toHaveLength(1);
      if (rhythm === 'slipping') expect(days.at(-1)! <= '2026-07-02').toBe(true);
    }
    const weekly = shop.customers.filter((c) => c.rhythm === 'weekly').map((c) => ordersOf.get(c.id)!.length);
    expect(sum(weekly) / weekly.length).toBeGreaterThan(30);
  });

  it('a phone belongs to one household, and some households share it under several names', () => {
    const households = groupsOf(shop.customers, (c) => c.phone);
    for (const members of households.values()) expect(new Set(members.map((m) => m.household + m.address)).size).toBe(1);
    expect(shop.customers.every((c) => /^1990{4}\d{4}$/.test(c.phone))).toBe(true);
    expect([...households.values()].filter((members) => new Set(members.map((m) => m.name)).size > 1).length).toBeGreaterThan(30);
  });

  it('some names occur in several villages, and some people buy on two platforms', () => {
    const names = groupsOf(shop.customers, (c) => c.name);
    expect([...names.values()].filter((same) => new Set(same.map((c) => c.village)).size > 1).length).toBeGreaterThan(20);
    expect([...ordersOf.values()].filter((orders) => new Set(orders.map((o) => o.platform)).size > 1).length).toBeGreaterThan(100);
  });
});

describe('money and fate of orders', () => {
  it('the sums agree in every order', () => {
    for (const order of shop.orders) {
      expect(sum(order.lines.map((line) => line.quantity * line.unitFen))).toBe(order.goodsFen);
      expect(sum(order.lines.map((line) => line.amountFen))).toBe(order.goodsFen - order.discountFen);
      expect(order.payableFen).toBe(order.goodsFen - order.discountFen + order.freightFen);
      expect(order.lines.every((line) => line.amountFen > 0 && line.quantity > 0)).toBe(true);
      expect(order.paidFen).toBe(order.paidAt === null ? 0 : order.payableFen);
      expect(order.refundFen >= 0 && order.refundFen <= order.paidFen).toBe(true);
      expect(order.counts).toBe(countsAsPurchase(order));
    }
  });

  it('totals are the sums over the orders', () => {
    const totals = totalsOf(shop.orders);
    expect(totals.orders).toBe(shop.orders.length);
    expect(totals.netFen).toBe(sum(shop.orders.map((order) => (order.counts ? order.paidFen - order.refundFen : 0))));
    expect(totals.paidFen - totals.refundFen).toBe(totals.netFen);
  });

  it('a few are unpaid, closed or paid back, most are done', () => {
    expect(new Set(shop.orders.map((order) => order.status))).toEqual(new Set(['pending', 'paid', 'shipped', 'completed', 'cancelled', 'refunded']));
    expect(share(shop.orders, (order) => order.status === 'completed')).toBeGreaterThan(0.9);
    expect(share(shop.orders, (order) => order.counts && order.refundFen > 0)).toBeGreaterThan(0.005);
  });

  it('has nothing that its platform could not say', () => {
    for (const order of shop.orders) {
      const part = order.counts && order.refundFen > 0;
      if (order.platform === 'pinduoduo') expect([order.lines.length, part]).toEqual([1, false]);
      if (order.platform === 'douyin') {
        expect(order.contact).toBe('masked');
        expect(order.refundFen).toBe(sum(order.lines.map((line) => (line.refunded ? line.amountFen : 0))));
      }
      if (order.platform === 'kuaituantuan') expect(order.paidAt).not.toBeNull();
    }
    const pinduoduo = shop.orders.filter((order) => order.platform === 'pinduoduo');
    expect(new Set(pinduoduo.map((order) => order.contact))).toEqual(new Set(['full', 'none']));
    expect(shop.orders.some((order) => order.platform !== 'pinduoduo' && order.lines.length > 1)).toBe(true);
  });
});

describe('other sizes and days', () => {
  it('one platform only, enough for a file of 5,000 rows', () => {
    const taobao = generateShop({ seed: 3, until: '2026-08-31', customers: 700, platforms: ['taobao'] });
    expect(taobao.orders.length).toBeGreaterThan(5000);
    expect(taobao.orders.every((order) => order.platform === 'taobao' && order.contact === 'full')).toBe(true);
  });

  it('many people with few orders each still have a phone per household', () => {
    const many = generateShop({ seed: 4, until: '2026-08-31', customers: 20_000, pace: 0.1 });
    expect(many.orders.length).toBeLessThan(60_000);
    expect(new Set(many.customers.map((c) => c.phone)).size).toBe(many.customers.at(-1)!.household);
    expect(many.customers.every((c) => /^199\d{8}$/.test(c.phone))).toBe(true);
  });

  it('any seed and last day give everybody an order, none of them later', () =>
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 0, max: 5000 }), fc.double({ min: 0.05, max: 1, noNaN: true }), (seed, days, pace) => {
        const until = new Date(Date.UTC(2022, 0, 1) + days * 86_400_000).toISOString().slice(0, 10);
        const { customers, orders } = generateShop({ seed, until, customers: 15, pace });
        expect(new Set(orders.map((order) => order.customerId)).size).toBe(customers.length);
        expect(orders.every((order) => order.orderedAt.slice(0, 10) <= until && daysBetween(order.orderedAt.slice(0, 10), until) <= 740)).toBe(true);
      }),
      { numRuns: 60 },
    ));

  it('chance is even and repeatable', () => {
    const random = randomOf(7);
    const numbers = Array.from({ length: 10_000 }, random);
    expect(Math.abs(sum(numbers) / 10_000 - 0.5)).toBeLessThan(0.01);
    expect(Array.from({ length: 3 }, randomFor(1, 5))).toEqual(Array.from({ length: 3 }, randomFor(1, 5)));
    expect(randomFor(1, 5)()).not.toBe(randomFor(1, 6)());
  });
});
