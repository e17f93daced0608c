// @vitest-environment jsdom
import { afterEach, describe, expect, test } from 'vitest';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { dropDraft } from '../../renderer/segments/draft.ts';
import { orderId, taobaoCsv } from '../support/given.ts';
import type { Shop } from './window.tsx';
import { closeShop, openShop } from './window.tsx';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

afterEach(async () => {
  for (const key of ['new', '1', '2', '3']) dropDraft(key);
  await closeShop();
});

const at = (village: string) => `河南省 信阳市 光山县 ${village}3组8号`;
const rows = [
  { id: orderId(1), buyer: '买家一', name: '王桂英', address: at('石桥村'), title: '鸡苗 100 只', paid: '620.00', at: '2026-01-05 09:00:00' },
  { id: orderId(2), buyer: '买家二', name: '李大海', address: at('石桥村'), title: '鸡苗 50 只', paid: '310.00', at: '2026-01-06 09:00:00' },
  { id: orderId(3), buyer: '买家三', name: '赵小梅', address: at('柳树屯'), title: '土鸡蛋', paid: '900.00', at: '2026-05-01 09:00:00' },
];

const openBuilder = async (): Promise<Shop> => {
  const shop = await openShop();
  writeFileSync(join(shop.folder, '一月.csv'), taobaoCsv(rows));
  shop.app.files.grant('一月', join(shop.folder, '一月.csv'));
  await shop.core.imports.run({ file: '一月' });
  await shop.app.settled();
  window.location.hash = '#/segments/own/new';
  await screen.findByRole('heading', { name: '新建名单' });
  return shop;
};

/** As somebody does it who never lets go of the keyboard. */
const say = async (words: string, offer: string): Promise<void> => {
  const field = screen.getByRole('combobox', { name: '找什么样的人' });
  field.focus();
  fireEvent.focus(field);
  fireEvent.change(field, { target: { value: words } });
  await screen.findByRole('option', { name: offer });
  await waitFor(() => {
    expect(screen.getAllByRole('option')[0]!.textContent).toBe(offer);
    fireEvent.keyDown(field, { key: 'Enter' });
    expect(screen.queryByRole('listbox', { name: '可以这样说' })).toBeNull();
  });
};
const counted = (n: number) => waitFor(() => expect(within(screen.getByRole('region', { name: '名单里的人' })).getByRole('status').textContent).toBe(`${n} 人`));
const people = () => within(screen.getByRole('table', { name: '名单里的人' })).getAllByRole('link').map((link) => link.textContent);

describe('a sentence is put together by the keyboard', () => {
  test('石桥村 · 买过鸡苗 · 60 天没来 · 花了至少 500 元, counted at every step, saved, and taken back', async () => {
    const shop = await openBuilder();
    await counted(3);
    await say('石桥', '住在石桥村');
    await counted(2);
    await say('鸡苗', '买过鸡苗 100 只');
    const goods = within(screen.getByRole('group', { name: /^买过/ })).getByRole('combobox', { name: '叫什么' });
    fireEvent.change(goods, { target: { value: '鸡苗' } });
    await counted(2);
    await say('60天没来', '多少天没来');
    await counted(2);
    await say('消费500', '消费超过多少钱');
    await counted(1);
    expect(screen.getByText('住在石桥村 · 买过鸡苗 · 60 天没来 · 花了至少 500 元')).toBeTruthy();
    await waitFor(() => expect(people()).toEqual(['王桂英']));

    fireEvent.click(screen.getByRole('button', { name: '存下来' }));
    expect(await screen.findByText('给名单取个名字')).toBeTruthy();
    fireEvent.change(screen.getByRole('textbox', { name: '名单叫什么' }), { target: { value: '石桥村的' } });
    fireEvent.click(screen.getByRole('button', { name: '存下来' }));
    expect(await screen.findByText('“石桥村的”存好了，1 人')).toBeTruthy();
    expect(await shop.core.segments.list()).toMatchObject([{ name: '石桥村的', customers: 1 }]);
    await screen.findByText('今天头一回看，下次来会说谁新来、谁走了');
    fireEvent.click(screen.getByRole('button', { name: '撤销' }));
    await waitFor(async () => expect(await shop.core.segments.list()).toEqual([]));
  });

  test('a line that is not finished does not count, and says so; a line can be taken away', async () => {
    await openBuilder();
    fireEvent.click(screen.getByRole('button', { name: '消费超过多少钱' }));
    expect(await screen.findByText('还没填好，先不算')).toBeTruthy();
    await counted(3);
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('textbox', { name: '多少钱' })));
    fireEvent.change(document.activeElement!, { target: { value: '600' } });
    await counted(2);
    fireEvent.click(screen.getByRole('button', { name: '去掉：花了至少 600 元' }));
    await counted(3);
  });

  test('parts can be 有一个就行 and 都不要, in groups of their own', async () => {
    await openBuilder();
    await say('石桥', '住在石桥村');
    fireEvent.click(screen.getByRole('button', { name: /^加一组/ }));
    const inner = (await screen.findAllByRole('combobox', { name: '这一组里再加一条' }))[0]!;
    inner.focus();
    fireEvent.focus(inner);
    fireEvent.change(inner, { target: { value: '60天没来' } });
    await screen.findByRole('option', { name: '多少天没来' });
    await waitFor(() => {
      fireEvent.keyDown(inner, { key: 'Enter' });
      expect(screen.queryByRole('listbox')).toBeNull();
    });
    await counted(2);
    const joins = screen.getAllByRole('combobox', { name: '这些条件' });
    fireEvent.change(joins.at(-1)!, { target: { value: 'none' } });
    await counted(0);
    expect(screen.getByText('住在石桥村 · 不要（60 天没来）')).toBeTruthy();
    expect(await screen.findByText('现在没有这样的人')).toBeTruthy();
    fireEvent.change(joins[0]!, { target: { value: 'any' } });
    await counted(3);
  });

  test('what is not known is said aloud', async () => {
    await openBuilder();
    await say('年纪以上60', '多大年纪以上');
    await counted(0);
    expect(await screen.findByText('还有 3 人资料不全，看不出来，没有算进去')).toBeTruthy();
  });
});

