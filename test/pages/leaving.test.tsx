// @vitest-environment jsdom
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, test } from 'vitest';
import { orderId, taobaoCsv } from '../support/given.ts';
import { closeShop, openShop } from './window.tsx';
import type { Shop } from './window.tsx';

afterEach(closeShop);

/** 张秀兰 stands half written in the form; 王桂英 is in the book. */
const halfWritten = async (): Promise<Shop> => {
  const shop = await openShop({ at: '/customers' });
  await shop.core.customers.create({ name: '王桂英' });
  fireEvent.click(await screen.findByRole('button', { name: '新建客户' }));
  fireEvent.change(await screen.findByRole('textbox', { name: '姓名' }), { target: { value: '张秀兰' } });
  return shop;
};
const answer = async (name: string): Promise<void> => {
  const question = await screen.findByRole('dialog', { name: '改了还没保存' });
  fireEvent.click(within(question).getByRole('button', { name }));
};
const names = async ({ core }: Shop): Promise<readonly string[]> => (await core.customers.list({})).rows.map(({ name }) => name);

describe('没保存的一页', () => {
  test('the left column asks first: 接着改 keeps every word, 不保存 goes on', async () => {
    const shop = await halfWritten();
    fireEvent.click(screen.getByRole('link', { name: '订单' }));
    await answer('接着改');
    expect(screen.getByRole<HTMLInputElement>('textbox', { name: '姓名' }).value).toBe('张秀兰');
    fireEvent.click(screen.getByRole('link', { name: '订单' }));
    await answer('不保存');
    expect(await screen.findByRole('heading', { name: '还没有订单' })).toBeTruthy();
    expect(await names(shop)).toEqual(['王桂英']);
  });

  test('the search asks first, and 保存 saves before it goes to the person found', async () => {
    const shop = await halfWritten();
    const find = screen.getByRole('combobox', { name: '找人' });
    fireEvent.focus(find);
    fireEvent.change(find, { target: { value: '王' } });
    fireEvent.click(await screen.findByRole('option', { name: /王桂英/ }));
    await answer('保存');
    expect(await screen.findByRole('heading', { level: 1, name: '王桂英' })).toBeTruthy();
    expect([...(await names(shop))].sort()).toEqual(['张秀兰', '王桂英'].sort());
    expect(await screen.findByText('记下了 张秀兰')).toBeTruthy();
  });

  test('返回 asks first', async () => {
    await halfWritten();
    fireEvent.click(screen.getByRole('button', { name: '返回' }));
    await answer('不保存');
    expect(await screen.findByRole('table', { name: '客户名单' })).toBeTruthy();
  });

  test('so does the Back of the system, which asks nobody', async () => {
    await halfWritten();
    window.history.back();
    await answer('接着改');
    expect(screen.getByRole<HTMLInputElement>('textbox', { name: '姓名' }).value).toBe('张秀兰');
    await waitFor(() => expect(window.location.hash).toBe('#/customers/new'));
  });

  test('files dropped on it wait under 导入 until the form is done with', async () => {
    const shop = await halfWritten();
    shop.choose(['五月.csv', taobaoCsv([{ id: orderId(1), name: '李大海', phone: '19900004321' }])]);
    fireEvent.drop(window, { dataTransfer: { types: ['Files'], files: [] } });
    await answer('接着改');
    expect(screen.getByRole<HTMLInputElement>('textbox', { name: '姓名' }).value).toBe('张秀兰');
    fireEvent.click(screen.getByRole('button', { name: '保存客户' }));
    await screen.findByRole('heading', { level: 1, name: '张秀兰' });
    fireEvent.click(screen.getByRole('link', { name: '导入' }));
    expect(await screen.findByRole('button', { name: '导入 1 单' })).toBeTruthy();
  });

  test('closing the window asks first', async () => {
    await halfWritten();
    expect(window.dispatchEvent(new Event('beforeunload', { cancelable: true }))).toBe(false);
    await answer('接着改');
    expect(screen.getByRole<HTMLInputElement>('textbox', { name: '姓名' }).value).toBe('张秀兰');
  });

  test('what cannot be saved stays, with the reason under its field', async () => {
    await halfWritten();
    fireEvent.change(screen.getByRole('textbox', { name: '电话' }), { target: { value: '12' } });
    fireEvent.click(screen.getByRole('link', { name: '今天' }));
    await answer('保存');
    await waitFor(() => expect(screen.getByRole('textbox', { name: '电话' }).getAttribute('aria-invalid')).toBe('true'));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  test('an untouched form lets everybody pass', async () => {
    await openShop({ at: '/customers/new' });
    await screen.findByRole('textbox', { name: '姓名' });
    fireEvent.click(screen.getByRole('link', { name: '订单' }));
    expect(await screen.findByRole('heading', { name: '还没有订单' })).toBeTruthy();
  });

  test('the rule of the segments asks too', async () => {
    const shop = await openShop({ at: '/segments/rule' });
    fireEvent.change(await screen.findByRole('textbox', { name: '头一回买多少天内算新客' }), { target: { value: '45' } });
    fireEvent.click(screen.getByRole('link', { name: '订单' }));
    await answer('保存');
    expect(await screen.findByRole('heading', { name: '还没有订单' })).toBeTruthy();
    expect((await shop.core.scoring.rule()).newDays).toBe(45);
  });
});
