// @vitest-environment jsdom
import { afterEach, describe, expect, test } from 'vitest';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { CustomerFacts } from '../../core/customers/contract.ts';
import type { Shop } from './window.tsx';
import { closeShop, openShop } from './window.tsx';

afterEach(() => closeShop());

const address = { province: '河南省', city: '信阳市', district: '光山县', village: '石桥村', detail: '3 组' };
const people = (shop: Shop, count: number) =>
  Promise.all(Array.from({ length: count }, (_, n) => shop.core.customers.create(CustomerFacts.parse({ name: `村民${String(n + 1).padStart(2, '0')}`, addresses: n % 2 === 0 ? [address] : [] }))));
const openList = async (count: number): Promise<Shop> => {
  const shop = await openShop({ at: '/customers' });
  await people(shop, count);
  fireEvent.click(await screen.findByRole('button', { name: '姓名' }));
  await screen.findByRole('link', { name: '村民01' });
  return shop;
};
const box = (name: string) => screen.getByRole('checkbox', { name });
const taggedWith = async (shop: Shop, tag: string): Promise<number> => (await shop.core.customers.tags()).find((one) => one.tag === tag)?.customers ?? 0;

describe('choosing on the customer list', () => {
  test('by click, Shift and Space, and a tag for all of them', async () => {
    const shop = await openList(6);
    fireEvent.click(box('选 村民01'));
    expect(await screen.findByText('选了 1 人')).toBeTruthy();
    fireEvent.click(box('选 村民04'), { shiftKey: true });
    expect(await screen.findByText('选了 4 人')).toBeTruthy();
    fireEvent.keyDown(screen.getByRole('link', { name: '村民01' }), { key: ' ' });
    expect(await screen.findByText('选了 3 人')).toBeTruthy();

    fireEvent.click(screen.getByRole('button', { name: '加标签' }));
    const dialog = await screen.findByRole('dialog', { name: '给 3 人加标签' });
    fireEvent.change(within(dialog).getByRole('combobox', { name: '标签' }), { target: { value: '老主顾' } });
    fireEvent.click(within(dialog).getByRole('button', { name: '给 3 人加上' }));
    expect(await screen.findByText('给 3 人加上了“老主顾”')).toBeTruthy();
    expect(await taggedWith(shop, '老主顾')).toBe(3);
    fireEvent.click(screen.getByRole('button', { name: '撤销' }));
    await waitFor(async () => expect(await taggedWith(shop, '老主顾')).toBe(0));
  });

  test('all that the filter lets through, but one; more than twenty are asked before they go', async () => {
    const shop = await openList(25);
    fireEvent.click(box('全选这 25 人'));
    expect(await screen.findByText('选了全部 25 人')).toBeTruthy();
    fireEvent.click(box('选 村民02'));
    expect(await screen.findByText('选了筛出来的 24 人')).toBeTruthy();
    fireEvent.click(within(screen.getByRole('toolbar')).getByRole('button', { name: '删除' }));
    const dialog = await screen.findByRole('dialog', { name: '删除 24 人？' });
    expect((await shop.core.customers.list({})).total).toBe(25);
    fireEvent.click(within(dialog).getByRole('button', { name: '删除 24 人' }));
    expect(await screen.findByText('24 人放进了废纸篓')).toBeTruthy();
    expect((await shop.core.customers.list({})).rows.map(({ name }) => name)).toEqual(['村民02']);
    fireEvent.click(screen.getByRole('button', { name: '撤销' }));
    await waitFor(async () => expect((await shop.core.customers.list({})).total).toBe(25));
  });

  test('another filter is another "all"', async () => {
    await openList(3);
    fireEvent.click(box('全选这 3 人'));
    await screen.findByText('选了全部 3 人');
    fireEvent.change(screen.getByRole('textbox', { name: '在名单里找' }), { target: { value: '村民01' } });
    await waitFor(() => expect(screen.queryByRole('toolbar')).toBeNull());
  });

  test('address labels are sheets of those who have an address', async () => {
    await openList(5);
    fireEvent.click(box('全选这 5 人'));
    fireEvent.click(await screen.findByRole('button', { name: '打印地址标签' }));
    const sheet = await screen.findByRole('region', { name: '第 1 页标签' });
    expect(within(sheet).getAllByText(/^村民\d\d 收$/).length).toBe(3);
    expect(within(sheet).getAllByText('河南省信阳市光山县石桥村3 组').length).toBe(3);
    expect(screen.getByText('3 张标签，1 页（每页 24 张，3 列 8 行）；2 人没有地址，没有印')).toBeTruthy();
  });
});
