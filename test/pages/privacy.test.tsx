// @vitest-environment jsdom
import { afterEach, expect, test } from 'vitest';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { CustomerFacts } from '../../core/customers/contract.ts';
import { closeShop, openShop } from './window.tsx';

afterEach(() => closeShop());

const wang = CustomerFacts.parse({ name: '王桂英', phones: [{ number: '19900001234', label: null }], note: '怕辣', doNotDisturb: true });

test('废纸篓 → 彻底删除: what goes and what stays, a tick, and nothing can be taken back', async () => {
  const shop = await openShop({ at: '/history/trash' });
  const { id } = await shop.core.customers.create(wang);
  await shop.core.customers.delete({ id });
  fireEvent.click(await screen.findByRole('button', { name: '彻底删除王桂英' }));
  expect(await screen.findByRole('heading', { name: '彻底删除王桂英' })).toBeTruthy();
  expect(within(screen.getByRole('region', { name: '会删干净的' })).getByText(/姓名.*电话/)).toBeTruthy();
  expect(within(screen.getByRole('region', { name: '会留着的' })).getByText(/没有订单/)).toBeTruthy();
  const run = screen.getByRole<HTMLButtonElement>('button', { name: '彻底删除' });
  expect(run.disabled).toBe(true);
  fireEvent.click(screen.getByRole('checkbox', { name: '我知道找不回来' }));
  fireEvent.click(run);
  expect(await screen.findByText(/彻底删除了 1 人/)).toBeTruthy();
  expect(await screen.findByText('废纸篓是空的')).toBeTruthy();
  expect((await shop.core.privacy.erasures({})).total).toBe(1);
});

test('a customer who comes for their own data gets a page with all of it', async () => {
  const shop = await openShop({ at: '/customers' });
  const { id } = await shop.core.customers.create(wang);
  location.hash = `/customers/${id}`;
  expect(await screen.findByText('别打扰')).toBeTruthy();
  fireEvent.click(await screen.findByRole('link', { name: '给本人一份' }));
  const facts = await screen.findByRole('table', { name: '资料' });
  expect(within(facts).getByText('19900001234')).toBeTruthy();
  expect(within(facts).getByText('怕辣')).toBeTruthy();
  expect(screen.getByRole('button', { name: '存成 Excel' })).toBeTruthy();
});

test('隐私和保管: how often people are contacted is set and taken back, and the paper for a lost laptop is one click away', async () => {
  const shop = await openShop({ at: '/settings' });
  fireEvent.click(await screen.findByRole('button', { name: '打开隐私和保管' }));
  const often = await screen.findByRole('textbox', { name: '30 天里一个人最多联系几次' });
  fireEvent.change(often, { target: { value: '2' } });
  fireEvent.click(within(screen.getByRole('region', { name: '别打扰太勤' })).getByRole('button', { name: '保存' }));
  await waitFor(async () => expect((await shop.core.privacy.rules()).contactsAtMost).toBe(2));
  fireEvent.click(await screen.findByRole('button', { name: '撤销' }));
  await waitFor(async () => expect((await shop.core.privacy.rules()).contactsAtMost).toBe(4));
  fireEvent.click(await screen.findByRole('button', { name: '打印这张纸' }));
  expect(await screen.findByRole('heading', { name: '给客户的通知' })).toBeTruthy();
});

test('who did not come for years is listed; one stays, the others are forgotten', async () => {
  const shop = await openShop({ at: '/customers' });
  for (const [name, day] of [['旧客甲', '2021-03-01'], ['旧客乙', '2021-04-01']] as const) {
    const { id } = await shop.core.customers.create(CustomerFacts.parse({ name }));
    await shop.core.timeline.add({ customerId: id, kind: 'talk', channel: 'phone', text: '问价', at: `${day}T09:00:00+08:00` });
  }
  location.hash = '/settings/privacy/long-away';
  fireEvent.click(await screen.findByRole('checkbox', { name: '留着旧客甲' }));
  fireEvent.click(screen.getByRole('checkbox', { name: '我知道找不回来' }));
  fireEvent.click(screen.getByRole('button', { name: '彻底删除这 1 人' }));
  expect(await screen.findByText(/彻底删除了 1 人/)).toBeTruthy();
  expect((await shop.core.customers.list({})).rows.map(({ name }) => name)).toEqual(['旧客甲']);
});
