import fc from 'fast-check';
import { Solar } from 'lunar-typescript';
import { describe, expect, test } from 'vitest';
import { addDays } from '../../core/base/dates.ts';
import { Portrait } from '../../core/portraits/contract.ts';
import { priceLevelOf } from '../../core/portraits/goods.rules.ts';
import { habitOf, nextPurchaseOf, rhythmOf, weekdaysOf } from '../../core/portraits/rhythm.rules.ts';
import type { Purchase, PurchaseLine } from '../../core/portraits/rules.ts';
import { purchasePortraitOf } from '../../core/portraits/rules.ts';
import { quarterOf, quarterStart, usualQuarterOf } from '../../core/portraits/season.rules.ts';
import '../support/chance.ts';

const line = (name: string, amountFen: number | null = null, quantity: number | null = 1, productId = 1): PurchaseLine => ({ productId, name, category: null, quantity, amountFen });
let nextId = 1;
const bought = (day: string, ...lines: readonly PurchaseLine[]): Purchase => ({
  id: nextId++, day, time: '09:00:00', netFen: lines.reduce((sum, { amountFen }) => sum + (amountFen ?? 0), 0), platform: '微店', pickupPoint: null, lines,
});
const noShop = { usualPrices: new Map(), shopMedianFen: null };

describe('the rhythm', () => {
  test('is the middle of the gaps between purchase days, with the middle half around it', () => {
    // gaps 10, 20, 30, 40: quartiles by hand (type 7) 17.5, 25, 32.5
    expect(rhythmOf(['2026-01-01', '2026-01-11', '2026-01-31', '2026-03-02', '2026-04-11'])).toEqual({ type: 'known', days: 5, medianGap: 25, shortFrom: 17.5, longTo: 32.5, longest: 40 });
  });
  test('is not told of two visits', () => {
    expect(rhythmOf(['2026-01-01', '2026-01-11'])).toEqual({ type: 'tooFew', needed: 3, have: 2 });
  });
  test('several orders on one day are one visit', () => {
    const twice = [bought('2026-01-01'), bought('2026-01-01'), bought('2026-01-11')];
    expect(nextPurchaseOf(twice, '2026-01-12')).toEqual({ type: 'tooFew', needed: 3, have: 2 });
  });
  test('a day of the week is a habit from eight visits on, when it stands clearly alone', () => {
    const mondays = Array.from({ length: 8 }, (_, week) => addDays('2026-01-05', week * 7));
    expect(weekdaysOf(mondays)).toEqual([8, 0, 0, 0, 0, 0, 0]);
    expect(habitOf(weekdaysOf(mondays))).toBe(0);
    expect(habitOf(weekdaysOf(mondays.slice(1)))).toBeNull();
    expect(habitOf([4, 4, 0, 0, 0, 0, 0])).toBeNull();
    expect(habitOf([3, 2, 2, 2, 1, 1, 1])).toBeNull();
  });
});

describe('the next purchase', () => {
  const eggs = ['2026-03-01', '2026-03-11', '2026-03-21', '2026-03-31'].map((day) => bought(day, line('土鸡蛋')));
  test('lies one own gap after the last, with what they keep buying', () => {
    expect(nextPurchaseOf(eggs, '2026-04-02')).toEqual({ type: 'known', from: '2026-04-10', to: '2026-04-10', overdueDays: 0, goods: [{ name: '土鸡蛋', orders: 4, everyDays: 10 }] });
  });
  test('is told as overdue, not moved, once the days have passed', () => {
    expect(nextPurchaseOf(eggs, '2026-05-08')).toMatchObject({ to: '2026-04-10', overdueDays: 28 });
  });
  test('leaves out what was bought once, and what was given up long ago', () => {
    const chicks = [bought('2025-03-01', line('鸡苗')), bought('2025-03-05', line('鸡苗'))];
    const once = bought('2026-03-31', line('草帽'));
    expect(nextPurchaseOf([...chicks, ...eggs, once], '2026-04-02')).toMatchObject({ goods: [{ name: '土鸡蛋' }] });
  });
});

describe('the farming year', () => {
  test('turns on the days of 立春, 立夏, 立秋, 立冬 from 1901 to 2099, as the calendar library has them', () => {
    for (let year = 1901; year <= 2099; year += 1) {
      const table = Solar.fromYmd(year, 6, 1).getLunar().getJieQiTable();
      for (const [quarter, term] of [['spring', '立春'], ['summer', '立夏'], ['autumn', '立秋'], ['winter', '立冬']] as const)
        expect([year, quarterStart(quarter, year)]).toEqual([year, table[term]!.toYmd()]);
    }
  });
  test.each([['2026-02-03', 'winter'], ['2026-02-04', 'spring'], ['2026-05-05', 'summer'], ['2026-08-06', 'summer'], ['2026-08-07', 'autumn'], ['2026-11-07', 'winter'], ['2026-12-31', 'winter']])('%s lies in %s', (day, quarter) => {
    expect(quarterOf(day)).toBe(quarter);
  });
  test('a season is a habit of somebody known for a year, not of a newcomer', () => {
    const springs = ['2025-03-01', '2025-03-08', '2025-04-01', '2026-03-01', '2026-03-08', '2026-04-01'].map((day) => bought(day));
    const days = springs.map(({ day }) => day);
    expect(usualQuarterOf(springs, days)).toBe('spring');
    expect(usualQuarterOf(springs, days.slice(0, 3))).toBeNull();
    expect(usualQuarterOf(springs.slice(0, 3), days)).toBeNull();
  });
});

