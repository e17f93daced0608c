// @vitest-environment jsdom
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, test } from 'vitest';
import { closeShop, openShop } from './window.tsx';

afterEach(closeShop);

const wang = { name: '王桂英', phones: [{ number: '19900001234', label: null }], addresses: [{ province: null, city: null, district: null, village: '柳树湾村', detail: null }] };

describe('记一位客户', () => {
  test('only a name is needed; Enter goes on, and 撤销 takes it back', async () => {
    const shop = await openShop({ at: '/customers/new' });
    const name = await screen.findByRole('textbox', { name: '姓名' });
    fireEvent.change(name, { target: { value: '张秀兰' } });
    fireEvent.keyDown(name, { key: 'Enter' });
    expect(document.activeElement).toBe(screen.getByRole('textbox', { name: '电话' }));
    fireEvent.click(screen.getByRole('button', { name: '保存客户' }));
    expect(await screen.findByRole('heading', { name: '张秀兰' })).toBeTruthy();
    fireEvent.click(await screen.findByRole('button', { name: '撤销' }));
    await waitFor(async () => expect((await shop.core.customers.list({})).total).toBe(0));
    expect(await screen.findByText('已撤销')).toBeTruthy();
  });

  test('Enter that chooses a word in the input method neither goes on nor saves', async () => {
    const shop = await openShop({ at: '/customers/new' });
    const name = await screen.findByRole('textbox', { name: '姓名' });
    act(() => name.focus());
    fireEvent.compositionStart(name);
    fireEvent.change(name, { target: { value: 'zhang' } });
    fireEvent.keyDown(name, { key: 'Enter' });
    expect(document.activeElement).toBe(name);
    fireEvent.compositionEnd(name);
    expect((await shop.core.customers.list({})).total).toBe(0);
  });

  test('without a name the field says what is missing and nothing is saved', async () => {
    const shop = await openShop({ at: '/customers/new' });
    fireEvent.click(await screen.findByRole('button', { name: '保存客户' }));
    expect(await screen.findByText('写个名字才能保存')).toBeTruthy();
    expect((await shop.core.customers.list({})).total).toBe(0);
  });

  test('a phone that is none is refused under its field, in words', async () => {
    await openShop({ at: '/customers/new' });
    fireEvent.change(await screen.findByRole('textbox', { name: '姓名' }), { target: { value: '张秀兰' } });
    fireEvent.change(screen.getByRole('textbox', { name: '电话' }), { target: { value: '12' } });
    fireEvent.click(screen.getByRole('button', { name: '保存客户' }));
    expect((await screen.findByRole('alert')).textContent).toContain('“12”不对');
    expect(screen.getByRole('textbox', { name: '电话' }).getAttribute('aria-invalid')).toBe('true');
  });

  test('Esc leaves, and asks first when something was typed', async () => {
    await openShop({ at: '/customers/new' });
    const name = await screen.findByRole('textbox', { name: '姓名' });
    fireEvent.change(name, { target: { value: '张' } });
    fireEvent.keyDown(name, { key: 'Escape' });
    const question = await screen.findByRole('dialog', { name: '改了还没保存' });
    fireEvent.click(within(question).getByRole('button', { name: '不保存' }));
    expect(await screen.findByRole('heading', { name: '客户' })).toBeTruthy();
  });

  test('a lunar birthday without a year is complete', async () => {
    const shop = await openShop({ at: '/customers/new' });
    fireEvent.change(await screen.findByRole('textbox', { name: '姓名' }), { target: { value: '张秀兰' } });
    fireEvent.change(screen.getByRole('combobox', { name: '历法' }), { target: { value: 'lunar' } });
    fireEvent.change(screen.getByRole('textbox', { name: '月' }), { target: { value: '6' } });
    fireEvent.change(screen.getByRole('textbox', { name: '日' }), { target: { value: '15' } });
    fireEvent.click(screen.getByRole('button', { name: '保存客户' }));
    expect(await screen.findByText('农历六月十五')).toBeTruthy();
    const { rows } = await shop.core.customers.list({});
    expect((await shop.core.customers.get({ id: rows[0]!.id })).birthday).toEqual({ calendar: 'lunar', year: null, month: 6, day: 15, leapMonth: false });
  });
});

describe('客户名单', () => {
  test('is a real table that says how long it is; arrows move, Enter on the search opens the first hit, Back keeps the filter', async () => {
    const shop = await openShop();
    await shop.core.customers.create(wang);
    await shop.core.customers.create({ name: '李大海' });
    fireEvent.click(await screen.findByRole('link', { name: '客户' }));
    const table = await screen.findByRole('table', { name: '客户名单' });
    await waitFor(() => expect(table.getAttribute('aria-rowcount')).toBe('3'));
    await screen.findByRole('link', { name: '王桂英' });
    fireEvent.keyDown(table, { key: 'ArrowDown' });
    await waitFor(() => expect(document.activeElement?.tagName).toBe('A'));

    const search = screen.getByRole('textbox', { name: '在名单里找' });
    fireEvent.change(search, { target: { value: 'wgy' } });
    await waitFor(() => expect(screen.queryByRole('link', { name: '李大海' })).toBeNull());
    fireEvent.keyDown(search, { key: 'Enter' });
    expect(await screen.findByRole('heading', { name: '王桂英' })).toBeTruthy();
    expect(screen.getByText('19900001234')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: '返回' }));
    expect((await screen.findByRole<HTMLInputElement>('textbox', { name: '在名单里找' })).value).toBe('wgy');
  });

  test('the head sorts and says so', async () => {
    await openShop({ at: '/customers' });
    const head = () => screen.getByRole('columnheader', { name: '花了' });
    await screen.findByText('还没有客户');
    expect(screen.queryByRole('columnheader')).toBeNull();
    await closeShop();
    const shop = await openShop({ at: '/customers' });
    await shop.core.customers.create(wang);
    await screen.findByRole('link', { name: '王桂英' });
    fireEvent.click(within(head()).getByRole('button'));
    expect(head().getAttribute('aria-sort')).toBe('descending');
    fireEvent.click(within(head()).getByRole('button'));
    expect(head().getAttribute('aria-sort')).toBe('ascending');
  });

  test('F2 finds a person from every page; F8 masks the phones', async () => {
    const shop = await openShop({ at: '/settings' });
    await shop.core.customers.create(wang);
    const find = await screen.findByRole('combobox', { name: '找人' });
    fireEvent.keyDown(document.documentElement, { key: 'F2' });
    expect(document.activeElement).toBe(find);
    fireEvent.change(find, { target: { value: 'wang' } });
    await screen.findByRole('option', { name: /王桂英/ });
    fireEvent.keyDown(find, { key: 'Enter' });
    await screen.findByRole('heading', { name: '王桂英' });
    fireEvent.keyDown(document.documentElement, { key: 'F8' });
    expect(await screen.findByText('199****1234')).toBeTruthy();
    expect(screen.queryByText('19900001234')).toBeNull();
  });

  test('a deleted customer comes back with 撤销', async () => {
    const shop = await openShop();
    const { id } = await shop.core.customers.create(wang);
    window.location.hash = `#/customers/${id}`;
    fireEvent.click(await screen.findByRole('button', { name: '删除客户' }));
    await waitFor(async () => expect((await shop.core.customers.list({})).total).toBe(0));
    fireEvent.click(await screen.findByRole('button', { name: '撤销' }));
    expect(await screen.findByRole('heading', { name: '王桂英' })).toBeTruthy();
  });
});
