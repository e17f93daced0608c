import { describe, expect, test } from 'vitest';
import { CustomerFacts } from '../../core/customers/contract.ts';
import type { Image } from '../../core/customers/children.rules.ts';
import type { Known } from '../../core/duplicates/merging.rules.ts';
import { betterOf, fieldsOf, mergedRow, takenApart, tookOf } from '../../core/duplicates/merging.rules.ts';
import { voteOf, wordsOf } from '../../core/duplicates/sources.rules.ts';
import { listLimits } from '../../core/duplicates/uniting.rules.ts';

const row: Image = {
  id: 1, uid: 'u-1', name: '王婶', pinyin: 'wangshen ws', gender: null, kind: 'consumer', note: null, occupation: null, created_at: '2026-05-08T12:00:00+08:00',
  birthday_calendar: null, birthday_year: null, birthday_month: null, birthday_day: null, birthday_leap_month: 0, consent: 'unknown', consent_on: null, consent_way: null, do_not_disturb: 0,
};
const fields = fieldsOf(Object.keys(row));
const known = (image: Image, more: Partial<Known> = {}): Known => ({ image: { ...row, ...image }, typed: new Set(), placeholder: false, lastOrderOn: null, ...more });

describe('the better value', () => {
  test.each<[string, string, Known, Known, string]>([
    ['the full name', 'name', known({ name: '王婶' }), known({ name: '王桂英' }), 'drop'],
    ['a name rather than an account', 'name', known({ name: 'tb_wang_1968' }, { placeholder: true }), known({ name: '王英' }), 'drop'],
    ['a name rather than stars', 'name', known({ name: '王**' }), known({ name: '王英' }), 'drop'],
    ['what the shop typed, though shorter', 'name', known({ name: '王英' }, { typed: new Set(['name']) }), known({ name: '王桂英' }), 'keep'],
    ['the name of who was here last', 'name', known({ name: '王桂英' }), known({ name: '王桂花' }, { lastOrderOn: '2026-05-01' }), 'drop'],
    ['something rather than nothing', 'occupation', known({}), known({ occupation: '教师' }), 'drop'],
    ['a shop rather than anybody', 'kind', known({}), known({ kind: 'restaurant' }), 'drop'],
    ['the fuller birthday', 'birthday', known({ birthday_calendar: 'solar', birthday_year: 1968 }), known({ birthday_calendar: 'lunar', birthday_month: 6, birthday_day: 15 }), 'drop'],
    ['both notes', 'note', known({ note: '腿脚不便' }), known({ note: '下午在家' }), 'both'],
    ['the note that holds the other', 'note', known({ note: '腿脚不便' }), known({ note: '腿脚不便，下午在家' }), 'drop'],
    ['the wish to be left alone', 'doNotDisturb', known({}), known({ do_not_disturb: 1 }), 'drop'],
    ['the later answer about consent', 'consent', known({ consent: 'agreed', consent_on: '2026-05-01' }), known({ consent: 'refused', consent_on: '2026-03-01' }), 'keep'],
    ['a refusal without a day', 'consent', known({ consent: 'agreed' }), known({ consent: 'refused' }), 'drop'],
    ['the earlier beginning', 'createdAt', known({}), known({ created_at: '2025-01-01T12:00:00+08:00' }), 'drop'],
  ])('is %s', (_, name, kept, dropped, better) => {
    expect(betterOf(fields.find((field) => field.name === name)!, kept, dropped)).toBe(better);
  });

  test('yields to what was chosen, but never overrules a wish to be left alone', () => {
    const took = tookOf(fields, known({}), known({ name: '王桂英', do_not_disturb: 1 }), { name: 'keep', doNotDisturb: 'keep', phones: 'drop' });
    expect(took).toMatchObject({ name: 'keep', doNotDisturb: 'drop', phones: 'drop' });
  });
});

test('a merge of rows that nobody wrote to since comes apart into the same rows', () => {
  const [before, dropped] = [known({ note: '腿脚不便' }), known({ name: '王桂英', pinyin: 'wangguiying wgy', note: '下午在家', occupation: '教师' })];
  const took = tookOf(fields, before, dropped, {});
  const after = mergedRow(fields, before.image, dropped.image, took);
  expect(after).toMatchObject({ name: '王桂英', pinyin: 'wangguiying wgy', note: '腿脚不便\n下午在家', occupation: '教师' });
  expect(takenApart(fields, { before: before.image, after, dropped: dropped.image, took }, after)).toEqual({ kept: before.image, dropped: dropped.image, took });
});

describe('the source of what was added since', () => {
  const side = (phones: string[], names: string[], platforms: string[]) => ({ phones: new Set(phones), names: new Set(names), platforms: new Set(platforms) });
  const sides = { kept: side(['13800138001'], ['王桂英'], ['淘宝']), dropped: side(['13800138002'], ['王桂花'], ['拼多多']) };
  test.each<[string, Image, boolean, string]>([
    ['the phone', { receiver_phone: '13800138002' }, true, 'dropped'],
    ['the name', { receiver_name: '王 桂花' }, true, 'dropped'],
    ['the platform that only one has a key of', { platform: '拼多多' }, true, 'dropped'],
    ['nothing', { platform: '快手' }, false, 'kept'],
    ['a present from one to the other: asked', { platform: '拼多多', receiver_name: '王桂英' }, false, 'dropped'],
  ])('is %s', (_, order, clear, proposed) => {
    expect(voteOf('orders', order, sides, null)).toEqual({ clear, proposed });
  });

  test('is asked about in words', () => {
    expect(wordsOf('orders', { ordered_at: '2026-05-01T09:00:00+08:00', platform: '淘宝', paid_fen: 123450, receiver_name: '王桂英', receiver_phone: null })).toBe('2026-05-01 淘宝 ¥1,234.50 王桂英');
    expect(wordsOf('timeline_entries', { id: 1, uid: 'u', customer_id: 1, kind: 'debt', channel: null, at: '2026-05-01T09:00:00+08:00', text: '鸡苗', amount_fen: 3000 })).toBe('2026-05-01 鸡苗 ¥30.00');
  });
});

test('a file holds after a merge what the form allows', () => {
  const limit = (list: 'phones' | 'addresses' | 'tags', item: unknown) => [listLimits[list]!.limit, listLimits[list]!.limit + 1].map((count) => CustomerFacts.safeParse({ name: '王桂英', [list]: Array.from({ length: count }, () => item) }).success);
  expect(limit('phones', { number: '13800138001', label: null })).toEqual([true, false]);
  expect(limit('addresses', { province: null, city: null, district: null, village: '石桥村', detail: null })).toEqual([true, false]);
  expect(limit('tags', '老主顾')).toEqual([true, false]);
});
