// @vitest-environment jsdom
import { afterEach, expect, test } from 'vitest';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { CustomerFacts } from '../../core/customers/contract.ts';
import { useCurtain } from '../../renderer/staff/present.ts';
import { pins, withStaff } from '../support/people-at-the-desk.ts';
import { closeShop, openShop } from './window.tsx';

afterEach(async () => {
  await closeShop();
  useCurtain.setState(useCurtain.getInitialState());
});

const type = (label: RegExp | string, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } });
const unlock = async (name: string, pin: string) => {
  const screenOf = await screen.findByRole('dialog', { name: '锁上了' });
  fireEvent.click(within(screenOf).getByRole('radio', { name: new RegExp(name) }));
  const field = within(screenOf).getByLabelText(`${name}的数字密码`);
  fireEvent.change(field, { target: { value: pin } });
  fireEvent.submit(field.closest('form')!);
};

test('one writes oneself down, then a helper; the code is told once, and the desk has a name', async () => {
  const shop = await openShop({ at: '/settings/staff' });
  await screen.findByRole('heading', { name: '先写你自己' });
  expect(screen.queryByRole('button', { name: /锁上/ })).toBeNull();
  type('名字', '王桂英');
  type('数字密码（4 到 6 位）', pins.owner);
  type('再输一遍', '2581');
  fireEvent.click(screen.getByRole('button', { name: '就这样' }));
  expect(await screen.findByText('两遍不一样')).toBeTruthy();
  type('再输一遍', pins.owner);
  fireEvent.click(screen.getByRole('button', { name: '就这样' }));
  expect(await screen.findByText(/^([0-9A-Z]{4}-){3}[0-9A-Z]{4}$/)).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: '抄好了' }));
  await screen.findByRole('heading', { name: '加一位' });
  type('名字', '小芳');
  type('数字密码（4 到 6 位）', pins.clerk);
  type('再输一遍', pins.clerk);
  fireEvent.click(screen.getByRole('button', { name: '加上这一位' }));
  expect(await screen.findByRole('button', { name: /锁上/ })).toBeTruthy();
  expect((await shop.core.staff.state()).people.map(({ name, role }) => [name, role])).toEqual([['王桂英', 'owner'], ['小芳', 'clerk']]);
});

test('F9 locks, the half-written page waits behind it, and a wrong PIN says so', async () => {
  const shop = await openShop({ at: '/customers/new' });
  await withStaff(shop.core);
  await screen.findByLabelText(/^姓名/);
  type(/^姓名/, '李大');
  await screen.findByRole('button', { name: /锁上/ });
  fireEvent.keyDown(document.body, { key: 'F9' });
  await screen.findByRole('dialog', { name: '锁上了' });
  expect(screen.queryByRole('textbox', { name: /^姓名/ })).toBeNull();
  expect(screen.getByText('没保存的都在，输了密码接着写。')).toBeTruthy();
  await unlock('王桂英', '0000');
  expect(await screen.findByText(/密码不对/)).toBeTruthy();
  expect(screen.getByText(/换成小芳|没保存的都在/)).toBeTruthy();
  await unlock('王桂英', pins.owner);
  await waitFor(() => expect(screen.queryByRole('dialog', { name: '锁上了' })).toBeNull());
  expect((await screen.findByRole<HTMLInputElement>('textbox', { name: /^姓名/ })).value).toBe('李大');
});

test('a clerk sees half a phone, is not offered what is not theirs, and may look at one phone to call', async () => {
  const shop = await openShop({ at: '/customers' });
  const { signIn } = await withStaff(shop.core);
  const { id } = await shop.core.customers.create(CustomerFacts.parse({ name: '李大海', phones: [{ number: '19900001234', label: null }] }));
  await shop.core.staff.lock();
  await signIn('clerk');
  useCurtain.setState({ drawn: false, lastHere: null });
  shop.say({ type: 'core', state: 'ready' });
  await screen.findByText('小芳');
  expect(await screen.findByText('199****1234')).toBeTruthy();
  expect(screen.queryByRole('button', { name: /导出/ })).toBeNull();
  expect(screen.queryByRole('link', { name: '备份' })).toBeNull();
  window.location.hash = `#/customers/${id}`;
  fireEvent.click(await screen.findByRole('button', { name: '看完整电话' }));
  expect(await screen.findByText('19900001234')).toBeTruthy();
});

test('修改记录 says who, and can be asked for one person', async () => {
  const shop = await openShop({ at: '/history' });
  const { signIn } = await withStaff(shop.core);
  await shop.core.customers.create(CustomerFacts.parse({ name: '李大海' }));
  await signIn('clerk');
  await shop.core.customers.create(CustomerFacts.parse({ name: '孙小梅' }));
  await signIn('owner');
  await shop.core.staff.notePrint({ kind: 'print', list: 'segment', people: 12 });
  const table = await screen.findByRole('table', { name: '修改记录' });
  await waitFor(() => expect(within(table).getAllByRole('row').slice(1, 3).map((row) => within(row).getAllByRole('cell').slice(1, 3).map((cell) => cell.textContent))).toEqual([['小芳', '新建了客户孙小梅'], ['王桂英', '新建了客户李大海']]));
  fireEvent.change(screen.getByLabelText('谁做的'), { target: { value: String((await shop.core.staff.state()).people[1]!.id) } });
  await waitFor(() => expect(within(screen.getByRole('table', { name: '修改记录' })).getAllByRole('row')).toHaveLength(2));
  fireEvent.click(screen.getByRole('button', { name: '导出和打印记录' }));
  const log = await screen.findByRole('table', { name: '导出和打印记录' });
  expect(within(log).getAllByRole('row')[1]?.textContent).toContain('王桂英打印分群名单12 条');
});