describe('the saved ones', () => {
  const rule = { join: 'all' as const, parts: [{ kind: 'place' as const, level: 'village' as const, name: '石桥村' }] };

  test('stand in a list with their sentence and number, are copied and deleted, and printed', async () => {
    const shop = await openBuilder();
    await shop.core.segments.create({ name: '石桥村的', rule });
    window.location.hash = '#/segments/own';
    await screen.findByRole('heading', { name: '自己的名单' });
    const table = await screen.findByRole('table');
    expect(await within(table).findByText('住在石桥村')).toBeTruthy();
    expect(within(table).getByText('2 人')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: '复制“石桥村的”' }));
    expect(await screen.findByRole('link', { name: '石桥村的 2' })).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: '删除“石桥村的 2”' }));
    await waitFor(() => expect(screen.queryByRole('link', { name: '石桥村的 2' })).toBeNull());
    fireEvent.click(screen.getByRole('link', { name: '石桥村的' }));
    await screen.findByRole('heading', { name: '石桥村的' });
    await counted(2);
    fireEvent.click(screen.getByRole('button', { name: '打印' }));
    const paper = await screen.findByRole('article', { name: '报告样子' });
    expect(within(paper).getAllByRole('row')).toHaveLength(3);
  });

  test('a fixed list takes people one by one', async () => {
    const shop = await openBuilder();
    const { id } = await shop.core.segments.create({ name: '打电话', rule, fixed: true });
    window.location.hash = `#/segments/own/${id}`;
    await screen.findByRole('heading', { name: '打电话' });
    fireEvent.click(await screen.findByRole('button', { name: '拿掉王桂英' }));
    expect(await screen.findByText('王桂英不在名单里了')).toBeTruthy();
    await waitFor(() => expect(people()).toEqual(['李大海']));
    fireEvent.click(screen.getByRole('button', { name: '撤销' }));
    await waitFor(() => expect(people()).toHaveLength(2));
  });

  test('a file of another shop opens as a list that is not saved yet; a wrong file is refused in words', async () => {
    const shop = await openBuilder();
    window.location.hash = '#/segments/own';
    await screen.findByRole('heading', { name: '自己的名单' });
    shop.choose(['账.json', '{}']);
    fireEvent.click(screen.getByRole('button', { name: '打开别人给的名单' }));
    expect((await screen.findByRole('alert')).textContent).toContain('“账.json”不是乡客的名单文件');
    shop.choose(['好.json', JSON.stringify({ program: 'xiangke', kind: 'segment', version: 1, name: '邻村的', rule })]);
    fireEvent.click(screen.getByRole('button', { name: '打开别人给的名单' }));
    await screen.findByRole('heading', { name: '新建名单' });
    expect(screen.getByRole<HTMLInputElement>('textbox', { name: '名单叫什么' }).value).toBe('邻村的');
    await counted(2);
  });
});
