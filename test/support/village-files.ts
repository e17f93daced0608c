/** The generated district as the files that a shop would export, each imported by the real importer, and what came of it. */
import type { Appearance, Source } from './village.ts';
import type { TestCore } from './core.ts';

const csv = (header: readonly string[], rows: readonly (readonly string[])[]): string => [header, ...rows].map((row) => row.join(',')).join('\r\n');

/** An appearance's orders; the number names it. */
const orders = ({ mark, days, ...appearance }: Appearance, idOf: (n: number, day: string) => string) =>
  days.map((day, n) => ({ ...appearance, id: idOf(Number(mark.slice(1)) * 4 + n, day), at: `${day} 09:30:00` }));
const taobaoId = (n: number): string => `33012345${String(n).padStart(11, '0')}`;
const jingdongId = (n: number): string => String(200_000_000_000 + n);
const pinduoduoId = (n: number, day: string): string => `${day.slice(2).replaceAll('-', '')}-${String(n).padStart(15, '0')}`;

/** One file of each platform; the masked rows stand in the Taobao file. */
const files: Readonly<Record<string, (appearances: readonly Appearance[]) => string>> = {
  淘宝: (all) => csv(
    ['订单编号', '买家会员名', '买家实际支付金额', '订单状态', '收货人姓名', '收货地址 ', '联系手机', '订单创建时间', '订单付款时间 ', '宝贝标题 ', '退款金额'],
    all.flatMap((one) => orders(one, taobaoId).map(({ id, account, name, address, phone, at, goods }) => [id, account!, '36.00', '交易成功', name, address ?? '', phone ?? '*******0000', at, at, goods[0]!, '0.00'])),
  ),
  快团团: (all) => csv(
    ['跟团号', '下单人', '团员备注', '支付时间', '商品', '订单金额', '退款金额', '订单状态', '自提点', '收货人', '联系电话', '详细地址'],
    all.flatMap((one) => orders(one, String).map(({ id, account, name, address, phone, at, goods }) => [id, account!, one.mark, at, `${goods.join('+1;')}+1`, '28.00', '0', '已完成', '', name, phone ?? '', address ?? ''])),
  ),
  拼多多: (all) => csv(
    ['商品', '订单号', '订单状态', '商品总价(元)', '用户实付金额(元)', '商品数量(件)', '支付时间', '收货人', '手机', '收货地址', '商家备注'],
    all.flatMap((one) => orders(one, pinduoduoId).map(({ id, name, address, phone, at, goods }) => [goods[0]!, id, '已收货', '19.90', '19.90', '1', at, name, phone ?? '', address ?? '', one.mark])),
  ),
  京东: (all) => csv(
    ['订单号', '商品ID', '商品名称', '订购数量', '下单时间', '京东价', '订单金额', '结算金额', '应付金额', '订单状态', '下单帐号', '客户姓名', '客户地址', '联系电话'],
    all.flatMap((one) => orders(one, jingdongId).map(({ id, account, name, address, at, goods }) => [id, `10${id.slice(-5)}`, goods[0]!, '1', at, '25.00', '25.00', '25.00', '25.00', '完成', account!, name, address ?? '', '1******0000'])),
  ),
  企业微信: (all) => csv(['客户名称', '描述', '添加人', '添加时间', '手机', '地址', '标签组1(来处)'], all.map(({ name, phone, address, mark }) => [name, '', '店长', '2025-01-02 10:00:00', phone ?? '', address ?? '', mark])),
  通讯录: (all) => csv(['通讯录姓名', '通讯录电话', '通讯录地址', '通讯录生日', '通讯录分组', '通讯录备注'], all.map(({ name, phone, birthday, mark }) => [name, phone ?? '', '', birthday ?? '', mark, ''])),
  有赞: (all) => csv(['客户姓名', '客户昵称', '客户手机号', '客户生日', '客户性别', '标签', '成长值', '消费次数'], all.map(({ name, phone, birthday, mark }) => [name, '', phone ?? '', birthday ?? '', '', mark, '0', '1'])),
};
const fileOf: Readonly<Record<Source, string>> = { 淘宝: '淘宝', 淘宝遮住: '淘宝', 快团团: '快团团', 拼多多: '拼多多', 京东: '京东', 企业微信: '企业微信', 通讯录: '通讯录', 有赞: '有赞' };

