/** Tables that no platform description recognises: what each column probably means, and orders read by the user's answer. */
import type { Cell } from './cells.ts';
import { shareFilled, shareThatFits, statusIsKnown, toldByCells } from './column-looks.rules.ts';
import type { ColumnMeaning, MappedKind, Mapping } from './contract.ts';
import type { Table } from './headers.rules.ts';
import { handPlatform } from './own-columns.ts';
import type { Platform } from './platforms/platform.ts';
import { platforms } from './platforms/registry.ts';
import { otherThings, spokenNames } from './platforms/spoken-names.ts';
import { statusByMeaning } from './platforms/status-words.ts';
import { synonyms } from './platforms/synonyms.ts';

export type Guess = { readonly kind: MappedKind; readonly meanings: readonly (ColumnMeaning | null)[] };

const sampleRows = 50;

/** `3、您的手机号码?` asks for 手机号码; `电话号码(微信同号)` is 电话号码. */
const withoutQuestion = (name: string): string =>
  name.replace(/^(?:q?\d+[、.:)]|[([【]\d+[)\]】])/, '').replace(/[([【][^)\]】]*[)\]】]/g, '').replace(/[?!:。]+$/, '').replace(/^(?:请问|请填写|请输入|请选择|请|填写|您的|你的|您|你|本人)+/, '');

/** How sure the header alone makes us: 1 for the best known name of a meaning, less the more a word may mean besides. */
const scoreOfName = (meaning: ColumnMeaning, name: string): number => {
  const plain = withoutQuestion(name);
  const rank = Math.min(...[name, plain].map((each) => synonyms[meaning].indexOf(each)).filter((at) => at >= 0), Infinity);
  if (rank < Infinity) return 1 - rank * 0.005;
  if (plain === '' || plain.length > 20 || otherThings[meaning]?.test(plain)) return 0;
  return spokenNames[meaning]?.find(({ pattern }) => pattern.test(plain))?.score ?? 0;
};

type Candidate = { readonly index: number; readonly meaning: ColumnMeaning; readonly score: number };

/** What the cells say without the header's help is believed less than any name. */
const byCellsAlone = 0.4;

const candidatesOf = (name: string, cells: readonly Cell[], index: number): readonly Candidate[] => {
  if (name === '') return [];
  const named = (Object.keys(synonyms) as ColumnMeaning[]).flatMap((meaning): readonly Candidate[] => {
    const score = scoreOfName(meaning, name);
    const share = shareThatFits(meaning, cells);
    return score === 0 || (share ?? 1) < 0.5 ? [] : [{ index, meaning, score: score * (0.9 + 0.1 * (share ?? 0.5)) }];
  });
  const told = toldByCells(cells);
  return told === null || otherThings[told]?.test(name) || synonymsOfOthers.has(name) ? named : [...named, { index, meaning: told, score: byCellsAlone }];
};

/** Names that are known to mean nothing of what we ask for: their cells do not speak. */
const synonymsOfOthers: ReadonlySet<string> = new Set(['快递单号', '物流单号', '运单号', '商品编码', '商家编码', '店铺名称']);

/** Meanings of an order that a list of people has no use for. */
const ofOrders: ReadonlySet<ColumnMeaning> = new Set(['orderId', 'subOrderId', 'status', 'afterSale', 'orderedAt', 'paidAt', 'paid', 'payable', 'refund', 'freight', 'item', 'spec', 'quantity', 'itemAmount', 'pickupPoint', 'closeReason', 'sellerNote', 'buyerNote']);
const ofPeople: ReadonlySet<ColumnMeaning> = new Set(['tags', 'birthday', 'gender', 'note']);

/** One meaning is guessed at one column and the other way round: the surest pair first, and of equals the first column. */
export const guessMapping = (table: Pick<Table, 'names' | 'rows'>): Guess => {
  const meanings: (ColumnMeaning | null)[] = table.names.map(() => null);
  const sample = table.rows.slice(0, sampleRows);
  const taken = new Set<ColumnMeaning>();
  const candidates = table.names.flatMap((name, index) => candidatesOf(name, sample.map((row) => row[index] ?? null), index)).toSorted((a, b) => b.score - a.score);
  for (const { index, meaning } of candidates) {
    if (meanings[index] !== null || taken.has(meaning)) continue;
    meanings[index] = meaning;
    taken.add(meaning);
  }
  const has = (...wanted: readonly ColumnMeaning[]) => wanted.some((meaning) => taken.has(meaning));
  const orders = has('orderId') || (has('orderedAt', 'paidAt', 'item') && has('paid', 'payable', 'quantity')) || (has('orderedAt', 'paidAt') && has('item')) || (has('paid') && has('quantity', 'status'));
  return { kind: orders ? 'orders' : 'customers', meanings: meanings.map((meaning) => meaningFor(meaning, orders, taken)) };
};

