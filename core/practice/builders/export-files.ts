import type { Shop, ShopOrder } from '../shop.rules.ts';
import { douyinCsv } from './douyin.ts';
import { kuaituantuanXlsx } from './kuaituantuan.ts';
import { pinduoduoCsv, pinduoduoCsvWithReceiver } from './pinduoduo.ts';
import { taobaoCsv } from './taobao.ts';

export type ExportFile = { readonly name: string; readonly bytes: Uint8Array };

/** The files that the shop's owner would download from the back-ends: one a platform, two for 拼多多's two eras. */
export const exportFilesOf = ({ orders }: Pick<Shop, 'orders'>): readonly ExportFile[] => {
  const of = (wanted: (order: ShopOrder) => boolean) => orders.filter(wanted);
  const file = (name: string, write: (orders: readonly ShopOrder[]) => Uint8Array, mine: readonly ShopOrder[]): readonly ExportFile[] =>
    mine.length === 0 ? [] : [{ name, bytes: write(mine) }];
  return [
    ...file('ExportOrderList.csv', taobaoCsv, of(({ platform }) => platform === 'taobao')),
    ...file('orders_export_old.csv', pinduoduoCsvWithReceiver, of(({ platform, contact }) => platform === 'pinduoduo' && contact === 'full')),
    ...file('orders_export.csv', pinduoduoCsv, of(({ platform, contact }) => platform === 'pinduoduo' && contact !== 'full')),
    ...file('抖店订单.csv', douyinCsv, of(({ platform }) => platform === 'douyin')),
    ...file('快团团跟团订单.xlsx', kuaituantuanXlsx, of(({ platform }) => platform === 'kuaituantuan')),
  ];
};
