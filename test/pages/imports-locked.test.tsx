// @vitest-environment jsdom
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { useImportQueue } from '../../renderer/imports/import-queue.ts';
import { orderId, taobaoCsv } from '../support/given.ts';
import { lockedOffice, lockedZip } from '../support/locked-files.ts';
import { closeShop, openShop } from './window.tsx';

afterEach(closeShop);

const month = (from: number) => new TextEncoder().encode(taobaoCsv([{ id: orderId(from) }, { id: orderId(from + 1) }]));
const type = (password: string) => fireEvent.change(screen.getByLabelText('密码'), { target: { value: password } });
const enter = () => fireEvent.submit(screen.getByRole('form'));

test('a locked table asks for its password, says when it is wrong, and imports with the right one', async () => {
  const shop = await openShop({ at: '/imports' });
  shop.choose(['五月.zip', await lockedZip([['五月.csv', month(1), '654321']], 'zipcrypto')]);
  fireEvent.click(await screen.findByRole('button', { name: '选表格文件' }));
  await screen.findByRole('form', { name: '《五月.zip》设了密码' });
  expect(screen.queryByText(/密码不对/)).toBeNull();
  expect(screen.getByRole('button', { name: '打开' })).toHaveProperty('disabled', true);

  expect(screen.getByLabelText('密码').getAttribute('type')).toBe('password');
  fireEvent.click(screen.getByRole('checkbox', { name: '看看输的密码' }));
  expect(screen.getByLabelText('密码').getAttribute('type')).toBe('text');
  type('111111');
  enter();
  expect(await screen.findByText('密码不对，没打开，账本没动。看清大小写再输一次。')).toBeTruthy();
  expect((await shop.core.orders.list({})).total).toBe(0);

  type('654321');
  expect(screen.queryByText(/密码不对/)).toBeNull();
  enter();
  fireEvent.click(await screen.findByRole('button', { name: '导入 2 单' }));
  await screen.findByRole('heading', { name: '《五月.zip》导入好了' });
  expect((await shop.core.orders.list({})).total).toBe(2);
});

test('a table that is not to be imported after all is left without its password', async () => {
  const shop = await openShop({ at: '/imports' });
  shop.choose(['五月.zip', await lockedZip([['五月.csv', month(1), '654321']])]);
  fireEvent.click(await screen.findByRole('button', { name: '选表格文件' }));
  fireEvent.click(await screen.findByRole('button', { name: '不导入这张表' }));
  expect(await screen.findByRole('heading', { name: '把平台导出的表格拖到窗口里' })).toBeTruthy();
});

test('one password opens all tables of the queue that have it, and is forgotten with the queue', async () => {
  const shop = await openShop({ at: '/imports' });
  shop.choose(['四月.zip', await lockedZip([['四月.csv', month(1), 'abc']])], ['五月.zip', await lockedZip([['五月.csv', month(3), 'abc']])], ['六月.zip', await lockedZip([['六月.csv', month(5), '别的']])]);
  fireEvent.click(await screen.findByRole('button', { name: '选表格文件' }));
  await waitFor(() => expect(screen.getAllByText('要密码')).toHaveLength(3));
  fireEvent.click(screen.getByRole('button', { name: '看要你看的 3 份' }));
  await screen.findByRole('form', { name: '《四月.zip》设了密码' });
  type('abc');
  enter();
  await screen.findByRole('button', { name: '导入 2 单' });
  fireEvent.click(screen.getByRole('button', { name: '回到 3 份的清单' }));
  await waitFor(() => expect(screen.getAllByText('可以导入')).toHaveLength(2));
  await screen.findByText('要密码');
  // A password that was typed for another table is no wrong answer for this one.
  fireEvent.click(screen.getByRole('button', { name: '六月.zip' }));
  await screen.findByRole('form', { name: '《六月.zip》设了密码' });
  expect(screen.queryByText(/密码不对/)).toBeNull();
  fireEvent.click(screen.getByRole('button', { name: '不导入这张表' }));
  fireEvent.click(await screen.findByRole('button', { name: '全部导入' }));
  await waitFor(async () => expect((await shop.core.orders.list({})).total).toBe(4));
  expect(useImportQueue.getState().passwords).toEqual(['abc']);
  fireEvent.click(await screen.findByRole('button', { name: '收起来' }));
  expect(useImportQueue.getState().passwords).toEqual([]);
});

test('a locked workbook inside a locked zip is asked for by its own name', async () => {
  const shop = await openShop({ at: '/imports' });
  shop.choose(['快团团.zip', await lockedZip([['店/订单.csv', month(1), '外'], ['店/说明.xlsx', lockedOffice(await lockedZip([['五月.csv', month(3), null]]), '里'), '外']])]);
  fireEvent.click(await screen.findByRole('button', { name: '选表格文件' }));
  await screen.findByRole('form', { name: '《快团团.zip》设了密码' });
  type('外');
  enter();
  const inner = await screen.findByRole('form', { name: '《快团团.zip · 店/说明.xlsx》设了密码' });
  expect(within(inner).queryByText(/密码不对/)).toBeNull();
  type('里');
  enter();
  expect(await screen.findByRole('button', { name: '导入 4 单' })).toBeTruthy();
});
