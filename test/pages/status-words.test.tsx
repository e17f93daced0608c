// @vitest-environment jsdom
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { orderId, taobaoCsv } from '../support/given.ts';
import { closeShop, openShop } from './window.tsx';

afterEach(closeShop);

const rowsWith = (status: string, from: number, count: number) => Array.from({ length: count }, (_, n) => ({ id: orderId(from + n), buyer: 'tb_wang', name: '王桂英', phone: '19900001234', status }));

test('a status word nobody knows is explained with one click, counted anew, and known from then on', async () => {
  const shop = await openShop({ at: '/imports' });
  shop.choose(['四月.csv', taobaoCsv(rowsWith('已团成功', 1, 12))]);
  fireEvent.click(await screen.findByRole('button', { name: '选表格文件' }));
  const ask = within(await screen.findByRole('region', { name: '“已团成功”是什么意思？' }));
  expect(ask.getByText('“已团成功”没见过，先当没付款：12 单')).toBeTruthy();
  fireEvent.click(ask.getByRole('button', { name: '“已团成功”是已完成' }));
  await waitFor(() => expect(screen.queryByRole('region', { name: '“已团成功”是什么意思？' })).toBeNull());
  fireEvent.click(await screen.findByRole('button', { name: '导入 12 单' }));
  await screen.findByRole('heading', { name: '《四月.csv》导入好了' });
  expect((await shop.core.orders.list({})).netFen).toBe(12 * 30_00);

  fireEvent.click(screen.getByRole('link', { name: '状态词：什么算买了' }));
  const own = within(await screen.findByRole('table', { name: '你说的' }));
  expect(own.getByRole('row', { name: /^已团成功 .*12 单/ })).toBeTruthy();
});

test('orders that were imported under a word follow when the person says so, and go back with one undo', async () => {
  const shop = await openShop({ at: '/imports/status-words' });
  await shop.core.imports.setStatusWords({ words: [{ platform: '淘宝', word: '已团成功', status: 'completed' }] });
  shop.choose(['四月.csv', taobaoCsv(rowsWith('已团成功', 1, 38))]);
  fireEvent.click(await screen.findByRole('link', { name: '导入' }));
  fireEvent.click(await screen.findByRole('button', { name: '选表格文件' }));
  fireEvent.click(await screen.findByRole('button', { name: '导入 38 单' }));
  fireEvent.click(await screen.findByRole('link', { name: '状态词：什么算买了' }));
  fireEvent.change(await screen.findByRole('combobox', { name: '“已团成功”算什么' }), { target: { value: 'cancelled' } });
  const dialog = within(await screen.findByRole('dialog', { name: '已有 38 单写着这个词，一起改？' }));
  fireEvent.click(dialog.getByRole('button', { name: '一起改' }));
  expect(await screen.findByText('“已团成功”改好了，38 单一起改了')).toBeTruthy();
  expect((await shop.core.orders.list({})).netFen).toBe(0);
  fireEvent.click(screen.getByRole('button', { name: '撤销' }));
  await waitFor(async () => expect((await shop.core.orders.list({})).netFen).toBe(38 * 30_00));
});

test('words are added and taken out by hand, and what the program knows is there to read', async () => {
  await openShop({ at: '/imports/status-words' });
  expect(within(await screen.findByRole('table', { name: '本来就认得的' })).getByText(/“交易成功”/)).toBeTruthy();
  fireEvent.change(screen.getByRole('textbox', { name: '表里写着' }), { target: { value: '妥了' } });
  fireEvent.change(screen.getByRole('combobox', { name: '算什么' }), { target: { value: 'paid' } });
  fireEvent.click(screen.getByRole('button', { name: '加上' }));
  fireEvent.click(await screen.findByRole('button', { name: '去掉“妥了”' }));
  expect(await screen.findByText('“妥了”去掉了')).toBeTruthy();
  expect(screen.queryByRole('table', { name: '你说的' })).toBeNull();
});
