// @vitest-environment jsdom
import { afterEach, expect, test } from 'vitest';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { CustomerFacts } from '../../core/customers/contract.ts';
import { closeShop, openShop } from './window.tsx';

afterEach(() => closeShop());

const wang = CustomerFacts.parse({ name: '王桂英', phones: [{ number: '19900001234', label: null }] });

test('Ctrl+Z says what it would take back, step by step, and Enter does it', async () => {
  const shop = await openShop({ at: '/orders' });
  const { id } = await shop.core.customers.create(wang);
  await shop.core.customers.update({ id, facts: { ...wang, phones: [{ number: '19900009999', label: null }] } });
  await shop.core.customers.update({ id, facts: { ...wang, phones: [{ number: '19900009999', label: null }], note: '爱吃辣' } });
  await screen.findByRole('heading', { name: '订单' });
  fireEvent.keyDown(document.body, { key: 'z', ctrlKey: true });
  const first = await screen.findByRole('button', { name: '撤销：改了王桂英的备注' });
  expect(within(screen.getByRole('listbox', { name: '撤销哪一步' })).getAllByRole('option').map((option) => option.textContent)).toEqual([
    '改了王桂英的备注今天 12:00', '改了王桂英的电话今天 12:00', '新建了客户王桂英今天 12:00', '改设置 店名今天 12:00',
  ]);
  await waitFor(() => expect(document.activeElement).toBe(first));
  fireEvent.click(first);
  await waitFor(async () => expect((await shop.core.customers.get({ id })).note).toBeNull());

  fireEvent.keyDown(document.body, { key: 'z', ctrlKey: true });
  fireEvent.click(await screen.findByRole('button', { name: '撤销：改了王桂英的电话' }));
  await waitFor(async () => expect((await shop.core.customers.get({ id })).phones[0]?.number).toBe('19900001234'));

  fireEvent.keyDown(document.body, { key: 'z', ctrlKey: true });
  await screen.findByRole('button', { name: '撤销：新建了客户王桂英' });
  fireEvent.keyDown(document.activeElement!, { key: 'ArrowDown' });
  expect(await screen.findByRole('button', { name: '撤销：改设置 店名' })).toBeTruthy();
});

test('废纸篓 lists who was deleted and gives them back', async () => {
  const shop = await openShop({ at: '/history' });
  const { id } = await shop.core.customers.create(wang);
  await shop.core.customers.delete({ id });
  fireEvent.click(await screen.findByRole('button', { name: '废纸篓 1' }));
  const table = await screen.findByRole('table', { name: '删掉的客户' });
  expect(await within(table).findByText('19900001234')).toBeTruthy();
  fireEvent.click(within(table).getByRole('button', { name: '恢复王桂英' }));
  expect(await screen.findByText('王桂英恢复了')).toBeTruthy();
  expect(await screen.findByText('废纸篓是空的')).toBeTruthy();
  expect((await shop.core.customers.get({ id })).name).toBe('王桂英');
});
