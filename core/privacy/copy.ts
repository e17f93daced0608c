/** One person's data, whole and in words: what the person may ask for (PIPL, articles 44 to 46). */
import { todayOf } from '../base/clock.ts';
import type { Clock } from '../base/clock.ts';
import { yuanText } from '../base/money.ts';
import { birthdayWords } from '../customers/birthday.rules.ts';
import { Birthday, Zodiac } from '../customers/contract.ts';
import type { Customers } from '../customers/service.ts';
import type { FieldChange, FieldValue } from '../history/contract.ts';
import type { PersonHistory } from '../history/person.ts';
import { ownChannelWords, ownConsentWays, ownConsentWords, ownCreditWords, ownGenderWords, ownKindWords, ownRelationWords, ownSourceWords, ownYes } from '../imports/own-columns.ts';
import { channelTerms, fieldTerms, timelineTerms } from '../messages/terms.zh-CN.ts';
import type { ExportTables } from '../reports/tables.ts';
import type { SheetTable } from '../reports/workbook.ts';
import type { TimelineItem } from '../timeline/contract.ts';
import { TimelineKind } from '../timeline/contract.ts';
import type { Timeline } from '../timeline/service.ts';
import type { CopySheet, PersonCopy } from './contract.ts';
import type { PrivacyRepository } from './repository.ts';

type Parts = {
  readonly read: Pick<PrivacyRepository, 'disclosuresOf'>;
  readonly clock: Clock;
  readonly customers: Pick<Customers, 'get' | 'brought'>;
  readonly tables: ExportTables;
  readonly timeline: Pick<Timeline, 'list'>;
  readonly history: Pick<PersonHistory, 'page'>;
  readonly shopName: () => string;
};
type Cell = CopySheet['rows'][number][number];

const everything = 1_000_000;
/** Numbers that only our own files know each other by. */
const ownNumbers: readonly string[] = ['乡客订单号', '订单号自编', '客户编号', '介绍人编号', '关系'];
/** Sheets of their own. */
const dealings = TimelineKind.exclude(['order', 'change', 'import']).options;

const codes: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  gender: ownGenderWords, kind: ownKindWords, source: ownSourceWords, consent: ownConsentWords, consent_way: ownConsentWays, credit: ownCreditWords, preferred_channel: ownChannelWords,
};
const disclosureTerms: Readonly<Record<string, string>> = { export: '存成表格', print: '打印', pdf: '存成 PDF', copy: '拷走', reveal: '看了完整电话' };

const time = (instant: string): string => instant.slice(0, 16).replace('T', ' ');
const moneyOf = (fen: number | null): number | null => (fen === null ? null : Number(yuanText(fen)));

const birthdayText = (parts: FieldValue): string => {
  const { calendar, year, month, day, leap_month: leap } = parts as Readonly<Record<string, unknown>>;
  const birthday = Birthday.safeParse({ calendar, year, month, day, leapMonth: leap === 1 });
  return birthday.success ? birthdayWords(birthday.data) : '';
};
const valueText = (field: string, value: FieldValue | null): string => {
  if (value === null) return '';
  if (field === 'birthday') return birthdayText(value);
  if (field === 'zodiac') return birthdayWords(null, Zodiac.safeParse(value).data ?? null);
  if (field === 'customer_photos') return '有';
  if (field === 'do_not_disturb') return value === 1 ? ownYes : '';
  if (Array.isArray(value)) return value.join('、');
  if (typeof value === 'object') return '';
  return codes[field]?.[value] ?? String(value);
};
const terms: Readonly<Record<string, string>> = fieldTerms;

/** Columns in which something stands. */
const withoutEmpty = (name: string, headers: readonly string[], rows: readonly (readonly Cell[])[]): CopySheet => {
  const filled = headers.flatMap((header, at) => (!ownNumbers.includes(header) && rows.some((row) => (row[at] ?? '') !== '') ? [at] : []));
  return { name, headers: filled.map((at) => headers[at]!), rows: rows.map((row) => filled.map((at) => row[at] ?? null)) };
};

export const createCopies = ({ read, clock, customers, tables, timeline, history, shopName }: Parts) => {
  const rowsOf = (table: SheetTable): readonly (readonly Cell[])[] => [...table.records].flat();
  const filters = { customers: {}, orders: {}, selection: undefined };

  const facts = (id: number): CopySheet => {
    const table = tables.customers({ ...filters, selection: { ids: [id] } });
    const [cells = []] = rowsOf(table);
    const { orderCount, netFen, firstOrderOn, lastOrderOn } = customers.get(id);
    const bought: readonly (readonly [string, Cell])[] = orderCount === 0 ? [] : [['买过几次', orderCount], ['一共花了', moneyOf(netFen)], ['第一次买', firstOrderOn], ['最近一次买', lastOrderOn]];
    const said = table.columns.map(({ header }, at) => [header, cells[at] ?? null] as const).filter(([header, cell]) => cell !== null && cell !== '' && !ownNumbers.includes(header));
    return { name: '资料', headers: ['项目', '内容'], rows: [...said, ...bought].map((row) => [...row]) };
  };
  const orders = (id: number): CopySheet => {
    const table = tables.orders({ ...filters, orders: { customerId: id } });
    return withoutEmpty('订单', table.columns.map(({ header }) => header), rowsOf(table));
  };
  const dealingRow = ({ at, kind, channel, text, amountFen }: TimelineItem): Cell[] => [time(at), timelineTerms[kind], channel && channelTerms[channel], text, moneyOf(amountFen)];
  const relations = (id: number): CopySheet => {
    const { relations: known, referrerName } = customers.get(id);
    return withoutEmpty('认识的人', ['名字', '什么关系', '说明'], [
      ...known.map(({ name, kind, note }) => [name, ownRelationWords[kind], note]),
      ...(referrerName === null ? [] : [[referrerName, '介绍人', null]]),
      ...customers.brought(id).people.map(({ name }) => [name, '介绍来的', null]),
    ]);
  };
  const changeRow = (doneAt: string, { field, before, after }: FieldChange): Cell[] => [time(doneAt), terms[field] ?? field, valueText(field, before), valueText(field, after)];

  return (id: number): PersonCopy => {
    const { name, uid } = customers.get(id);
    const sheets: readonly CopySheet[] = [
      facts(id),
      orders(id),
      withoutEmpty('往来', ['时间', '什么事', '怎么说的', '内容', '金额'], timeline.list({ customerId: id, kinds: dealings, offset: 0, limit: everything }).rows.map(dealingRow)),
      relations(id),
      { name: '改动', headers: ['时间', '哪一栏', '原来', '改成'], rows: history.page(id, 0, everything).rows.flatMap(({ doneAt, fields }) => fields.map((change) => changeRow(doneAt, change))) },
      { name: '给出去过', headers: ['时间', '做了什么'], rows: read.disclosuresOf(uid).map(({ at, kind }) => [time(at), disclosureTerms[kind] ?? kind]) },
    ];
    return { shopName: shopName(), madeOn: todayOf(clock), name, uid, sheets: sheets.filter(({ rows }) => rows.length > 0) };
  };
};

const widths: Readonly<Record<string, number>> = { 内容: 40, 原来: 30, 改成: 30, 说明: 20, 时间: 18, 下单时间: 18, 平台订单号: 22, 商品: 24, 详细地址: 30 };
export const workbookOf = ({ sheets }: PersonCopy): readonly SheetTable[] =>
  sheets.map(({ name, headers, rows }) => ({ sheetName: name, columns: headers.map((header) => ({ header, width: widths[header] ?? 12, money: false })), total: rows.length, records: rows.map((row) => [row]) }));
