import type { Files } from '../base/files.ts';
import type { Pace, SheetTable } from '../reports/workbook.ts';
import type { TableKind } from './contract.ts';
import { guideSheet } from './own-columns.ts';
import type { Template } from './templates.rules.ts';
import { templates } from './templates.rules.ts';

/**
 * Two sheets: one to fill, which holds nothing but its head, and one to read. The examples stand across in the latter,
 * so that not even a copy of it could be taken for a table of customers.
 */
const sheetsOf = ({ sheetName, columns }: Template): readonly SheetTable[] => [
  {
    sheetName,
    columns: columns.map(({ header, width, type, choices }) => ({ header, width, money: type === 'money', text: type === 'text', ...(choices ? { choices } : {}) })),
    total: 0,
    records: [],
  },
  {
    sheetName: guideSheet,
    columns: [
      { header: '列名', width: 12, money: false },
      { header: '怎么填', width: 56, money: false, wrap: true },
      { header: '空着会怎样', width: 30, money: false, wrap: true },
      { header: '例一', width: 20, money: false, text: true },
      { header: '例二', width: 34, money: false, text: true },
    ],
    total: columns.length,
    records: [
      ...columns.map(({ header, rule, empty, examples }) => [[header, rule, empty, ...examples]]),
      [[null, `填好“${sheetName}”那一页，存好，拖进乡客。不用的列可以空着。这一页只是说明，例子不会导进去。`]],
    ],
  },
];

type Parts = { readonly files: Files; readonly writeWorkbook: (path: string, name: string, tables: readonly SheetTable[], pace: Pace) => Promise<number> };

export const createTemplates = ({ files, writeWorkbook }: Parts) => ({
  save: async ({ kind, target }: { readonly kind: TableKind; readonly target: string }, job: Pace): Promise<{ fileName: string }> => {
    const { path, name } = files.find(target);
    await writeWorkbook(path, name, sheetsOf(templates[kind]), job);
    return { fileName: name };
  },
});
