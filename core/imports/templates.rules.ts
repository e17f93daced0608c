/** The empty tables that people fill by hand: what each column takes, in the shop's words, with examples that are never read. */
import type { TableKind } from './contract.ts';
import type { OwnCustomerColumn, OwnOrderColumn, OwnProductColumn } from './own-columns.ts';
import { ownChannelWords, ownConsentWays, ownConsentWords, ownCreditWords, ownGenderWords, ownKindWords, ownSourceWords, ownStatusWords, ownYes } from './own-columns.ts';

export type TemplateColumn = {
  readonly header: string;
  readonly width: number;
  /** 必填, or what happens when the cell stays empty */
  readonly empty: string;
  readonly rule: string;
  readonly examples: readonly [string, string];
  readonly type?: 'text' | 'money';
  /** the only words that the column takes */
  readonly choices?: readonly string[];
};
export type Template = { readonly sheetName: string; readonly columns: readonly TemplateColumn[] };

const must = '必填';
const blank = '可以空着';

type Column<Header extends string> = TemplateColumn & { readonly header: Header };

const choose = (words: Readonly<Record<string, string>>): Pick<TemplateColumn, 'rule' | 'choices'> => ({ rule: `只能写：${Object.values(words).join('、')}`, choices: Object.values(words) });

const place = (examples: readonly [province: string, city: string, district: string, village: string, detail: string]): readonly Column<'省' | '市' | '区县' | '村' | '详细地址'>[] => [
  { header: '省', width: 10, empty: blank, rule: '如 河南省', examples: [examples[0], ''] },
  { header: '市', width: 10, empty: blank, rule: '如 信阳市', examples: [examples[1], ''] },
  { header: '区县', width: 10, empty: blank, rule: '如 光山县', examples: [examples[2], ''] },
  { header: '村', width: 12, empty: blank, rule: '村或小区的名字', examples: [examples[3], ''] },
  { header: '详细地址', width: 30, empty: blank, rule: '村后面的组、门牌。省、市、区县都空着时，可以把整个地址写在这一格', examples: [examples[4], '河南省信阳市光山县槐店乡大栗树村5组'] },
];

const customers: readonly Column<OwnCustomerColumn>[] = [
  { header: '姓名', width: 12, empty: must, rule: '平时怎么叫就怎么写。姓名和电话都一样的算同一个人', examples: ['王桂英', '石桥饭店'], type: 'text' },
  { header: '电话', width: 20, empty: '空着就只靠姓名和地址认人', rule: '手机号，或带区号的座机。几个号用“、”隔开，号后面可以写是谁的', examples: ['13900001234', '0376-6123456 前台、13900005678'], type: 'text' },
  { header: '性别', width: 8, empty: blank, ...choose(ownGenderWords), examples: ['女', ''] },
  { header: '客户类型', width: 12, empty: '空着当作“个人”', ...choose(ownKindWords), examples: ['个人', '饭店'] },
  { header: '来源', width: 12, empty: blank, ...choose(ownSourceWords), examples: ['店里', '朋友介绍'] },
  { header: '喜欢怎么联系', width: 14, empty: blank, ...choose(ownChannelWords), examples: ['电话', '微信'] },
  ...place(['河南省', '信阳市', '光山县', '石桥村', '12号']),
  { header: '乡镇', width: 12, empty: blank, rule: '乡或镇的名字', examples: ['槐店乡', ''] },
  { header: '组屯', width: 10, empty: blank, rule: '村里的哪一组、哪个屯', examples: ['3组', ''] },
  { header: '生日', width: 14, empty: blank, rule: '1968-06-15，不知道年份就写 06-15；农历照平时说的写：六月十五、闰六月初三、腊月三十；只知道属相就写 属马', examples: ['1968-06-15', '六月十五'], type: 'text' },
  { header: '职业', width: 10, empty: blank, rule: '随便写，40 个字以内', examples: ['教师', '开饭店'] },
  { header: '爱好', width: 12, empty: blank, rule: '随便写', examples: ['跳广场舞', ''] },
  { header: '想要', width: 16, empty: blank, rule: '说过想买什么，200 个字以内', examples: ['鸡苗', ''] },
  { header: '标签', width: 16, empty: blank, rule: '自己分的类，几个用“、”隔开', examples: ['老主顾、爱吃辣', '大客户'] },
  { header: '备注', width: 24, empty: blank, rule: '随便写，2000 个字以内', examples: ['下午在家', '月底结账'] },
  { header: '是否同意', width: 10, empty: '空着当作“未问”', rule: `店里能不能留资料、能不能联系。${choose(ownConsentWords).rule}`, choices: Object.values(ownConsentWords), examples: ['同意', '未问'] },
  { header: '同意日期', width: 12, empty: blank, rule: '2026-05-01 或 2026/5/1', examples: ['2026-05-01', ''], type: 'text' },
  { header: '同意方式', width: 10, empty: blank, ...choose(ownConsentWays), examples: ['当面', ''] },
  { header: '免打扰', width: 10, empty: '空着就是可以联系', rule: `不想被打扰的写“${ownYes}”`, choices: [ownYes], examples: ['', ownYes] },
  { header: '信用', width: 10, empty: blank, ...choose(ownCreditWords), examples: ['好', ''] },
  { header: '信用说明', width: 16, empty: blank, rule: '随便写，如 月底一起结', examples: ['', '月底一起结'] },
];

