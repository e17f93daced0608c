// @vitest-environment jsdom
import { afterEach, describe, expect, test } from 'vitest';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { CustomerFacts } from '../../core/customers/contract.ts';
import type { Shop } from './window.tsx';
import { closeShop, openShop } from './window.tsx';

afterEach(() => closeShop());

const wang = CustomerFacts.parse({ name: '王桂英', phones: [{ number: '19900001234', label: null }] });

const openPerson = async (shop: Shop): Promise<number> => {
  const { id } = await shop.core.customers.create(wang);
  window.location.hash = `#/customers/${id}`;
  await screen.findByRole('heading', { name: '王桂英' });
  return id;
};
const press = (key: string) => fireEvent.keyDown(document.activeElement ?? document.body, { key });
const entriesOf = async (shop: Shop, customerId: number) => (await shop.core.timeline.list({ customerId, kinds: ['talk', 'debt', 'note'] })).rows;

describe('记一笔', () => {
  test('N, two digits, a sentence and Enter: four keys and the text', async () => {
    const shop = await openShop();
    const id = await openPerson(shop);
    press('n');
    const dialog = await screen.findByRole('dialog', { name: '给王桂英记一笔' });
    await waitFor(() => expect(document.activeElement).toBe(within(dialog).getByRole('button', { name: '聊过' })));
    press('1');
    await waitFor(() => expect(document.activeElement).toBe(within(dialog).getByRole('button', { name: '电话' })));
    press('1');
    const text = await within(dialog).findByRole('textbox', { name: '写一句' });
    await waitFor(() => expect(document.activeElement).toBe(text));
    fireEvent.change(text, { target: { value: '问小鸡什么时候到' } });
    press('Enter');
    expect(await screen.findByText('记下了：聊过')).toBeTruthy();
    expect(await entriesOf(shop, id)).toMatchObject([{ kind: 'talk', channel: 'phone', text: '问小鸡什么时候到', at: '2026-05-08T12:00:00+08:00' }]);
    fireEvent.click(screen.getByRole('button', { name: '撤销' }));
    await waitFor(async () => expect(await entriesOf(shop, id)).toEqual([]));
  });

  test('a debt asks for the amount first, and the page says what is owed', async () => {
    const shop = await openShop();
    const id = await openPerson(shop);
    fireEvent.click(screen.getByRole('button', { name: '记一笔' }));
    await screen.findByRole('button', { name: '赊账' });
    press('5');
    const amount = await screen.findByRole('textbox', { name: '多少钱' });
    await waitFor(() => expect(document.activeElement).toBe(amount));
    fireEvent.change(amount, { target: { value: '一百' } });
    press('Enter');
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('textbox', { name: '写一句' })));
    press('Enter');
    expect(await screen.findByText('写个数，如 80 或 12.5')).toBeTruthy();
    fireEvent.change(amount, { target: { value: '155' } });
    fireEvent.click(screen.getByRole('button', { name: '保存' }));
    expect(await screen.findByText('还欠 ¥155.00，今天起')).toBeTruthy();
    expect(await entriesOf(shop, id)).toMatchObject([{ kind: 'debt', amountFen: 15_500 }]);
    fireEvent.keyDown(document.body, { key: 'F8' });
    await waitFor(() => expect(screen.queryByText(/还欠/)).toBeNull());
  });

  test('Enter inside an input method does not save; Esc keeps what was typed', async () => {
    const shop = await openShop();
    const id = await openPerson(shop);
    press('n');
    await screen.findByRole('dialog');
    await waitFor(() => expect(document.activeElement?.textContent).toContain('聊过'));
    press('7');
    const text = await screen.findByRole('textbox', { name: '写一句' });
    await waitFor(() => expect(document.activeElement).toBe(text));
    fireEvent.compositionStart(text);
    fireEvent.change(text, { target: { value: 'ai chi la' } });
    press('Enter');
    fireEvent.compositionEnd(text);
    fireEvent.keyDown(text, { key: 'Escape' });
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(await entriesOf(shop, id)).toEqual([]);
    press('n');
    expect((await screen.findByRole<HTMLTextAreaElement>('textbox', { name: '写一句' })).value).toBe('ai chi la');
  });
});

describe('往来', () => {
  test('shows everything in one list, one kind by a press, and lets an entry be changed and deleted', async () => {
    const shop = await openShop();
    const id = await openPerson(shop);
    await shop.core.timeline.add({ customerId: id, kind: 'note', text: '爱吃辣' });
    await shop.core.customers.update({ id, facts: { ...wang, phones: [{ number: '19900009999', label: null }] } });
    fireEvent.click(screen.getByRole('tab', { name: '往来' }));
    const table = await screen.findByRole('table', { name: '往来' });
    expect(await within(table).findByText('改客户资料')).toBeTruthy();
    expect(within(table).getByText('电话：19900001234 → 19900009999')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: '备忘 1' }));
    await waitFor(() => expect(within(table).getAllByRole('row').length).toBe(2));

    fireEvent.click(within(table).getByRole('button', { name: '改这一笔：爱吃辣' }));
    const dialog = await screen.findByRole('dialog');
    fireEvent.change(within(dialog).getByRole('textbox', { name: '写一句' }), { target: { value: '不吃辣' } });
    fireEvent.change(within(dialog).getByRole('textbox', { name: '什么时候' }), { target: { value: '2026-5-1 9:30' } });
    fireEvent.click(within(dialog).getByRole('button', { name: '保存' }));
    expect(await within(table).findByText('不吃辣')).toBeTruthy();
    expect(within(table).getByText('5月1日 9:30')).toBeTruthy();
    fireEvent.click(within(table).getByRole('button', { name: '删掉这一笔：不吃辣' }));
    await waitFor(() => expect(within(table).queryByText('不吃辣')).toBeNull());
  });

  test('the facts say what they said before', async () => {
    const shop = await openShop();
    const id = await openPerson(shop);
    await shop.core.customers.update({ id, facts: { ...wang, phones: [{ number: '19900009999', label: null }], note: '爱吃辣' } });
    const earlier = await screen.findByRole('region', { name: '以前的资料' });
    expect(within(earlier).getByText('19900001234')).toBeTruthy();
    expect(within(earlier).getByText('到 今天（改客户资料）')).toBeTruthy();
    expect(within(earlier).queryByText('备注')).toBeNull();
  });
});
