/** One order as it happens: what is bought, what it costs, and what becomes of it. */
import { addDays, daysBetween } from '../base/dates.ts';
import { goods, priceOf, type Good } from './goods.rules.ts';
import { between, pick, pickWeighted, type Random } from './random.rules.ts';
import type { ShopCustomer, ShopLine, ShopOrder, ShopPlatform } from './shop.rules.ts';

/** An order before the day's orders are put in sequence and numbered. */
export type UnnumberedOrder = Omit<ShopOrder, 'platformOrderId' | 'groupNumber'>;

export type OrderSetting = {
  readonly from: string;
  readonly until: string;
  readonly day: string;
  /** what the platform can sell on that day */
  readonly offer: readonly Good[];
  readonly account: ShopCustomer['accounts'][number];
  readonly likes: ReadonlySet<Good>;
};

/** 拼多多 orders of the last year come from the newer export, which names no receiver. */
const daysWithoutReceiver = 365;

const mostLines: Readonly<Record<ShopPlatform, number>> = { kuaituantuan: 4, taobao: 3, douyin: 2, pinduoduo: 1 };

const buyerNotes = ['放自提点就行', '鸡蛋别压着', '周六来拿', '要新鲜的', '给我留大的', '麻烦下午送', '和邻居的一起放'];
const sellerNotes = ['老顾客', '多送两个鸡蛋', '已电话联系', '帮忙送到家'];

/** Four or five things that a person likes and therefore buys again. */
export const likesOf = (random: Random): ReadonlySet<Good> => new Set(Array.from({ length: between(random, 4, 5) }, () => pick(random, goods)));

export function orderOf(random: Random, person: ShopCustomer, setting: OrderSetting): UnnumberedOrder {
  const { day, until, account } = setting;
  const { platform, buyerId } = account;
  const picked = linesOf(random, person, setting);
  const goodsFen = picked.reduce((sum, line) => sum + line.amountFen, 0);
  const discountFen = discountOf(random, platform, goodsFen);
  const freightFen = platform === 'taobao' && goodsFen < 50_00 ? 800 : 0;
  const payableFen = goodsFen - discountFen + freightFen;
  const discounted = shareDiscount(picked, discountFen);

  const age = daysBetween(day, until);
  const unpaid = platform !== 'kuaituantuan' && random() < (age === 0 ? 0.2 : 0.03);
  const fate = unpaid ? { refundFen: 0, lines: discounted } : refundOf(random, platform, discounted, payableFen);
  const paidFen = unpaid ? 0 : payableFen;
  const counts = !unpaid && fate.refundFen < paidFen;
  const status = unpaid ? (age === 0 ? 'pending' : 'cancelled') : !counts ? 'refunded' : age <= 1 ? 'paid' : age <= 8 ? 'shipped' : 'completed';
  const handedOver = status === 'shipped' || status === 'completed';

  const hour = between(random, 7, 21);
  const minute = between(random, 0, 49);
  const second = between(random, 0, 59);
  const { name, phone, province, city, district, town, village, address } = person;
  return {
    platform,
    customerId: person.id,
    buyerId,
    receiver: { name, phone, province, city, district, town, village, address },
    contact: platform === 'douyin' ? 'masked' : platform === 'pinduoduo' && age < daysWithoutReceiver ? 'none' : 'full',
    pickupPoint: platform === 'kuaituantuan' ? person.pickupPoint : null,
    status,
    orderedAt: instant(day, hour, minute, second),
    paidAt: unpaid ? null : instant(day, hour, minute + between(random, 1, 10), second),
    shippedAt: handedOver ? instant(addDays(day, 1), between(random, 8, 17), minute, second) : null,
    completedAt: status === 'completed' ? instant(addDays(day, between(random, 2, 7)), between(random, 8, 20), minute, second) : null,
    lines: fate.lines,
    goodsFen,
    discountFen,
    freightFen,
    payableFen,
    paidFen,
    refundFen: fate.refundFen,
    counts,
    buyerNote: random() < 0.06 ? pick(random, buyerNotes) : null,
    sellerNote: random() < 0.03 ? pick(random, sellerNotes) : null,
  };
}

function linesOf(random: Random, person: ShopCustomer, { from, day, offer, account, likes }: OrderSetting): ShopLine[] {
  const year = Math.floor(daysBetween(from, day) / 365);
  const inSeason = offer.filter((good) => good.season !== null);
  const wanted = Math.min(mostLines[account.platform], 1 + Math.floor(random() ** 2 * 4));
  const chosen = new Map<string, Good>();
  for (let line = 0; line < wanted; line += 1) {
    const shelf = line === 0 && person.rhythm === 'seasonal' && inSeason.length > 0 ? inSeason : offer;
    const good = pickWeighted(random, shelf.map((item) => ({ weight: item.weight * (likes.has(item) ? 5 : 1) * (item.season ? 1.6 : 1), item })));
    chosen.set(good.name, good);
  }
  return [...chosen.values()].map((good) => {
    const quantity = random() < 0.65 ? 1 : between(random, 1, good.most);
    const unitFen = priceOf(good, year);
    return { name: good.name, spec: good.spec, quantity, unitFen, amountFen: unitFen * quantity, refunded: false };
  });
}

function discountOf(random: Random, platform: ShopPlatform, goodsFen: number): number {
  if (platform === 'kuaituantuan' || goodsFen < 30_00 || random() >= 0.15) return 0;
  return between(random, 1, 5) * 100;
}

/** The discount spread over the lines in proportion; what whole fen leave over falls on the last line. */
function shareDiscount(lines: readonly ShopLine[], discountFen: number): ShopLine[] {
  const total = lines.reduce((sum, line) => sum + line.amountFen, 0);
  let left = discountFen;
  return lines.map((line, i) => {
    const share = i === lines.length - 1 ? left : Math.floor((discountFen * line.amountFen) / total);
    left -= share;
    return { ...line, amountFen: line.amountFen - share };
  });
}

/** Each platform can say only so much: 拼多多 knows refunds in full only, 抖店 refunds whole lines, the others any amount. */
function refundOf(random: Random, platform: ShopPlatform, lines: readonly ShopLine[], paidFen: number): { readonly refundFen: number; readonly lines: readonly ShopLine[] } {
  const chance = random();
  if (chance < 0.018) return { refundFen: paidFen, lines: lines.map((line) => ({ ...line, refunded: true })) };
  if (chance >= 0.045 || platform === 'pinduoduo') return { refundFen: 0, lines };
  if (lines.length > 1 && (platform === 'douyin' || random() < 0.4)) {
    const back = between(random, 0, lines.length - 1);
    return { refundFen: lines[back]!.amountFen, lines: lines.map((line, i) => (i === back ? { ...line, refunded: true } : line)) };
  }
  if (platform === 'douyin') return { refundFen: 0, lines };
  return { refundFen: Math.max(100, Math.floor((paidFen * between(random, 10, 50)) / 1000) * 10), lines };
}

const two = (number: number): string => String(number).padStart(2, '0');
const instant = (day: string, hour: number, minute: number, second: number): string => `${day}T${two(hour)}:${two(minute)}:${two(second)}+08:00`;
