// @vitest-environment jsdom
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { orderId, taobaoCsv } from '../support/given.ts';
import { closeShop, openShop } from './window.tsx';
import type { Shop } from './window.tsx';

afterEach(closeShop);

const april = taobaoCsv([
  { id: orderId(1), buyer: 'guiying88', paid: '128.50', name: '王桂英', phone: '19900001234', status: '卖家已发货，等待买家确认', at: '2026-04-28 09:00:00' },
  { id: orderId(2), buyer: 'dahai', paid: '80.00', name: '李大海', phone: '19900004321', at: '2026-04-29 10:30:00' },
]);
const may = taobaoCsv([
  { id: orderId(1), buyer: 'guiying88', paid: '128.50', refund: '28.50', name: '王桂英', phone: '19900001234', at: '2026-04-28 09:00:00' },
  { id: orderId(3), buyer: 'guiying88', paid: '35.00', name: '王桂英', phone: '19900001234', title: '红薯粉', at: '2026-05-06 10:30:00' },
  { id: orderId(4), at: '哪天' },
]);

const choose = async (shop: Shop, ...file: readonly [string, string]): Promise<void> => {
  shop.choose(file);
  fireEvent.click(await screen.findByRole('button', { name: '选表格文件' }));
};
const importNow = async (shop: Shop, ...file: readonly [string, string]): Promise<void> => {
  await choose(shop, ...file);
  fireEvent.click(await screen.findByRole('button', { name: /^导入 \d/ }));
  await screen.findByRole('heading', { name: `《${file[0]}》导入好了` });
};
const startAgain = async (): Promise<void> => {
  fireEvent.click(screen.getByRole('button', { name: '看客户' }));
  fireEvent.click(await screen.findByRole('link', { name: '导入' }));
};
const countOf = async (cause: string): Promise<HTMLElement> => {
  const counts = within(await screen.findByRole('table', { name: '会怎么样' }));
  return within(counts.getByRole('row', { name: new RegExp(`^${cause} `) })).getByRole('link');
};

test('a count opens its rows before and after the import, says what changes, and leads back', async () => {
  const shop = await openShop({ at: '/imports' });
  await importNow(shop, '四月.csv', april);
  await startAgain();
  await choose(shop, '五月.csv', may);
  fireEvent.click(await countOf('更新'));
  expect(await screen.findByRole('heading', { name: '更新的订单' })).toBeTruthy();
  const rows = within(await screen.findByRole('table', { name: '更新的订单' }));
  expect(await rows.findByText('状态 已发货 → 已完成；退款 ¥0.00 → ¥28.50')).toBeTruthy();
  expect(rows.getByText('第 2 行')).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: '退回的行 1' }));
  expect(await screen.findByText(/时间“哪天”看不懂/)).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: '返回' }));
  fireEvent.click(await screen.findByRole('button', { name: '导入 2 单' }));
  await screen.findByRole('heading', { name: '《五月.csv》导入好了' });
  fireEvent.click(await countOf('新增'));
  expect(await screen.findByText('红薯粉')).toBeTruthy();
  expect(screen.getByText('《五月.csv》里的 1 单')).toBeTruthy();
});

test('an old import opens its rows from the list of imports', async () => {
  const shop = await openShop({ at: '/imports' });
  await importNow(shop, '四月.csv', april);
  await startAgain();
  fireEvent.click(await screen.findByRole('link', { name: '四月.csv' }));
  expect(await screen.findByRole('heading', { name: '新增的订单' })).toBeTruthy();
  fireEvent.click(await screen.findByRole('button', { name: '新客户 2' }));
  expect(await screen.findByRole('link', { name: '李大海' })).toBeTruthy();
});

test('the first rows stand there as they will be stored', async () => {
  const shop = await openShop({ at: '/imports' });
  await choose(shop, '四月.csv', april);
  const sample = within(await screen.findByRole('table', { name: '前几行是这样' }));
  expect(sample.getByRole('row', { name: '第 2 行 4月28日 周二 9:00 33012345678901 00001 王桂英 土鸡蛋 ¥128.50 已发货 淘宝'.replace('周二 ', '').replace('78901 ', '78901') })).toBeTruthy();
});

