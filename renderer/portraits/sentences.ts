/** A portrait in plain words, with the person's own numbers; what too little stands behind is said as such or left out. */
import type { NextPurchase, Portrait } from '../../core/portraits/contract.ts';
import type { PersonReferrals } from '../../core/referrals/contract.ts';
import { t } from '../i18n/texts.ts';
import { fullDay, moneyShort, numberText } from '../ui/format.ts';

/** As much of a name as a sentence or an axis has room for; the tables have the whole. */
export const shortName = (name: string, room = 12): string => (name.length > room ? `${name.slice(0, room - 1)}…` : name);
const namesText = (names: readonly string[]): string => names.map((name) => shortName(name)).join(t('portraits.between'));
export const weekdayName = (weekday: number): string => t('app.time.weekdays').charAt((weekday + 1) % 7);
/** One decimal, none when it is whole. */
const roughly = (value: number): string => numberText(Math.round(value * 10) / 10);
const days = (value: number): string => numberText(Math.round(value));

/** A day of this year without its year. */
const dayNear = (day: string, asOf: string): string =>
  day.slice(0, 4) === asOf.slice(0, 4) ? t('app.time.monthDay', { month: Number(day.slice(5, 7)), day: Number(day.slice(8, 10)) }) : fullDay(day);

const goodsLines = ({ goods, orders }: Portrait): string[] => {
  const [best, ...rest] = goods;
  if (!best) return [];
  const often = rest.slice(0, 3).filter((one) => one.orders > 1).map(({ name }) => name);
  return [t('portraits.sentences.goods', { name: shortName(best.name), all: orders, n: best.orders }) + (often.length > 0 ? t('portraits.sentences.others', { names: namesText(often) }) : '')];
};

const rhythmLines = ({ rhythm, usualWeekday, usualDayPart }: Portrait): string[] => {
  if (rhythm.type === 'tooFew') return [t('portraits.sentences.rhythmTooFew', rhythm)];
  const [middle, short, long] = [days(rhythm.medianGap), days(rhythm.shortFrom), days(rhythm.longTo)];
  return [
    (short === long ? t('portraits.sentences.rhythmExact', { days: middle }) : t('portraits.sentences.rhythm', { days: middle, short, long })) +
      (usualWeekday === null ? '' : t('portraits.sentences.weekday', { name: weekdayName(usualWeekday) })) +
      (usualDayPart === null ? '' : t('portraits.sentences.dayPart', { part: t(`portraits.dayParts.${usualDayPart}`) })),
  ];
};

const seasonLines = ({ usualQuarter, quarters, orders }: Portrait): string[] =>
  usualQuarter === null ? [] : [t('portraits.sentences.quarter', { quarter: t(`portraits.quarters.${usualQuarter}`), orders, n: quarters[usualQuarter].orders })];

const basketLines = ({ basket }: Portrait): string[] => {
  if (!basket) return [];
  const money = moneyShort(basket.medianFen);
  return [
    (basket.shopMedianFen === null ? t('portraits.sentences.basket', { money }) : t('portraits.sentences.basketShop', { money, shop: moneyShort(basket.shopMedianFen) })) +
      (basket.goodsPerOrder === null ? '' : t('portraits.sentences.goodsPerOrder', { n: roughly(basket.goodsPerOrder) })),
  ];
};

const priceLines = ({ price }: Portrait): string[] => {
  if (price.type === 'tooFew') return [t('portraits.sentences.priceTooFew', price)];
  const { lines, ratio, cheapLines } = price;
  const percent = Math.round(Math.abs(ratio - 1) * 100);
  const level = percent < 3 ? t('portraits.sentences.priceSame', { lines }) : t(ratio < 1 ? 'portraits.sentences.priceLower' : 'portraits.sentences.priceHigher', { percent, lines });
  return [level + (cheapLines > 0 ? t('portraits.sentences.cheap', { lines, n: cheapLines }) : '')];
};

const channelLine = ({ channels, pickupPoints, orders }: Portrait): string => {
  const [first, ...others] = channels;
  if (!first) return '';
  const [point] = pickupPoints;
  return (
    (others.length === 0
      ? t('portraits.sentences.channelOnly', { platform: first.platform })
      : t('portraits.sentences.channel', { platform: first.platform, all: orders, n: first.orders, others: namesText(others.map(({ platform }) => platform)) })) +
    (point ? t('portraits.sentences.pickup', { name: shortName(point.name) }) : '')
  );
};

const refundLine = ({ refunds }: Portrait): string =>
  refunds.orders === 0 ? t('portraits.sentences.noRefunds') : t('portraits.sentences.refunds', { all: refunds.ofOrders, n: refunds.orders, money: moneyShort(refunds.fen) });

/** When they are likely to come again; null when there is no rhythm to go by. */
const nextLine = (next: NextPurchase, asOf: string): string | null => {
  if (next.type === 'tooFew') return null;
  const [from, to] = [dayNear(next.from, asOf), dayNear(next.to, asOf)];
  const goods = next.goods.length > 0 ? t('portraits.sentences.nextGoods', { names: namesText(next.goods.map(({ name }) => name)) }) : '';
  if (next.overdueDays > 0) return t('portraits.sentences.overdue', { to, days: numberText(next.overdueDays) }) + goods;
  return (from === to ? t('portraits.sentences.nextDay', { day: from }) : t('portraits.sentences.next', { from, to })) + goods;
};

/** Who brought them and whom they brought; nothing when neither. */
const referralLines = ({ referrer, direct, size, broughtFen }: PersonReferrals): string[] => [
  ...(referrer ? [t('portraits.sentences.broughtBy', { name: referrer.name })] : []),
  ...(direct === 0 ? [] : [t(size > direct ? 'portraits.sentences.broughtFar' : 'portraits.sentences.brought', { n: direct, size, money: moneyShort(broughtFen) })]),
];

/** The most telling first. Without a purchase only what is known all the same. `next`: when they are likely to come again, where nothing else says it. */
export const portraitSentences = (portrait: Portrait, { next: told }: { readonly next: boolean }): readonly string[] => {
  const { orders, purchaseDays, netFen, customer, next, asOf, referrals } = portrait;
  const referred = referralLines(referrals).join('');
  if (orders === 0) return [t('portraits.never'), ...(referred === '' ? [] : [referred])];
  const coming = told ? nextLine(next, asOf) : null;
  return [
    t('portraits.sentences.totals', { first: fullDay(customer.firstOrderOn), last: fullDay(customer.lastOrderOn), days: purchaseDays, orders, money: moneyShort(netFen) }),
    ...goodsLines(portrait),
    ...rhythmLines(portrait),
    ...seasonLines(portrait),
    ...(coming === null ? [] : [coming]),
    ...basketLines(portrait),
    ...priceLines(portrait),
    refundLine(portrait) + channelLine(portrait),
    ...(referred === '' ? [] : [referred]),
    t('portraits.sentences.satisfaction'),
  ];
};
