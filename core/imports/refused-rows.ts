/** Rows that could not be imported, as sheets in their own columns with the reason beside them. */
import { sentenceOf } from '../messages/sentence.ts';
import type { SheetTable } from '../reports/workbook.ts';
import type { Cell } from './cells.ts';
import type { Mapping } from './contract.ts';
import type { Table } from './headers.rules.ts';
import { reasonHeader } from './headers.rules.ts';
import type { ImportRecord, Refusal } from './records.ts';
import { orderIdOf } from './values.rules.ts';

/** What is needed of a recognised table: its cells, its records, and every row that was refused, also by the write. */
export type RefusedTable = {
  readonly sheet: string | null;
  readonly table: Table;
  readonly idColumns: readonly number[];
  readonly records: readonly ImportRecord[];
  readonly refusals: readonly Refusal[];
};

/** The headers that the table had before the reasons were put beside it; null for one without reasons. */
export const headersBefore = (headers: readonly string[]): readonly string[] | null => (headers.at(-1) === reasonHeader ? headers.slice(0, -1) : null);

const reasonOf = (refusal: Refusal): string => {
  const sentence = sentenceOf({ code: refusal.code, details: refusal.details ?? {} });
  return refusal.column === null ? sentence : `${refusal.column}：${sentence}`;
};

const idIn = (cells: readonly Cell[] | undefined, columns: readonly number[]): string | null => {
  for (const column of columns) {
    const parsed = orderIdOf(cells?.[column]);
    if (parsed) return 'id' in parsed ? parsed.id : null;
  }
  return null;
};

/**
 * Every refused row once, in the order of the sheet, with its reasons. An order of several rows goes back whole: alone, its
 * mended row would be taken for the whole order.
 */
const reasonsOf = ({ table, idColumns, records, refusals }: RefusedTable): readonly (readonly [row: number, reason: string])[] => {
  const reasons = new Map<number, Set<string>>();
  for (const refusal of refusals) reasons.set(refusal.row, (reasons.get(refusal.row) ?? new Set<string>()).add(reasonOf(refusal)));
  const rowsOf = new Map(records.flatMap((record) => (record.kind === 'order' ? [[record.platformOrderId, record.rows] as const] : [])));
  const companion = sentenceOf({ code: 'imports.sameOrder' });
  for (const row of [...reasons.keys()]) {
    let id: string | null = null;
    // Merged cells leave the number to the first row of the order.
    for (let at = row - table.firstRow; id === null && at >= 0 && idColumns.length > 0; at -= 1) {
      id = idIn(table.rows[at], idColumns);
      if (idColumns.some((column) => orderIdOf(table.rows[at]?.[column]) !== null)) break;
    }
    for (const other of (id === null ? undefined : rowsOf.get(id)) ?? []) if (!reasons.has(other)) reasons.set(other, new Set([companion]));
  }
  return [...reasons].toSorted(([a], [b]) => a - b).map(([row, each]) => [row, [...each].join('\n')]);
};

const maxSheetName = 31;

/** A name that Excel accepts and that no other sheet has. */
const sheetNameFor = (wanted: string, taken: Set<string>): string => {
  const clean = wanted.replace(/[[\]:*?/\\\p{Cc}]/gu, ' ').replace(/^'+|'+$/g, '').trim() || '退回的行';
  for (let number = 1; ; number += 1) {
    const end = number === 1 ? '' : ` ${number}`;
    const letters = [...clean];
    while (letters.join('').length + end.length > maxSheetName) letters.pop();
    const name = letters.join('') + end;
    if (taken.has(name.toLowerCase())) continue;
    taken.add(name.toLowerCase());
    return name;
  }
};

const looksLikeNumber = (cell: Cell | undefined): boolean => typeof cell === 'string' && /\d{11,}/.test(cell);

const sheetOf = (refused: RefusedTable, sheetName: string, mapping: Mapping | undefined): SheetTable => {
  const { table, idColumns } = refused;
  const marked = reasonsOf(refused);
  // A table that came back a second time: the old reasons make room, unless the user said that the column is theirs.
  const cameBack = headersBefore(table.headers) !== null && !mapping?.columns.some(({ header }) => header === reasonHeader);
  const cellsOf = (row: number): readonly Cell[] => {
    const cells = table.rows[row - table.firstRow] ?? [];
    return cameBack ? cells.map((cell, index) => (index === table.headers.length - 1 ? null : cell)) : cells;
  };
  const width = marked.reduce((most, [row]) => Math.max(most, cameBack ? 0 : cellsOf(row).length), cameBack ? table.headers.length - 1 : table.headers.length);
  const columns = Array.from({ length: width }, (_, index) => ({
    header: table.headers[index] ?? '',
    width: 16,
    money: false,
    text: idColumns.includes(index) || marked.some(([row]) => looksLikeNumber(cellsOf(row)[index])),
  }));
  return {
    sheetName,
    columns: [...columns, { header: reasonHeader, width: 60, money: false }],
    total: marked.length,
    records: marked.map(([row, reason]) => {
      const cells = cellsOf(row);
      return [[...columns.map((_, index) => cells[index] ?? null), reason]];
    }),
  };
};

/** One sheet a table, by its own name; of several files by the file's name. */
export const refusedSheets = (files: readonly { readonly file: string; readonly tables: readonly RefusedTable[] }[], mapping?: Mapping): readonly SheetTable[] => {
  const taken = new Set<string>();
  const concerned = files.filter(({ tables }) => tables.length > 0);
  return concerned.flatMap(({ file, tables }) =>
    tables.map((table) => {
      const own = table.sheet ?? '退回的行';
      const wanted = concerned.length === 1 ? own : tables.length === 1 ? file : `${file} ${own}`;
      return sheetOf(table, sheetNameFor(wanted, taken), mapping);
    }),
  );
};
