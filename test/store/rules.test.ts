import { expect, test } from 'vitest';
import type { FoundFile, Marks } from '../../core/store/rules.ts';
import { bytesNeeded, importEstimate, isCheckDue, isEnough, isSuspect, lossOf } from '../../core/store/rules.ts';

const left: Marks = { made: true, clean: true, seen: '4096 1', checkedOn: '2026-05-01', program: '0.2.0' };
const found: FoundFile = { bytes: 4096, seen: '4096 1', hasLog: false };
const nothing: FoundFile = { bytes: null, seen: '', hasLog: false };
const empty: FoundFile = { bytes: 0, seen: '0 1', hasLog: false };

test.each<[string, Marks | null, FoundFile, ReturnType<typeof lossOf>]>([
  ['nothing was ever here', null, nothing, null],
  ['the book is here', left, found, null],
  ['the book is gone', left, nothing, 'gone'],
  ['only its log is left', null, { ...nothing, hasLog: true }, 'gone'],
  ['the book is empty', left, empty, 'emptied'],
  ['an empty file that nobody here began', null, empty, 'emptied'],
  ['a first start that was cut off before the first table', { ...left, made: false }, empty, null],
  ['a first start that was cut off, with its log', { ...left, made: false }, { ...empty, hasLog: true }, null],
])('%s', (_, marks, file, loss) => expect(lossOf(marks, file, false)).toBe(loss));

test('backups without a book are a loss, unless it was begun anew on purpose', () => {
  expect(lossOf(null, nothing, true)).toBe('gone');
  expect(lossOf({ ...left, made: false }, nothing, true)).toBeNull();
});

test.each<[string, Marks | null, FoundFile, boolean]>([
  ['closed properly and not touched since', left, found, false],
  ['not closed properly', { ...left, clean: false }, found, true],
  ['touched since', left, { ...found, seen: '4096 2' }, true],
  ['a log beside it', left, { ...found, hasLog: true }, true],
  ['never seen before', null, found, true],
  ['not there yet', null, nothing, false],
])('a file is looked through when it was left in doubt: %s', (_, marks, file, suspect) => expect(isSuspect(marks, file)).toBe(suspect));

test('every page is looked through once a week, and when the clock went back', () => {
  expect(isCheckDue('', '2026-05-08')).toBe(true);
  expect(isCheckDue('2026-05-02', '2026-05-08')).toBe(false);
  expect(isCheckDue('2026-05-01', '2026-05-08')).toBe(true);
  expect(isCheckDue('2027-01-01', '2026-05-08')).toBe(true);
});

test('an import needs three times what it may write and 200 MB', () => {
  expect(importEstimate({ name: '订单.xlsx', bytes: 1e6 })).toBe(24e6);
  expect(importEstimate({ name: '订单.CSV', bytes: 1e6 })).toBe(3e6);
  expect(bytesNeeded(24e6)).toBe(272e6);
  expect(isEnough(272e6, 24e6)).toBe(true);
  expect(isEnough(272e6 - 1, 24e6)).toBe(false);
});