/** In a list of orders a remark is what the shop noted; in a list of people nothing is of an order. */
const meaningFor = (meaning: ColumnMeaning | null, orders: boolean, taken: ReadonlySet<ColumnMeaning>): ColumnMeaning | null => {
  if (meaning === null) return null;
  if (!orders) return ofOrders.has(meaning) ? null : meaning;
  if (meaning === 'note') return taken.has('sellerNote') ? null : 'sellerNote';
  return ofPeople.has(meaning) ? null : meaning;
};

/** Shop systems that name their files after themselves. */
const systems = ['微店', '美团', '饿了么', '银豹', '客如云', '哗啦啦', '二维火', '有赞', '小鹅通', '群报数', '接龙管家', '旺店通', '聚水潭'];
/** What a table may have been called that nobody explained: by the name of its file, which people change. */
const guessedNames: readonly string[] = [handPlatform, ...systems];
/** A column that may say that money is still open must be understood. */
const maybeUnpaid = /欠|赊|未付|未收|退(?!货地址|换货地址)|作废|撤单|取消|反结/;

/**
 * The mapping of an order table that leaves no doubt: order number, time, money and a buyer or goods under their proper
 * names, with cells that fit. Anything less is asked about. `fileName` may name the system.
 */
export const certainMapping = (table: Table, fileName: string): Mapping | null => {
  const { kind, meanings } = guessMapping(table);
  const cellsAt = (index: number) => table.rows.slice(0, sampleRows).map((row) => row[index] ?? null);
  const certain = (meaning: ColumnMeaning): boolean => {
    const index = meanings.indexOf(meaning);
    if (index < 0 || !synonyms[meaning].slice(0, 40).includes(table.names[index] ?? '')) return false;
    const cells = cellsAt(index);
    return (shareThatFits(meaning, cells) ?? 1) >= 0.9 && shareFilled(cells) >= (meaning === 'orderId' ? 0.9 : 0.5);
  };
  const essential = certain('orderId') && (certain('orderedAt') || certain('paidAt')) && certain('paid') && (certain('item') || certain('name') || certain('phone') || certain('buyerId'));
  if (kind !== 'orders' || !essential || table.rows.length < 2) return null;
  if (new Set(table.names.filter((name) => name !== '')).size < table.names.filter((name) => name !== '').length) return null;
  const status = meanings.indexOf('status');
  if (status >= 0 && !statusIsKnown(cellsAt(status))) return null;
  if (table.names.some((name, index) => meanings[index] === null && maybeUnpaid.test(name) && shareFilled(cellsAt(index)) > 0)) return null;
  const columns = table.headers.flatMap((header, index) => {
    const meaning = meanings[index];
    return meaning ? [{ header, meaning }] : [];
  });
  return { kind, platform: systems.find((system) => fileName.includes(system)) ?? handPlatform, columns };
};


const allRefundWords = [...new Set(platforms.flatMap((platform) => platform.fullyRefunded ?? []))];

/** An answer as a platform description, so that a mapped table takes the same way as a recognised one. `guessed`: it is ours, not the user's. */
export const platformOfMapping = (mapping: Mapping, guessed = false): Platform => {
  const columns: Partial<Record<ColumnMeaning, string[]>> = {};
  for (const { header, meaning } of mapping.columns) (columns[meaning] ??= []).push(header);
  // Without a number the identifying cells are whatever was mapped of buyer, time and goods.
  const keyColumns = (['buyerId', 'name', 'phone', 'orderedAt', 'paidAt', 'item', 'spec'] as const).flatMap((meaning) => columns[meaning] ?? []);
  return {
    name: mapping.platform,
    signs: [],
    columns,
    grain: () => (columns.orderId ? 'unknown' : 'order'),
    statuses: {},
    statusOf: statusByMeaning,
    fullyRefunded: allRefundWords,
    keyColumns,
    // A column that people mapped by hand may hold anything that they call the buyer.
    nicknames: true,
    numbersStartAnew: true,
    ...(guessed ? { alsoCalled: guessedNames } : {}),
  };
};