test('where the table says something else than the shop wrote, the shop chooses, and can go back on it', async () => {
  const shop = await openShop({ at: '/imports' });
  await importNow(shop, '四月.csv', april);
  const { rows } = await shop.core.customers.list({ search: '王桂英' });
  const { id, ...facts } = await shop.core.customers.get({ id: rows[0]!.id });
  await shop.core.customers.update({ id, facts: { ...facts, name: '王桂瑛' } });
  await startAgain();
  await choose(shop, '五月.csv', may);
  const panel = within(await screen.findByRole('region', { name: '有 1 处和你记的不一样，没有改' }));
  expect(panel.getByRole('listitem').textContent).toContain('王桂瑛 的姓名：表里写 王桂英，你记的是 王桂瑛');
  fireEvent.click(screen.getByRole('button', { name: '导入 2 单' }));
  await screen.findByRole('heading', { name: '《五月.csv》导入好了' });
  expect((await shop.core.customers.get({ id })).name).toBe('王桂瑛');
  fireEvent.click(await screen.findByRole('button', { name: '王桂瑛的姓名用表里的' }));
  expect(await screen.findByText('已用表里的')).toBeTruthy();
  expect((await shop.core.customers.get({ id })).name).toBe('王桂英');
  fireEvent.click(await screen.findByRole('button', { name: '撤销' }));
  await waitFor(async () => expect((await shop.core.customers.get({ id })).name).toBe('王桂瑛'));

  fireEvent.click(await countOf('和你记的不一样'));
  fireEvent.click(await screen.findByRole('button', { name: '1 人全用表里的' }));
  await waitFor(async () => expect((await shop.core.customers.get({ id })).name).toBe('王桂英'));
});

const table = '日子,谁,收了,东西,天气\n2026-05-01,王桂英,35,土鸡蛋,晴\n2026-05-03,李大海,48.5,红薯粉,雨\n';
const explain = async (name: string): Promise<void> => {
  await screen.findByRole('heading', { name: '《账.csv》没见过，每一列是什么？' });
  fireEvent.change(screen.getByRole('combobox', { name: '这是什么表' }), { target: { value: 'orders' } });
  for (const [header, meaning] of [['日子', 'orderedAt'], ['谁', name], ['收了', 'paid'], ['东西', 'item']] as const)
    fireEvent.change(screen.getByRole('combobox', { name: `“${header}”这一列是` }), { target: { value: meaning } });
  fireEvent.click(screen.getByRole('button', { name: '就这样，看结果' }));
};

test('columns that were explained wrongly are put right before the import; the unused ones are shown', async () => {
  const shop = await openShop({ at: '/imports' });
  await choose(shop, '账.csv', table);
  await explain('buyerNote');
  expect(await screen.findByText('天气（晴，雨）')).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: '列的意思不对？改一改' }));
  await screen.findByRole('heading', { name: '《账.csv》每一列是什么意思？' });
  expect(screen.getByRole<HTMLSelectElement>('combobox', { name: '“谁”这一列是' }).value).toBe('buyerNote');
  fireEvent.change(screen.getByRole('combobox', { name: '“谁”这一列是' }), { target: { value: 'buyerId' } });
  fireEvent.click(screen.getByRole('button', { name: '就这样，看结果' }));
  const sample = within(await screen.findByRole('table', { name: '前几行是这样' }));
  expect(await sample.findByText('王桂英')).toBeTruthy();
});

test('and long after it: the table is chosen again, put right, and read in place of the old import', async () => {
  const shop = await openShop({ at: '/imports' });
  await choose(shop, '账.csv', table);
  await explain('buyerNote');
  fireEvent.click(await screen.findByRole('button', { name: '导入 2 单' }));
  await screen.findByRole('heading', { name: '《账.csv》导入好了' });
  fireEvent.click(screen.getByRole('button', { name: '看订单' }));
  fireEvent.click(await screen.findByRole('link', { name: '导入' }));
  fireEvent.click(await screen.findByRole('button', { name: '改《账.csv》列的意思' }));
  fireEvent.click(await screen.findByRole('button', { name: '选那份表' }));
  fireEvent.change(await screen.findByRole('combobox', { name: '“谁”这一列是' }), { target: { value: 'name' } });
  fireEvent.click(screen.getByRole('button', { name: '就这样，看结果' }));
  expect(await screen.findByText('导入时先撤销原来那次导入，再照新的意思导入，一步做完。')).toBeTruthy();
  fireEvent.click(await screen.findByRole('button', { name: '导入 2 单' }));
  await screen.findByRole('heading', { name: '《账.csv》导入好了' });
  expect((await shop.core.orders.list({})).total).toBe(2);
  expect((await shop.core.imports.list()).map(({ undone }) => undone)).toEqual([false, true]);
});

test('remembered tables are listed and can be forgotten', async () => {
  const shop = await openShop({ at: '/imports' });
  await choose(shop, '账.csv', table);
  await explain('name');
  await screen.findByRole('button', { name: '导入 2 单' });
  fireEvent.click(screen.getByRole('button', { name: '不导这份' }));
  const remembered = within(await screen.findByRole('table', { name: '记住的表' }));
  expect(remembered.getByText('日子＝下单时间、谁＝姓名、收了＝实付金额、东西＝商品')).toBeTruthy();
  fireEvent.click(remembered.getByRole('button', { name: '忘掉“手工”这张表' }));
  expect(await screen.findByText('“手工”这张表忘掉了，再来会重新问')).toBeTruthy();
  await waitFor(() => expect(screen.queryByRole('table', { name: '记住的表' })).toBeNull());
  fireEvent.click(screen.getByRole('button', { name: '撤销' }));
  expect(await screen.findByRole('table', { name: '记住的表' })).toBeTruthy();
});
