// @vitest-environment jsdom
import { writeFileSync } from 'node:fs';
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, test } from 'vitest';
import { taobaoCsv } from '../support/given.ts';
import { closeShop, openShop } from './window.tsx';
import type { Shop } from './window.tsx';

afterEach(closeShop);

const person = (name: string, number: string, village: string) => ({ name, phones: [{ number, label: null }], addresses: [{ province: null, city: null, district: null, village, detail: null }] });
const field = () => screen.findByRole('combobox', { name: '找人' });
const typed = async (text: string): Promise<HTMLElement> => {
  const find = await field();
  fireEvent.focus(find);
  fireEvent.change(find, { target: { value: text } });
  return find;
};
const sold = async ({ core, app }: Shop): Promise<void> => {
  const path = `${app.store.path}.csv`;
  writeFileSync(path, taobaoCsv([{ id: '330123456789012345', buyer: '甲', name: '张大海', phone: '19900002222', title: '土鸡蛋' }]));
  app.files.grant(path, path);
  await core.imports.run({ file: path });
};

describe('the one search field', () => {
  test('shows people, orders and goods under small headings; namesakes with village and phone', async () => {
    const shop = await openShop();
    await shop.core.customers.create(person('王桂英', '19900001234', '石桥村'));
    await shop.core.customers.create(person('王桂英', '19900005678', '柳树湾村'));
    await sold(shop);
    await typed('wgy');
    expect(await screen.findByRole('option', { name: /王桂英.*石桥村.*19900001234/ })).toBeTruthy();
    expect(screen.getByRole('option', { name: /王桂英.*柳树湾村.*19900005678/ })).toBeTruthy();
    await typed('2345');
    expect(await screen.findByRole('option', { name: /330123456789012345.*张大海/ })).toBeTruthy();
    expect(screen.getByText('订单', { selector: '.heading' })).toBeTruthy();
  });

  test('Enter pressed before the answer is there opens the hit that belongs to what was typed', async () => {
    const shop = await openShop();
    await shop.core.customers.create(person('王桂英', '19900001234', '石桥村'));
    await shop.core.customers.create(person('王大海', '19900005678', '石桥村'));
    await typed('wang');
    await screen.findByRole('option', { name: /王大海/ });
    const find = await typed('wanggui');
    fireEvent.keyDown(find, { key: 'Enter' });
    expect(await screen.findByRole('heading', { name: '王桂英' })).toBeTruthy();
  });

  test('an order opens by its number, and goods open the list of who bought them', async () => {
    const shop = await openShop();
    await sold(shop);
    await shop.core.customers.create(person('王桂英', '19900001234', '石桥村'));
    fireEvent.keyDown(await typed('012345'), { key: 'Enter' });
    expect(await screen.findByRole('heading', { name: /330123456789012345/ })).toBeTruthy();
    fireEvent.keyDown(await typed('tjd'), { key: 'Enter' });
    expect(await screen.findByRole('heading', { name: '客户' })).toBeTruthy();
    expect(await screen.findByRole('link', { name: '张大海' })).toBeTruthy();
    expect(screen.queryByRole('link', { name: '王桂英' })).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: /买过土鸡蛋/ }));
    expect(await screen.findByRole('link', { name: '王桂英' })).toBeTruthy();
  });

  test('more than fit are listed in full by the last line', async () => {
    const shop = await openShop();
    for (let n = 0; n < 10; n += 1) await shop.core.customers.create(person(`王桂${'英兰芳香花莲梅凤珍玉'[n]}`, `1990000100${n}`, '石桥村'));
    await typed('wg');
    fireEvent.click(await screen.findByRole('option', { name: '还有，全部列出来' }));
    await waitFor(() => expect(screen.getByRole('table', { name: '客户名单' }).getAttribute('aria-rowcount')).toBe('11'));
    expect(screen.getByRole<HTMLInputElement>('textbox', { name: '在名单里找' }).value).toBe('wg');
  });

  test('says so when nobody is found, and then Enter does nothing', async () => {
    const shop = await openShop();
    await shop.core.customers.create(person('王桂英', '19900001234', '石桥村'));
    const find = await typed('xyz');
    expect(await screen.findByText('没找到“xyz”')).toBeTruthy();
    fireEvent.keyDown(find, { key: 'Enter' });
    expect(screen.queryByRole('heading', { name: '王桂英' })).toBeNull();
  });
});
