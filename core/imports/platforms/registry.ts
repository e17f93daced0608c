import { normaliseHeader } from '../headers.rules.ts';
import { alibaba } from './alibaba.ts';
import { douyin } from './douyin.ts';
import { erp } from './erp.ts';
import { jingdong } from './jingdong.ts';
import { kuaishou } from './kuaishou.ts';
import { kuaituantuan } from './kuaituantuan.ts';
import { pinduoduo } from './pinduoduo.ts';
import { qunjielong } from './qunjielong.ts';
import type { Platform, Sign } from './platform.ts';
import { taobao } from './taobao.ts';
import { taobaoDetail } from './taobao-detail.ts';
import { weixinShop } from './weixin-shop.ts';
import { xiaohongshu } from './xiaohongshu.ts';
import { youzan } from './youzan.ts';

/** The platforms that are recognised without a question. */
export const platforms: readonly Platform[] = [taobao, taobaoDetail, pinduoduo, jingdong, douyin, kuaishou, weixinShop, xiaohongshu, youzan, kuaituantuan, qunjielong, alibaba, erp];

const memo = new Map<string, string>();

/** Descriptions write headers as the platform does; comparison is on normalised names. */
export const normalised = (header: string): string => {
  let name = memo.get(header);
  if (name === undefined) memo.set(header, (name = normaliseHeader(header)));
  return name;
};

export const matches = (sign: Sign, names: ReadonlySet<string>): boolean =>
  sign.all.every((header) => names.has(normalised(header)))
  && (sign.any === undefined || sign.any.some((header) => names.has(normalised(header))))
  && !(sign.none ?? []).some((header) => names.has(normalised(header)));
