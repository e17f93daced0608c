import type { SheetTable } from '../reports/workbook.ts';
import type { StepRow } from './repository.ts';

const columns = [['时间', 18], ['谁', 10], ['做了什么', 18], ['对谁', 24], ['动了几条', 10], ['撤销了吗', 10]] as const;

/** The subject of an undo begins with what it took back: `customers.delete:王桂英`. */
const whomOf = (subject: string | null): string => subject?.replace(/^(?:[a-z]+\.[A-Za-z]+:?)+/, '') ?? '';

/** The change history for the file or the wall. */
export const stepsTable = (steps: readonly StepRow[], words: Readonly<Record<string, string>>): SheetTable => ({
  sheetName: '修改记录',
  columns: columns.map(([header, width]) => ({ header, width, money: false })),
  total: steps.length,
  records: steps.map(({ doneAt, who, title, subject, changes, undone }) => [[doneAt.slice(0, 16).replace('T', ' '), who, words[title] ?? title, whomOf(subject), changes, undone === 1 ? '撤销了' : null]]),
});