/** Imports every file; answers which record each appearance ended in. */
export const importVillage = async ({ core, app, file }: TestCore, appearances: readonly Appearance[]): Promise<ReadonlyMap<string, number>> => {
  for (const [name, write] of Object.entries(files)) {
    const result = await core.imports.run({ file: file(`${name}.csv`, write(appearances.filter(({ source }) => fileOf[source] === name))) });
    if (result.refusals.length > 0) throw new Error(`${name}: ${JSON.stringify(result.refusals.slice(0, 3))}`);
  }
  await app.settled();
  const db = app.store.reader;
  const marked = db.prepare<[], { mark: string; id: number }>(`
    SELECT tag AS mark, customer_id AS id FROM customer_tags UNION ALL SELECT coalesce(buyer_note, seller_note), customer_id FROM orders WHERE buyer_note IS NOT NULL OR seller_note IS NOT NULL`).all();
  const numbered = db.prepare<[], { number: string; id: number }>(`SELECT platform_order_id AS number, customer_id AS id FROM orders WHERE platform IN ('淘宝', '京东', '天猫', '淘宝/天猫')`).all();
  const byNumber = new Map(numbered.map(({ number, id }) => [number, id]));
  const records = new Map(marked.map(({ mark, id }) => [mark, id]));
  for (const one of appearances) {
    const [order] = one.days.length === 0 ? [] : orders(one, one.source === '京东' ? jingdongId : taobaoId);
    const id = order && byNumber.get(order.id);
    if (id !== undefined) records.set(one.mark, id);
  }
  return records;
};

type Counted = { readonly pairs: number; readonly right: number };
export type Figures = {
  readonly appearances: number;
  readonly records: number;
  readonly certain: Counted;
  readonly queue: Counted;
  readonly households: Counted;
  /** pairs of appearances of one person, and how many of them stand in one record: after the import, and once every question of the queue is answered */
  readonly pairsToFind: number;
  readonly foundByCertain: number;
  readonly foundWithQueue: number;
};

const pairsIn = (sizes: Iterable<number>): number => [...sizes].reduce((sum, size) => sum + (size * (size - 1)) / 2, 0);
const countBy = <T>(items: readonly T[], key: (item: T) => string): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(key(item), (counts.get(key(item)) ?? 0) + 1);
  return counts;
};

/** Compares the book with the truth. A record of several people belongs to the one who has most of it. */
export const figuresOf = async (core: TestCore['core'], appearances: readonly Appearance[], records: ReadonlyMap<string, number>, household: (villager: number) => number): Promise<Figures> => {
  const placed = appearances.map(({ mark, villager }) => ({ record: records.get(mark)!, villager }));
  const owners = new Map<number, number>();
  for (const [key] of [...countBy(placed, ({ record, villager }) => `${record}|${villager}`)].toSorted(([, a], [, b]) => a - b)) {
    const [record = 0, villager = 0] = key.split('|').map(Number);
    owners.set(record, villager);
  }
  const together = new Map<number, number>([...owners.keys()].map((record) => [record, record]));
  const rootOf = (record: number): number => {
    const above = together.get(record) ?? record;
    return above === record ? record : rootOf(above);
  };
  const proposed = async (kind: 'duplicate' | 'household') => {
    const all: { left: number; right: number }[] = [];
    for (let offset = 0; ; offset += 200) {
      const { pairs } = await core.duplicates.list({ kind, offset, limit: 200 });
      all.push(...pairs.map(({ leftId, rightId }) => ({ left: leftId, right: rightId })));
      if (pairs.length < 200) return all;
    }
  };
  const queue = await proposed('duplicate');
  const right = queue.filter(({ left, right: other }) => owners.get(left) === owners.get(other));
  for (const { left, right: other } of right) together.set(rootOf(left), rootOf(other));
  const households = await proposed('household');
  const inBook = countBy(placed, ({ record }) => String(record));
  const asPerson = (key: (record: number) => number) => countBy(placed, ({ record, villager }) => `${key(record)}|${villager}`);
  return {
    appearances: placed.length,
    records: owners.size,
    certain: { pairs: pairsIn(inBook.values()), right: pairsIn(asPerson((record) => record).values()) },
    queue: { pairs: queue.length, right: right.length },
    households: { pairs: households.length, right: households.filter(({ left, right: other }) => household(owners.get(left)!) === household(owners.get(other)!) && owners.get(left) !== owners.get(other)).length },
    pairsToFind: pairsIn(countBy(placed, ({ villager }) => String(villager)).values()),
    foundByCertain: pairsIn(asPerson((record) => record).values()),
    foundWithQueue: pairsIn(asPerson(rootOf).values()),
  };
};
