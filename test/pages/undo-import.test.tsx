// @vitest-environment jsdom
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { orderId, taobaoCsv } from '../support/given.ts';
import { closeShop, openShop } from './window.tsx';

afterEach(closeShop);

const april = taobaoCsv([
  { id: orderId(1), buyer: 'tb_wang', name: '王桂英', phone: '19900001234' },
  { id: orderId(2), buyer: 'tb_li', name: '李秀兰', phone: '19900004321' },
]);

const openWithApril = async () => {
  const shop = await openShop({ at: '/imports' });
  shop.choose(['四月.csv', april]);
  fireEvent.click(await screen.findByRole('button', { name: '选表格文件' }));
  fireEvent.click(await screen.findByRole('button', { name: '导入 2 单' }));
  await screen.findByRole('heading', { name: '《四月.csv》导入好了' });
  fireEvent.click(screen.getByRole('button', { name: '看客户' }));
  await screen.findByRole('link', { name: '王桂英' });
  return shop;
};
const noteFor = async ({ core }: Awaited<ReturnType<typeof openShop>>, name: string) => {
  const { id } = (await core.customers.list({ search: name })).rows[0]!;
  await core.customers.update({ id, facts: { ...(await core.customers.get({ id })), note: '老主顾' } });
};

test('an import with nothing changed since is taken back with three clicks, and the taking back too', async () => {
  const shop = await openWithApril();
  fireEvent.click(screen.getByRole('link', { name: '导入' }));
  fireEvent.click(await screen.findByRole('button', { name: '撤销《四月.csv》的导入' }));
  const dialog = within(await screen.findByRole('dialog', { name: '撤销《四月.csv》的导入' }));
  expect(await dialog.findByText('会拿走：2 单、2 位客户、1 种商品')).toBeTruthy();
  fireEvent.click(dialog.getByRole('button', { name: '撤销' }));
  expect(await screen.findByRole('cell', { name: '已撤销' })).toBeTruthy();
  expect((await shop.core.orders.list({})).total).toBe(0);
  await screen.findByText('《四月.csv》的导入已撤销');
  fireEvent.click(screen.getByRole('button', { name: '撤销' }));
  await waitFor(async () => expect((await shop.core.orders.list({})).total).toBe(2));
});

test('what was changed since is listed, stays by default, and goes one by one or all together', async () => {
  const shop = await openWithApril();
  await noteFor(shop, '王桂英');
  await noteFor(shop, '李秀兰');
  fireEvent.click(screen.getByRole('link', { name: '导入' }));
  fireEvent.click(await screen.findByRole('button', { name: '撤销《四月.csv》的导入' }));
  const dialog = within(await screen.findByRole('dialog', { name: '撤销《四月.csv》的导入' }));
  expect(await dialog.findByRole('radiogroup', { name: '有 2 条后来又改过，怎么办？' })).toBeTruthy();
  expect(dialog.getByRole<HTMLInputElement>('radio', { name: '留着，不动' }).checked).toBe(true);
  expect(dialog.getByText('会拿走：2 单、1 种商品')).toBeTruthy();
  expect(dialog.getByRole('row', { name: /^客户 王桂英 备注 今天 12:00 改客户资料“王桂英”/ })).toBeTruthy();
  fireEvent.change(dialog.getByRole('combobox', { name: '客户 李秀兰怎么办' }), { target: { value: 'takeBack' } });
  fireEvent.click(dialog.getByRole('button', { name: '撤销' }));
  expect(await screen.findByText('《四月.csv》的导入已撤销，1 条留着')).toBeTruthy();
  expect((await shop.core.customers.list({})).rows.map(({ name }) => name)).toEqual(['王桂英']);
});

test('the same file again says when it was imported', async () => {
  const shop = await openWithApril();
  shop.choose(['四月 副本.csv', april]);
  fireEvent.click(screen.getByRole('link', { name: '导入' }));
  fireEvent.click(await screen.findByRole('button', { name: '选表格文件' }));
  expect(await screen.findByText('这个文件 2026-05-08 12:00 已经导入过了（《四月.csv》）。再导一次不会重复。')).toBeTruthy();
  expect((await shop.core.imports.list())[0]!.fileSha256).toMatch(/^[0-9a-f]{64}$/);
});
