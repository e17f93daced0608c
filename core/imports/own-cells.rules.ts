/** How a record stands in the cells of our own tables, both ways. Exact: what is exported comes back unchanged. */
import type { Cell } from './cells.ts';
import type { Table } from './headers.rules.ts';
import { eachRow } from './headers.rules.ts';
import type { Records } from './orders.rules.ts';
import { normalised } from './platforms/registry.ts';
import type { Refusal } from './records.ts';
import { fenOf } from './values.rules.ts';

export type Written = string | number | null;

/** Several values in one cell: one a line; a line break or backslash inside a value is written \n, \\. */
export const escaped = (text: string): string => text.replace(/\\/g, '\\\\').replace(/\r/g, '\\r').replace(/\n/g, '\\n').replace(/\|/g, '\\p');
export const unescaped = (text: string): string => text.replace(/\\([\\rnp])/g, (_, code: string) => ({ '\\': '\\', r: '\r', n: '\n', p: '|' })[code] ?? '');
export const joined = (values: readonly string[]): string | null => (values.length === 0 ? null : values.map(escaped).join('\n'));
export const linesOf = (text: string | null): readonly string[] => (text === null ? [] : text.split('\n').filter((line) => line !== ''));

export type TextOf<C extends string> = (column: C) => string | null;
/** Refuses the row because of this cell; answers null to stand in for its value. */
export type Complain<C extends string> = (column: C, code?: string) => null;

/**
 * Cells that we wrote are taken as they are: no platform's wrapping has to come off. A row without our number, which
 * stands in the first column, was written by hand, with a blank too many here and there.
 */
const textReader = <C extends string>(table: Table, columns: readonly C[]): ((cells: readonly Cell[]) => TextOf<C>) => {
  const at = new Map(columns.map((column) => [column, table.names.indexOf(normalised(column))]));
  return (cells) => {
    const written = (column: C | undefined): string | null => {
      const cell = cells[at.get(column!) ?? -1] ?? null;
      return cell === null || (typeof cell === 'string' && cell.trim() === '') ? null : String(cell);
    };
    const byHand = written(columns[0]) === null;
    return (column) => (byHand ? (written(column)?.trim() ?? null) : written(column));
  };
};

/** Reads row by row; a row of which a cell was complained about is refused, for the first of them. */
export function* ownRows<C extends string, R>(
  table: Table,
  columns: readonly C[],
  read: (text: TextOf<C>, row: number, complain: Complain<C>) => R,
): Generator<number, Records<R>> {
  const textIn = textReader(table, columns);
  const records: R[] = [];
  const refusals: Refusal[] = [];
  const blank = yield* eachRow(table, (cells, row) => {
    const text = textIn(cells);
    let refusal: Refusal | null = null;
    const record = read(text, row, (column, code = 'imports.badOwnCell') => {
      refusal ??= { row, column, code, details: { value: text(column) ?? '' } };
      return null;
    });
    if (refusal) refusals.push(refusal);
    else records.push(record);
  });
  return { records, refusals, warnings: [], rowsRead: table.rows.length, rowsBlank: blank };
}

/** The key of a word that stands in the column, perhaps shorter or with more behind it: 完成 for 已完成, 女士 for 女. Null for an empty cell. */
export const wordIn = <C extends string>(text: TextOf<C>, complain: Complain<C>) => <K extends string>(column: C, words: Readonly<Record<K, string>>): K | null => {
  const written = text(column)?.trim();
  if (written === undefined) return null;
  const keys = Object.keys(words) as K[];
  const alike = keys.filter((key) => words[key].includes(written) || written.startsWith(words[key]));
  return keys.find((key) => words[key] === written) ?? (alike.length === 1 ? alike[0]! : complain(column));
};

const yes = /^(?:是的?|√|✓|✔|对|要|有|1|y|yes|true)$/i;
const no = /^(?:否|不是?|不要|无|没有|0|×|x|n|no|false|-)$/i;

/** Whether the column is ticked, in whatever way people do that, also with the column's own word. */
export const tickIn = <C extends string>(text: TextOf<C>, complain: Complain<C>) => (column: C): boolean => {
  const written = text(column)?.trim() ?? '';
  return yes.test(written) || written === column || (written !== '' && !no.test(written) && (complain(column) ?? false));
};

export const moneyIn = <C extends string>(text: TextOf<C>, complain: Complain<C>) => (column: C): number | null => {
  const fen = fenOf(text(column));
  if (fen === 'bad') return complain(column, 'imports.badMoney');
  return fen !== null && fen < 0 ? complain(column, 'imports.negativeAmount') : fen;
};
