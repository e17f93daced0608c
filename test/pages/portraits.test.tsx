// @vitest-environment jsdom
import { fireEvent, screen, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { orderId, taobaoCsv } from '../support/given.ts';
import { closeShop, openShop } from './window.tsx';
import type { Shop } from './window.tsx';

afterEach(closeShop);

/** 王桂英 came every ten days with eggs until 3月13日. */
const given = async (): Promise<{ shop: Shop; id: number }> => {
  const shop = await openShop();
  const days = ['2026-02-01', '2026-02-11', '2026-02-21', '2026-03-03', '2026-03-13'];
  shop.choose(['单.csv', taobaoCsv(days.map((day, n) => ({ id: orderId(n + 1), buyer: '桂英', paid: '40.00', name: '王桂英', phone: '19900001234', at: `${day} 09:00:00` })))]);
  fireEvent.click(await screen.findByRole('link', { name: '导入' }));
  fireEvent.click(await screen.findByRole('button', { name: '选表格文件' }));
  fireEvent.click(await screen.findByRole('button', { name: '导入 5 单' }));
  await screen.findByRole('heading', { name: '《单.csv》导入好了' });
  await shop.app.settled();
  return { shop, id: (await shop.core.customers.list({ search: '王桂英' })).rows[0]!.id };
};

test('画像 says in plain words what the person buys, how often, and when they are due', async () => {
  const { id } = await given();
  window.location.hash = `#/customers/${id}`;
  fireEvent.click(await screen.findByRole('tab', { name: '画像' }));
  const words = within(await screen.findByRole('region', { name: '从买过的东西看这个人' }));
  expect(words.getByText('从2026年2月1日到2026年3月13日来过 5 天，买了 5 单，一共 ¥200.00。')).toBeTruthy();
  expect(words.getByText('最常买土鸡蛋，5 单里有 5 单。')).toBeTruthy();
  expect(words.getByText('平常 10 天来一回。')).toBeTruthy();
  expect(words.getByText('满不满意：还没有问过，做了问卷才知道。')).toBeTruthy();

  const future = within(await screen.findByRole('region', { name: '以后会怎样' }));
  expect(future.getByText('平时 10 天来一回，这回已经 56 天，赶紧问一声。不来了，一年少 ¥200 的生意。')).toBeTruthy();
  expect(future.getByText('照自己的间隔，最晚3月23日 周一该来，已经过了 46 天。')).toBeTruthy();
  expect(future.getByText('还会不会来，现在说不准：要店里后来又来的、没再来的客户各有 30 位，少的那边现在是 0 位。')).toBeTruthy();
  expect(future.getByText('以后能带来多少钱，现在说不准：至少要 100 位买过的客户、30 位回头的，时间要够平均间隔的 3 倍长。现在买过的客户有 1。')).toBeTruthy();
  expect(within(future.getByRole('list', { name: '下回可以备着' })).getByText('一般 10 天买一回，上次在 56 天前，该买了')).toBeTruthy();
  expect(future.getByText('按2026年5月8日的账算')).toBeTruthy();

  const goods = within(screen.getByRole('region', { name: '最常买土鸡蛋' }));
  fireEvent.click(goods.getByRole('button', { name: '看表格' }));
  expect(goods.getByRole('row', { name: /^土鸡蛋 5/ })).toBeTruthy();
});

test('画像 of somebody who never bought says so, and still whom they brought', async () => {
  const shop = await openShop();
  const { id } = await shop.core.customers.create({ name: '张小梅' });
  await shop.core.customers.create({ name: '赵四', referrerId: id });
  window.location.hash = `#/customers/${id}`;
  fireEvent.click(await screen.findByRole('tab', { name: '画像' }));
  expect(await screen.findByText(/^还没买过东西，画不出来。/)).toBeTruthy();
  expect(await screen.findByText('还没有买过，看不出以后会怎样。')).toBeTruthy();
  expect(within(screen.getByRole('region', { name: '谁带来的，带来了谁' })).getByRole('link', { name: '赵四' })).toBeTruthy();
});

test('the paper is the portrait, its phones masked until asked, with the orders behind it only when asked', async () => {
  const { id } = await given();
  window.location.hash = `#/reports/customer/${id}`;
  const paper = within(await screen.findByRole('article', { name: '报告样子' }));
  expect(paper.getByText('照平常3月23日前就该来了，已经过了 46 天，可以问候一声。多半要土鸡蛋。')).toBeTruthy();
  expect(paper.getByRole('heading', { name: '客户画像：王桂英' })).toBeTruthy();
  expect(screen.getByRole<HTMLInputElement>('checkbox', { name: '大字' }).checked).toBe(true);
  expect(paper.getByText('199****1234')).toBeTruthy();
  fireEvent.click(screen.getByRole('checkbox', { name: '显示完整电话' }));
  expect(paper.getByText('19900001234')).toBeTruthy();
  expect(paper.queryByRole('table', { name: '买过的东西' })).toBeNull();
  fireEvent.click(screen.getByRole('checkbox', { name: '附上买过的每一单' }));
  expect(within(paper.getByRole('table', { name: '买过的东西' })).getAllByRole('row')).toHaveLength(6);
});
