/**
 * A believable village shop out of nothing but a seed: for trying the program without real people's data, and for test
 * files whose truth is known. Same arguments, same shop, on every machine.
 */
import { addDays, dayNumber, dayOf } from '../base/dates.ts';
import { goodsOn, type Good } from './goods.rules.ts';
import { likesOf, orderOf, type UnnumberedOrder } from './orders.rules.ts';
import { hidesBuyers, peopleOf } from './people.rules.ts';
import { between, randomFor, randomOf, type Random } from './random.rules.ts';
import { shopPlatforms, type Shop, type ShopOrder, type ShopPlatform } from './shop.rules.ts';
import { visitsOf } from './visits.rules.ts';

export type ShopOptions = {
  readonly seed: number;
  /** the last day of the two years, `YYYY-MM-DD` */
  readonly until: string;
  readonly customers?: number;
  readonly platforms?: readonly ShopPlatform[];
  /** 1 = about eight orders a person; smaller for benches with many people */
  readonly pace?: number;
};

const shopDays = 730;

/** Customers by number, orders by time. Everybody has at least one order, and where possible one that shows the name. */
export function generateShop({ seed, until, customers: count = 800, platforms = shopPlatforms, pace = 1 }: ShopOptions): Shop {
  const from = addDays(until, 1 - shopDays);
  const customers = peopleOf(seed, count, platforms);
  const offers = new Map<string, readonly Good[]>();
  const offerOf = (day: string, platform: ShopPlatform): readonly Good[] => {
    const key = day + platform;
    const offer = offers.get(key) ?? goodsOn(day, platform);
    offers.set(key, offer);
    return offer;
  };

  const orders: UnnumberedOrder[] = [];
  for (const person of customers) {
    // its own stream, apart from the one the household was made with
    const random = randomFor(~seed, person.id);
    const likes = likesOf(random);
    const visits = visitsOf(random, person.rhythm, from, until, pace);
    const shown = person.accounts.find(({ platform }) => !hidesBuyers(platform));
    for (const [i, day] of visits.entries()) {
      const [usual, second] = person.accounts;
      const account = (i === 0 && shown) || (second && random() < 0.3 ? second : usual!);
      orders.push(orderOf(random, person, { from, until, day, offer: offerOf(day, account.platform), account, likes }));
    }
  }
  orders.sort((a, b) => (a.orderedAt < b.orderedAt ? -1 : a.orderedAt > b.orderedAt ? 1 : a.customerId - b.customerId));
  return { customers, orders: numbered(orders, randomOf(seed)) };
}

/** Gives each order the number its platform would give it; the running number inside makes it unique. */
function numbered(orders: readonly UnnumberedOrder[], random: Random): ShopOrder[] {
  let week = -1;
  let inGroup = 0;
  return orders.map((order, i) => {
    const day = dayOf(order.orderedAt);
    if (order.platform !== 'kuaituantuan') return { ...order, platformOrderId: platformOrderIdOf(order.platform, day, i + 1, random), groupNumber: null };
    const thisWeek = Math.floor(dayNumber(day) / 7);
    inGroup = thisWeek === week ? inGroup + 1 : 1;
    week = thisWeek;
    return { ...order, platformOrderId: platformOrderIdOf('kuaituantuan', day, i + 1, random), groupNumber: String(inGroup) };
  });
}

/** 18–19 digits on 淘宝 and 抖店, `yymmdd-` and 15 digits on 拼多多. 快团团 shows no order number; ours is for the truth only. */
function platformOrderIdOf(platform: ShopPlatform, day: string, running: number, random: Random): string {
  const date = day.slice(2).replaceAll('-', '');
  const number = String(running).padStart(7, '0');
  const noise = (digits: number) => String(between(random, 0, 10 ** digits - 1)).padStart(digits, '0');
  switch (platform) {
    case 'taobao':
      return `3${date}${number}${noise(5)}`;
    case 'pinduoduo':
      return `${date}-${number}${noise(8)}`;
    case 'douyin':
      return `69${date}${number}${noise(4)}`;
    case 'kuaituantuan':
      return `KTT${date}${number}`;
  }
}
