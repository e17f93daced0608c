import type { Cell } from '../cells.ts';
import type { Sign } from './platform.ts';

/** Files of the same back-ends that people drop by mistake: named and refused, never guessed at. */
export type Foreign = { readonly platform: string; readonly file: string; readonly code: string; readonly sign: Sign; readonly unless?: Unless };
/** What the cells of a column tell in spite of the headers. */
type Unless = (valuesOf: (header: string) => readonly Cell[]) => boolean;

const different = (cells: readonly Cell[]): number => new Set(cells.map((cell) => String(cell ?? '').trim()).filter((text) => text !== '')).size;

/** A shop that sells has one seller, itself, and several buyers; one that buys has it the other way round. */
const isSeller: Unless = (valuesOf) => different(valuesOf('卖家会员名')) === 1 && different(valuesOf('买家会员名')) > 1;

const notOrders = (platform: string, file: string, ...all: readonly string[]): Foreign => ({ platform, file, code: 'imports.notOrders', sign: { all } });

export const foreignTables: readonly Foreign[] = [
  notOrders('支付宝', '账务明细', '账务流水号', '业务流水号', '发生时间'),
  notOrders('拼多多', '店铺账务明细', '商户订单号', '发生时间', '账务类型'),
  notOrders('抖店', '动账明细', '动账时间', '动账金额', '动账方向'),
  notOrders('抖店', '结算明细', '结算时间', '结算金额', '结算单类型'),
  notOrders('抖店', '售后单', '售后单号', '售后类型', '售后申请时间'),
  notOrders('京东', '对账明细', '费用名称', '应结金额', '资金动账备注'),
  notOrders('快手', '结算账单', '订单实付', '合计收入', '订单退款'),
  notOrders('视频号', '动账流水', '流水单号', '记账时间', '收支金额'),
  notOrders('小红书', '结算明细', '结算时间', '动账金额', '计佣基数'),
  notOrders('拼多多', '推广报表', '推广名称', '曝光量', '点击量'),
  notOrders('天猫', '退款单', '订单编号', '退款编号', '买家退款金额'),
  { platform: '1688', file: '进货单', code: 'imports.purchases', sign: { all: ['买家会员名', '卖家会员名', '货品标题'] }, unless: isSeller },
];
