/** An order export as a busy shop gets it from 千牛: 30 columns, every row another buyer with phone and address, two goods an order. */
import { writeFileSync } from 'node:fs';
import { writeWorkbook } from '../../core/reports/workbook.ts';
import { nameOf, phoneOf } from './big-shop.ts';

const headers = [
  '订单编号', '支付单号', '买家会员名', '买家应付货款', '买家应付邮费', '总金额', '买家实际支付金额', '订单状态', '买家留言', '收货人姓名',
  '收货地址', '运送方式', '联系手机', '订单创建时间', '订单付款时间', '宝贝标题', '宝贝种类', '物流单号', '物流公司', '订单备注',
  '宝贝总数量', '店铺Id', '店铺名称', '订单关闭原因', '卖家服务费', '发票抬头', '退款金额', '是否主动赔付', '确认收货时间', '打款商家金额',
];
const goods = ['土鸡蛋30枚', '农家菜籽油5L', '高山红薯粉条', '土蜂蜜两瓶装', '五常稻花香大米10斤', '手工挂面', '腊肉一条', '干香菇500克', '老母鸡', '小米5斤', '黄豆', '野菊花茶'];
const villages = ['石桥村', '柳树屯', '杏花村', '上河湾村', '下河湾村', '青龙庄', '白鹭村', '枣林村', '东岗村', '西岗村', '红旗村', '新桥村'];
const two = (value: number): string => String(value).padStart(2, '0');

const rowOf = (n: number): string[] => {
  const at = `2026-0${(n % 4) + 1}-${two((n % 28) + 1)} ${two(n % 24)}:${two(n % 60)}:${two((n * 7) % 60)}`;
  const paid = `${(n % 400) + 10}.50`;
  return [
    `33012${String(34_567_890_000_000 + n * 7919)}`, `20260401220014${String(n).padStart(12, '0')}`, `tb_买家${n}`, paid, '0.00', paid, paid,
    n % 4 === 0 ? '卖家已发货，等待买家确认' : '交易成功', n % 3 === 0 ? `麻烦下午送，第${n}单` : '', nameOf(n),
    `河南省 信阳市 光山县 清水镇${villages[n % villages.length]}${(n % 9) + 1}组${(n % 300) + 1}号`, '快递', `'${phoneOf(n)}`, at, at,
    `${goods[n % goods.length]}，${goods[(n * 5 + 1) % goods.length]}`, '2', `No:7731${String(n).padStart(11, '0')}`, '中通快递', n % 9 === 0 ? '老主顾，送两个鸡蛋' : "'null",
    '2', '112233445', '石桥土特产', n % 4 === 0 ? '订单未关闭' : '', '0.00', '', '0.00', '否', at, `${paid}元`,
  ];
};

const exportRows = (count: number): string[][] => Array.from({ length: count }, (_, n) => rowOf(n));

export const writeXlsxExport = (path: string, count: number): Promise<number> =>
  writeWorkbook(path, '订单.xlsx', [{
    sheetName: '订单', columns: headers.map((header) => ({ header, width: 12, money: false })), total: count, records: exportRows(count).map((row) => [row]),
  }], { progress: () => undefined, breathe: async () => undefined, signal: new AbortController().signal });

/** Two-byte codes of GB 18030 by character; Node only decodes. */
const gbCodes = (): ReadonlyMap<string, number> => {
  const codes = new Map<string, number>();
  const decoder = new TextDecoder('gb18030');
  for (let first = 0x81; first <= 0xfe; first += 1) {
    for (let second = 0x40; second <= 0xfe; second += 1) {
      const character = decoder.decode(Uint8Array.of(first, second));
      if (character.length === 1 && character !== '�') codes.set(character, (first << 8) | second);
    }
  }
  return codes;
};

export const writeGbExport = (path: string, count: number): void => {
  const codes = gbCodes();
  const text = [headers.join(','), ...exportRows(count).map((row) => row.join(','))].join('\r\n');
  const bytes = Buffer.alloc(text.length * 2);
  let length = 0;
  for (const character of text) {
    const code = character < '\u0080' ? character.charCodeAt(0) : codes.get(character);
    if (code === undefined) throw new Error(`not in GB 18030 with two bytes: ${character}`);
    if (code > 0xff) bytes[length++] = code >> 8;
    bytes[length++] = code & 0xff;
  }
  writeFileSync(path, bytes.subarray(0, length));
};