describe('the price level', () => {
  test('compares with the middle price of others for the very same goods', () => {
    const purchases = [bought('2026-01-01', line('土鸡蛋', 18_00, 2, 7)), bought('2026-02-01', line('土鸡蛋', 9_00, 1, 7)), bought('2026-03-01', line('土鸡蛋', 10_00, 1, 7))];
    // usual price 10: paid 37 for what others pay 40 for; two lines at 9 are cheap
    expect(priceLevelOf(purchases, new Map([[7, [8_00, 10_00, 10_00, 10_00, 12_00]]]))).toEqual({ type: 'known', goods: 1, lines: 3, ratio: 37 / 40, cheapLines: 2, cheapShare: 2 / 3 });
  });
  test('is not told when others hardly bought it, or the amounts are unknown', () => {
    const purchases = [1, 2, 3].map((month) => bought(`2026-0${month}-01`, line('土鸡蛋', 9_00, 1, 7), line('草帽', null, 1, 8)));
    expect(priceLevelOf(purchases, new Map([[7, [8_00, 10_00]], [8, [1, 1, 1, 1, 1]]]))).toEqual({ type: 'tooFew', needed: 3, have: 0 });
  });
});

describe('the whole portrait', () => {
  const purchases = [
    bought('2026-01-05', line('土鸡蛋', 20_00, 2), line('红薯粉', 30_00)),
    bought('2026-02-05', line('土鸡蛋', 20_00, 2)),
    bought('2026-04-05', line('土鸡蛋', 30_00, 3)),
  ];
  test('adds up', () => {
    const portrait = purchasePortraitOf(purchases, { usualPrices: new Map(), shopMedianFen: 35_00 }, '2026-05-08');
    expect(portrait).toMatchObject({
      orders: 3, purchaseDays: 3, netFen: 100_00, goodsKinds: 2,
      goods: [{ name: '土鸡蛋', orders: 3, quantity: 7, lastOn: '2026-04-05', netFen: 70_00, share: 0.7 }, { name: '红薯粉', orders: 1, netFen: 30_00, share: 0.3 }],
      basket: { medianFen: 30_00, largestFen: 50_00, shopMedianFen: 35_00, goodsPerOrder: 4 / 3 },
      channels: [{ platform: '微店', orders: 3, netFen: 100_00 }], usualWeekday: null, usualDayPart: null, usualQuarter: null,
    });
    expect(portrait.months.map(({ month, netFen }) => [month, netFen]).slice(-5)).toEqual([['2026-01', 50_00], ['2026-02', 20_00], ['2026-03', 0], ['2026-04', 30_00], ['2026-05', 0]]);
    expect(portrait.calendar[1]).toEqual({ orders: 1, netFen: 20_00 });
  });
  test('of somebody who never bought is empty and honest', () => {
    expect(purchasePortraitOf([], noShop, '2026-05-08')).toMatchObject({ orders: 0, goods: [], basket: null, rhythm: { type: 'tooFew', have: 0 }, next: { type: 'tooFew', have: 0 }, price: { type: 'tooFew' } });
  });
  test('one unknown amount leaves the shares unsaid, not wrong', () => {
    const { goods } = purchasePortraitOf([...purchases, bought('2026-05-01', line('草帽'))], noShop, '2026-05-08');
    expect(goods.map(({ share }) => share)).toEqual([null, null, null]);
  });

  const days = fc.integer({ min: 0, max: 3000 }).map((offset) => addDays('2019-01-01', offset));
  const anyLine = fc.record({ productId: fc.integer({ min: 1, max: 3 }), name: fc.constantFrom('蛋', '粉', '鸡'), category: fc.constantFrom(null, '禽蛋'), quantity: fc.constantFrom(null, 0, 0.5, 1, 12), amountFen: fc.constantFrom(null, -5, 0, 1, 100_00) });
  const anyPurchase = fc.record({ day: days, time: fc.constantFrom('00:00:00', '04:59:59', '12:00:00', '23:00:00'), netFen: fc.integer({ min: -100, max: 1_000_000 }), platform: fc.constantFrom('微店', '淘宝'), pickupPoint: fc.constantFrom(null, '村口'), lines: fc.array(anyLine, { maxLength: 4 }) });
  test('whatever was bought, every number is a number and every share between none and all', () => {
    const Numbers = Portrait.omit({ customer: true, score: true, thresholds: true, refunds: true, referrals: true, satisfaction: true });
    fc.assert(fc.property(fc.array(anyPurchase, { maxLength: 25 }), days, (some, asOf) => {
      const all = some.map((one, id) => ({ ...one, id })).toSorted((a, b) => (a.day < b.day ? -1 : 1));
      const portrait = Numbers.parse(purchasePortraitOf(all, { usualPrices: new Map([[1, [1, 2, 3, 4, 5]]]), shopMedianFen: 1 }, asOf));
      expect(portrait.calendar.reduce((sum, { orders }) => sum + orders, 0)).toBe(all.length);
      expect(Object.values(portrait.quarters).reduce((sum, { orders }) => sum + orders, 0)).toBe(all.length);
      expect(portrait.weekdays.reduce((sum, count) => sum + count, 0)).toBe(portrait.purchaseDays);
    }));
  });
});
