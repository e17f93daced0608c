/**
 * The made-up shop as it really is: who bought what, paid what and got what back. The builders write it down as the
 * platforms would, which hides part of it; tests compare what the import found with this.
 */
import type { OrderStatus } from '../orders/contract.ts';

export const shopPlatforms = ['taobao', 'pinduoduo', 'douyin', 'kuaituantuan'] as const;
export type ShopPlatform = (typeof shopPlatforms)[number];

/** The names under which the importer stores their orders. */
export const platformNames = { taobao: '淘宝', pinduoduo: '拼多多', douyin: '抖店', kuaituantuan: '快团团' } as const satisfies Record<ShopPlatform, string>;

/** How a person buys: every week, every month, only in some seasons, once, less and less, or for the first time lately. */
export type Rhythm = 'weekly' | 'monthly' | 'seasonal' | 'once' | 'slipping' | 'new';

export type ShopCustomer = {
  readonly id: number;
  /** members of one household share the phone */
  readonly household: number;
  readonly name: string;
  readonly gender: 'female' | 'male';
  readonly phone: string;
  readonly province: string;
  readonly city: string;
  readonly district: string;
  readonly town: string;
  readonly village: string;
  /** what follows the district: town, village, group and house */
  readonly address: string;
  readonly pickupPoint: string;
  readonly rhythm: Rhythm;
  /** where the person buys, the usual place first; `buyerId` is the nickname that the platform shows, not unique */
  readonly accounts: readonly { readonly platform: ShopPlatform; readonly buyerId: string }[];
};

export type ShopLine = {
  readonly name: string;
  readonly spec: string;
  readonly quantity: number;
  readonly unitFen: number;
  /** what the line cost after its share of the discount */
  readonly amountFen: number;
  /** paid back in full; 抖店 says so line by line, the others have an amount for the order or nothing */
  readonly refunded: boolean;
};

export type ShopOrder = {
  readonly platform: ShopPlatform;
  readonly platformOrderId: string;
  /** 快团团: the place in the group purchase, which starts again at 1 every week; null elsewhere */
  readonly groupNumber: string | null;
  readonly customerId: number;
  readonly buyerId: string;
  readonly receiver: {
    readonly name: string;
    readonly phone: string;
    readonly province: string;
    readonly city: string;
    readonly district: string;
    readonly town: string;
    readonly village: string;
    readonly address: string;
  };
  /** what the export shows of the receiver: `masked` on 抖店, `none` in newer 拼多多 exports */
  readonly contact: 'full' | 'masked' | 'none';
  readonly pickupPoint: string | null;
  /** `pending` and `cancelled` orders were never paid */
  readonly status: OrderStatus;
  /** ISO with +08:00; what has not happened is null */
  readonly orderedAt: string;
  readonly paidAt: string | null;
  readonly shippedAt: string | null;
  readonly completedAt: string | null;
  readonly lines: readonly ShopLine[];
  /** sum of unit price × quantity */
  readonly goodsFen: number;
  readonly discountFen: number;
  readonly freightFen: number;
  /** goods − discount + freight: what was or would have been paid */
  readonly payableFen: number;
  /** 0 when never paid */
  readonly paidFen: number;
  readonly refundFen: number;
  /** whether it is a purchase: paid and not paid back in full */
  readonly counts: boolean;
  readonly buyerNote: string | null;
  readonly sellerNote: string | null;
};

export type Shop = { readonly customers: readonly ShopCustomer[]; readonly orders: readonly ShopOrder[] };

export type ShopTotals = { readonly orders: number; readonly counted: number; readonly paidFen: number; readonly refundFen: number; readonly netFen: number };

/** What an import has to find, in all or for some of the orders; `netFen` only over orders that count. */
export function totalsOf(orders: readonly ShopOrder[]): ShopTotals {
  const counted = orders.filter((order) => order.counts);
  const sum = (some: readonly ShopOrder[], fen: (order: ShopOrder) => number) => some.reduce((total, order) => total + fen(order), 0);
  return {
    orders: orders.length,
    counted: counted.length,
    paidFen: sum(orders, (order) => order.paidFen),
    refundFen: sum(orders, (order) => order.refundFen),
    netFen: sum(counted, (order) => order.paidFen - order.refundFen),
  };
}