const orders: readonly Column<OwnOrderColumn>[] = [
  { header: '下单时间', width: 20, empty: must, rule: '2026-05-01 或 2026-05-01 09:30', examples: ['2026-05-01 09:30', '2026/5/2'], type: 'text' },
  { header: '收货人', width: 12, empty: '姓名、电话都空着，这单就归不到人', rule: '买东西的人', examples: ['王桂英', '石桥饭店'], type: 'text' },
  { header: '电话', width: 16, empty: blank, rule: '手机号，或带区号的座机，只写一个', examples: ['13900001234', '0376-6123456'], type: 'text' },
  { header: '商品', width: 18, empty: blank, rule: '一样商品一行。一单有几样，就写几行，“平台订单号”写成一样的', examples: ['土鸡蛋', '黑山羊'], type: 'text' },
  { header: '规格', width: 12, empty: blank, rule: '如 30枚装、5斤', examples: ['30枚装', '整只'], type: 'text' },
  { header: '数量', width: 8, empty: blank, rule: '数字，可以有小数', examples: ['2', '1'] },
  { header: '商品金额', width: 10, empty: blank, rule: '这一行商品一共多少元，如 96.00', examples: ['96.00', '1280.00'], type: 'money' },
  { header: '实付', width: 10, empty: '空着就把商品金额和运费加起来', rule: '整单一共收了多少元。一单几行的，每行都写同一个数，只算一次', examples: ['96.00', '1200.00'], type: 'money' },
  { header: '退款', width: 10, empty: '空着当作没退', rule: '退了多少元', examples: ['', '100.00'], type: 'money' },
  { header: '运费', width: 10, empty: blank, rule: '多少元', examples: ['', ''], type: 'money' },
  { header: '订单状态', width: 12, empty: '空着当作“已完成”', ...choose(ownStatusWords), rule: `${choose(ownStatusWords).rule}。待付款、已取消、已退款的记下但不算买过`, examples: ['已完成', '已付款'] },
  { header: '自提点', width: 14, empty: blank, rule: '在哪里取货', examples: ['石桥村小卖部', ''] },
  ...place(['河南省', '信阳市', '光山县', '石桥村', '3组12号']),
  { header: '买家留言', width: 18, empty: blank, rule: '买家说的话', examples: ['要新鲜的', ''] },
  { header: '备注', width: 18, empty: blank, rule: '店里自己记的', examples: ['', '送到后门'] },
  { header: '平台', width: 12, empty: '空着当作“手工”', rule: '从哪里卖的，如 微信、店里', examples: ['微信', ''] },
  { header: '平台订单号', width: 24, empty: '空着就按时间、收货人和商品编一个', rule: '平台给的号，或自己编的不重样的号。同一天同样的号再导一次，是改这一单，不会重复', examples: ['', 'A-20260502-1'], type: 'text' },
];

const products: readonly Column<OwnProductColumn>[] = [
  { header: '商品', width: 24, empty: must, rule: '和订单里写的一样，才对得上。商品和规格都一样的算同一样', examples: ['土鸡蛋', '黑山羊'], type: 'text' },
  { header: '规格', width: 14, empty: '空着就是没有规格的那一样', rule: '如 30枚装、5斤', examples: ['30枚装', ''], type: 'text' },
  { header: '分类', width: 12, empty: '空着不改账本里的', rule: '自己分，如 蛋、肉、粮', examples: ['蛋', '肉'] },
  { header: '单位', width: 8, empty: '空着不改账本里的', rule: '如 盒、斤、只', examples: ['盒', '只'] },
  { header: '成本价', width: 10, empty: '空着不改账本里的', rule: '进一份花多少元，如 32.50', examples: ['32.50', '980.00'], type: 'money' },
];

export const templates: Readonly<Record<TableKind, Template>> = {
  customers: { sheetName: '客户', columns: customers },
  orders: { sheetName: '订单', columns: orders },
  products: { sheetName: '商品', columns: products },
};
