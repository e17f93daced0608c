import Papa from 'papaparse';
import type { Cell } from '../cells.ts';
import type { Limits } from './limits.ts';
import { cellText } from './recent-texts.ts';
import { ReadRefused } from './refused.ts';
import { delimiterOf } from './text.ts';

/** Lines that a quote left open has swallowed into one cell look like rows: as many delimiters as the rows have. */
const swallowedRows = (cell: string, delimiter: string, columns: number): boolean => {
  if (columns < 2 || !cell.includes('\n')) return false;
  const lines = cell.split('\n');
  return lines.length >= 4 && lines.slice(1, -1).every((line) => line.split(delimiter).length === columns);
};

export const parseCsv = (text: string, limits: Limits, row: (cells: readonly Cell[]) => void): void => {
  const delimiter = delimiterOf(text);
  let number = 0;
  let blanks = 0;
  let columns = 0;
  Papa.parse<string[]>(text, {
    delimiter,
    step: ({ data, errors }) => {
      number += 1;
      if (errors.some((error) => error.type === 'Quotes')) throw new ReadRefused('imports.unbalancedQuote', { row: number });
      let width = data.length;
      while (width > 0 && data[width - 1] === '') width -= 1;
      if (width === 0) {
        blanks += 1;
        return;
      }
      if (width > limits.maxColumns) throw new ReadRefused('imports.tooManyColumns', { max: limits.maxColumns });
      if (number > limits.maxRows) throw new ReadRefused('imports.tooManyRows', { max: limits.maxRows });
      columns ||= data.length;
      const cells: Cell[] = [];
      for (let column = 0; column < width; column += 1) {
        const cell = data[column]!;
        if (swallowedRows(cell, delimiter, columns)) throw new ReadRefused('imports.unbalancedQuote', { row: number });
        cells.push(cell === '' ? null : cellText(cell));
      }
      // Blank lines count only once something follows: a file that ends with a thousand of them is not longer for it.
      for (; blanks > 0; blanks -= 1) row([]);
      row(cells);
    },
  });
};
