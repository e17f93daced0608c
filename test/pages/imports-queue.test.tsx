// @vitest-environment jsdom
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { orderId, taobaoCsv } from '../support/given.ts';
import type { Shop } from './window.tsx';
import { closeShop, openShop } from './window.tsx';

afterEach(closeShop);

/** Every table is read and imported by a process of its own, several times in these tests. */
const patience = { timeout: 40_000 };

const month = (n: number) => taobaoCsv([{ id: orderId(n), buyer: '桂英爱吃蛋', paid: '10.00', name: '王桂英', phone: '19900001234', at: `2026-0${n}-10 09:00:00` }]);
const goods = `主订单编号,子订单编号,标题,购买数量,商品属性\n${orderId(2)},${orderId(2)},小米,1,一斤\n`;

const handOver = async (shop: Shop, ...files: readonly (readonly [name: string, text: string])[]): Promise<void> => {
  shop.choose(...files);
  fireEvent.click(await screen.findByRole('button', { name: '选整个文件夹' }));
  await screen.findByRole('heading', { name: `${files.length} 份表格` });
};
const row = (file: string) => screen.findByRole('row', { name: new RegExp(`^${file}`) });

test('a folder of tables goes in with one click; what needs a person comes up one by one, and all of it can be taken back', { timeout: 120_000 }, async () => {
  const shop = await openShop({ at: '/imports' });
  await handOver(shop, ['宝贝.csv', goods], ['一月.csv', month(1)], ['二月.csv', month(2)], ['一月 又一份.csv', month(1)], ['三月.csv', taobaoCsv([{ id: orderId(3), at: '哪天' }, { id: orderId(4) }])], ['合同.xlsx', '这不是表格'], ['手工账.csv', '日子,谁,收了\n2026-05-01,王桂英,35\n']);
  expect(screen.getByText('另有 1 个不是表格，没有拿：说明.docx')).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: '全部导入' }));

  // Looked for by its text: to look for roles at each of the many changes takes the time that the work needs.
  expect(await screen.findByText('导入了 3 份：新增 2 单，更新 1 单，新客户 1 人。3 份要你看。1 份没有新东西。', {}, patience)).toBeTruthy();
  const look = screen.getByRole('button', { name: '看要你看的 3 份' });
  // The goods came before their orders and went in once those were there.
  expect((await row('宝贝.csv')).textContent).toContain('导入好了');
  expect((await row('一月 又一份.csv')).textContent).toContain('没有新东西');
  expect((await shop.core.orders.list({})).total).toBe(2);

  fireEvent.click(look);
  fireEvent.click(await screen.findByRole('button', { name: '导入 1 单' }));
  await screen.findByRole('heading', { name: '《三月.csv》导入好了' });
  fireEvent.click(screen.getByRole('button', { name: '导下一份' }));
  const trouble = await screen.findByRole('alert');
  expect(trouble.textContent).toContain('合同.xlsx');
  fireEvent.click(within(trouble).getByRole('button', { name: '知道了' }));
  await screen.findByRole('heading', { name: '《手工账.csv》没见过，每一列是什么？' });
  fireEvent.click(screen.getByRole('button', { name: '不导这份' }));

  await screen.findByRole('heading', { name: '7 份表格' });
  expect((await row('手工账.csv')).textContent).toContain('放下了');
  fireEvent.click(within(await row('三月.csv')).getByRole('button', { name: '撤销《三月.csv》的导入' }));
  fireEvent.click(await screen.findByRole('button', { name: '撤销' }, patience));
  expect(await screen.findByText(/1 份已撤销/, {}, patience)).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: /^全部撤销/ }));
  await waitFor(async () => expect((await shop.core.orders.list({})).total).toBe(0));
  expect((await shop.core.customers.list({})).total).toBe(0);
  await waitFor(() => expect(screen.queryByRole('button', { name: /^全部撤销/ })).toBeNull());
  fireEvent.click(screen.getByRole('button', { name: '收起来' }));
  expect(await screen.findByRole('button', { name: '选表格文件' })).toBeTruthy();
});

test('a look at another page stops nothing', patience, async () => {
  const shop = await openShop({ at: '/imports' });
  await handOver(shop, ...[1, 2, 3, 4].map((n) => [`${n}月.csv`, month(n)] as const));
  fireEvent.click(screen.getByRole('button', { name: '全部导入' }));
  fireEvent.click(screen.getByRole('link', { name: '订单' }));
  await waitFor(async () => expect((await shop.core.orders.list({})).total).toBe(4), patience);
  fireEvent.click(screen.getByRole('link', { name: '导入' }));
  expect(await screen.findByText('导入了 4 份：新增 4 单，新客户 1 人。')).toBeTruthy();
});

test('one table or all the rest can be stopped; what was imported stays', async () => {
  const shop = await openShop({ at: '/imports' });
  await handOver(shop, ...[1, 2, 3, 4].map((n) => [`${n}月.csv`, month(n)] as const));
  fireEvent.click(await screen.findByRole('button', { name: '取消《3月.csv》' }));
  fireEvent.click(screen.getByRole('button', { name: '全部取消' }));
  expect(await screen.findByText(/份取消了/)).toBeTruthy();
  expect((await row('3月.csv')).textContent).toContain('取消了');
  expect((await shop.core.orders.list({})).total).toBe(0);
  expect(screen.getByRole('button', { name: '收起来' })).toBeTruthy();
});

test('an empty table to fill by hand is one click away', async () => {
  const shop = await openShop({ at: '/imports' });
  fireEvent.click(within(await screen.findByRole('region', { name: '下载空白表' })).getByRole('button', { name: '订单表' }));
  expect(await screen.findByText('存好了：《订单 空白表.xlsx》。填好后拖进来。')).toBeTruthy();
  expect((await shop.core.orders.list({})).total).toBe(0);
});
