/** A shop of 100,000 customers, imported once by the real importer and kept for the bench's parts. */
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { TestCore } from '../support/core.ts';
import { startCore } from '../support/core.ts';
import { orderId, taobaoCsv } from '../support/given.ts';

const surnames = '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭';
const given = '秀英桂兰玉梅红霞建国志强海燕小军春花国庆大山翠平永福金凤丽华文斌德胜淑珍双喜来旺';
const villages = ['石桥村', '柳树屯', '杏花村', '上河湾村', '下河湾村', '青龙庄', '白鹭村', '枣林村', '东岗村', '西岗村', '红旗村', '新桥村'];

export const nameOf = (n: number): string =>
  `${surnames[n % surnames.length]}${given[(n * 7) % given.length]}${n % 3 === 0 ? '' : given[(n * 13 + 5) % given.length]}`;
export const phoneOf = (n: number): string => `199${String(10_000_000 + n)}`;

/** Four months in four files of 25,000 rows, so that no file meets the limits of one. */
export const openBigShop = async (folder: string, customers = 100_000): Promise<TestCore> => {
  mkdirSync(folder, { recursive: true });
  const known = existsSync(join(folder, 'shop.db'));
  const shop = startCore('2026-05-08', folder);
  if (known) return shop;
  await shop.core.settings.update({ shopName: '大店' });
  const part = customers / 4;
  for (let month = 0; month < 4; month += 1) {
    const rows = Array.from({ length: part }, (_, index) => {
      const n = month * part + index;
      return {
        id: orderId(n + 1), buyer: `tb_${n}`, name: nameOf(n), phone: phoneOf(n), paid: `${(n % 400) + 10}.50`,
        address: `河南省 信阳市 光山县 ${villages[n % villages.length]}${(n % 9) + 1}组${(n % 80) + 1}号`, at: `2026-0${month + 1}-${String((n % 28) + 1).padStart(2, '0')} 10:00:00`,
      };
    });
    await shop.core.imports.run({ file: shop.file(`${month}.csv`, taobaoCsv(rows)) });
  }
  await shop.app.settled();
  return shop;
};
