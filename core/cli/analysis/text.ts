/** What an analysis found, as data and as short tables to read. */
import { sentenceOf } from '../../messages/sentence.ts';
import type { LogInput } from './log.ts';
import type { TooFew } from '../../scoring/enough.rules.ts';

type Value = string | number | null;
export type ShortTable = { readonly title: string; readonly columns: readonly string[]; readonly rows: readonly (readonly Value[])[] };

export type Analysed = {
  /** Stable field names; numbers in full. */
  readonly output: Readonly<Record<string, unknown>>;
  readonly tables: readonly ShortTable[];
  /** 0 fine, 1 some rows could not be used, 3 too little to say anything. */
  readonly code: 0 | 1 | 3;
};

/** As nested part of an output: there is a fit, but too few for the next step. */
export const tooFewOf = ({ needed, have, ...more }: TooFew & { readonly what?: string }) => ({ tooFew: { ...('what' in more ? { what: more.what } : {}), needed, have } });

/** Of what there is too little: as the method says, else what the command counts. */
const units: Readonly<Record<string, string>> = {
  customers: ' 位客户', repeaters: ' 位回头客', meanGaps: ' 倍平均间隔长的账', buyers: ' 位后来买过的客户', purchaseDays: ' 个来买过的日子',
  rfm: ' 位客户', segments: ' 位客户', score: ' 位客户', kpis: ' 位客户', cohorts: ' 位客户', rules: ' 单', clusters: ' 行', tree: ' 行', pca: ' 行', uplift: ' 人',
};
const unitOf = (command: string, { what }: { readonly what?: string }): string => units[what ?? command] ?? '';

/** The answer when nothing can be said; `head` tells what came in, since rows that could not be used may be why. */
export function refusedAnalysis(command: string, input: unknown, few: TooFew & { readonly what?: string }, head: readonly ShortTable[] = []): Analysed {
  const message = sentenceOf({ code: 'analysis.tooFew', details: { needed: `${few.needed}${unitOf(command, few)}`, have: Math.round(few.have * 10) / 10 } });
  return { output: { command, input, ...tooFewOf(few), message }, tables: [...head, { title: message, columns: [], rows: [] }], code: 3 };
}

export const codeFor = ({ refused }: Pick<LogInput, 'refused'>): 0 | 1 => (refused.length > 0 ? 1 : 0);

const reasons = { noCustomer: '没有写是谁', noDate: '没有日期', badDate: '日期认不出', noAmount: '没有金额', badAmount: '金额认不出' } as const;

/** What came in, for the head of every analysis of a log. */
export const inputTable = ({ source, rows, orders, customers, from, to, refunds, tooSmall, later, idleRows, refused }: LogInput): ShortTable => ({
  title: `读了 ${rows} 行，${customers} 位客户，${orders} 单，${from ?? '—'} 到 ${to ?? '—'}`,
  columns: [],
  rows: [
    ...('sheet' in source && source.otherSheets.length > 0 ? [[`只读了“${source.sheet}”这一张，没有读：${source.otherSheets.join('、')}`]] : []),
    ...(refunds.orders > 0 ? [[`退款 ${refunds.orders} 单，共 ${refunds.amount} 元，${refunds.rule === 'ignore' ? '没有算进去' : '从更早的单里扣了'}`]] : []),
    ...(tooSmall > 0 ? [[`金额太小的 ${tooSmall} 单没有算`]] : []),
    ...(later > 0 ? [[`${later} 单在算到的那天以后，没有算`]] : []),
    ...(idleRows > 0 ? [[`空行和合计 ${idleRows} 行跳过了`]] : []),
    ...refused.map(({ reason, rows: count, firstRows, example }) => [`用不了 ${count} 行：${reasons[reason]}${example === null ? '' : `（“${example}”）`}，第 ${firstRows.slice(0, 10).join('、')}${count > 10 ? '…' : ''} 行`]),
  ],
});

/** So many rows of a table are shown; the data hold all. */
const shown = 20;

/** Chinese signs take two places on a screen. */
const widthOf = (text: string): number => [...text].reduce((sum, sign) => sum + (/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/.test(sign) ? 2 : 1), 0);

const spelled = (value: Value): string => {
  if (value === null) return '—';
  // a name of two lines would tear the row apart
  if (typeof value === 'string') return value.replace(/\s+/g, ' ');
  if (Number.isInteger(value)) return String(value);
  return Math.abs(value) >= 1000 ? value.toFixed(1) : Math.abs(value) >= 0.001 ? String(Number(value.toPrecision(4))) : value.toExponential(2);
};

export const textOfTables = (tables: readonly ShortTable[]): string => tables.map(textOfTable).join('\n\n');

function textOfTable({ title, columns, rows }: ShortTable): string {
  const cells = [...(columns.length > 0 ? [columns.map(String)] : []), ...rows.slice(0, shown).map((row) => row.map(spelled))];
  const widths = (cells[0] ?? []).map((_, at) => Math.max(...cells.map((row) => widthOf(row[at] ?? ''))));
  const isNumber = widths.map((_, at) => rows.some((row) => typeof row[at] === 'number'));
  const line = (row: readonly string[]): string =>
    `  ${row.map((cell, at) => (isNumber[at] ? ' '.repeat(widths[at]! - widthOf(cell)) + cell : cell + ' '.repeat(widths[at]! - widthOf(cell)))).join('  ')}`.trimEnd();
  return [title, ...cells.map(line), ...(rows.length > shown ? [`  …… 共 ${rows.length} 行，加 --json 看全部`] : [])].join('\n');
}
