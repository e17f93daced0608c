// @vitest-environment jsdom
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, test } from 'vitest';
import { orderId, taobaoCsv } from '../support/given.ts';
import { closeShop, openShop } from './window.tsx';

afterEach(closeShop);

const phone = (number: string) => [{ number, label: null }];
const stone = [{ province: null, city: null, district: null, village: '石桥村', detail: null }];
const good = { name: '王桂英', phones: phone('19900001234'), addresses: stone, consent: 'agreed' as const };
const key = (pressed: string) => fireEvent.keyDown(document.documentElement, { key: pressed, code: `Digit${pressed}` });

describe('整理', () => {
  test('says how good the files are, how that is counted, and what is left of each kind', async () => {
    const shop = await openShop();
    await shop.core.customers.create(good);
    await shop.core.customers.create({ name: '李大海' });
    await shop.app.settled();
    fireEvent.click(await screen.findByRole('link', { name: '整理' }));
    const meter = await screen.findByRole('meter', { name: '资料有几分好' });
    await waitFor(() => expect(meter.getAttribute('aria-valuenow')).toBe('77'));
    expect(screen.getByText('2 位客户，1 位的资料没有毛病')).toBeTruthy();
    expect(screen.getByText(/每份资料满分 100，缺一样、错一样就扣掉/)).toBeTruthy();
    const kinds = within(screen.getByRole('table', { name: '要理的' }));
    expect(kinds.getAllByRole('row').slice(1).map((row) => row.textContent)).toEqual(['没有电话缺30 分1 条', '不知道住哪个村缺10 分1 条', '没问过同不同意存资料缺5 分1 条']);
  });

  test('nothing to tidy says so', async () => {
    const shop = await openShop({ at: '/quality' });
    await shop.core.customers.create(good);
    expect(await screen.findByRole('heading', { name: '资料都理顺了' })).toBeTruthy();
  });
});

describe('一条一条理', () => {
  test('one key takes the proposal, the next comes by itself, 撤销 brings it back', async () => {
    const shop = await openShop({ at: '/quality/faults/noConsent' });
    await shop.core.customers.create({ ...good, name: '张秀兰', phones: phone('19900001111'), consent: 'unknown' });
    await shop.core.customers.create({ ...good, consent: 'unknown' });
    expect(await screen.findByText('还有 2 条')).toBeTruthy();
    expect(await screen.findByRole('button', { name: '问过了，同意' })).toBeTruthy();
    key('1');
    expect(await screen.findByText('改好了：张秀兰')).toBeTruthy();
    expect(await screen.findByText('还有 1 条')).toBeTruthy();
    key('3');
    expect(await screen.findByText('记住了，不算错：王桂英')).toBeTruthy();
    expect(await screen.findByRole('heading', { name: '这一类理完了' })).toBeTruthy();
    const { rows } = await shop.core.customers.list({ search: '张秀兰' });
    expect(await shop.core.customers.get({ id: rows[0]!.id })).toMatchObject({ consent: 'agreed', consentOn: '2026-05-08' });
    fireEvent.click((await screen.findAllByRole('button', { name: '撤销' }))[0]!);
    expect(await screen.findByText('还有 1 条')).toBeTruthy();
  });

  test('where only the person can say, 1 goes to the field; Enter saves it, a wrong number is said', async () => {
    const shop = await openShop({ at: '/quality/faults/phoneWrong' });
    const { id } = await shop.core.customers.create({ ...good, phones: phone('1381234567') });
    expect(await screen.findByText('电话 1381234567 有 10 位，不像能打通的号码。')).toBeTruthy();
    key('1');
    const field = screen.getByRole('textbox', { name: '电话' });
    expect(document.activeElement).toBe(field);
    fireEvent.change(field, { target: { value: '12' } });
    fireEvent.submit(field);
    expect(await screen.findByText('电话是 5 到 20 位数字')).toBeTruthy();
    fireEvent.change(field, { target: { value: '138 1234 5678' } });
    fireEvent.submit(field);
    expect(await screen.findByRole('heading', { name: '这一类理完了' })).toBeTruthy();
    expect((await shop.core.customers.get({ id })).phones).toEqual(phone('13812345678'));
  });

  test('2 puts it off, and the meter no longer counts it', async () => {
    const shop = await openShop({ at: '/quality/faults/noVillage' });
    await shop.core.customers.create({ ...good, addresses: [] });
    await screen.findByText('没有写住在哪个村。');
    key('2');
    expect(await screen.findByText('先放着，30 天后再提：王桂英')).toBeTruthy();
    fireEvent.click(screen.getByRole('link', { name: '整理' }));
    expect(await screen.findByText(/先放着 1 条，不算错 0 条/)).toBeTruthy();
    await waitFor(() => expect(screen.getByRole('meter').getAttribute('aria-valuenow')).toBe('100'));
  });

  test('这一类先放着 puts all of a kind off, says how many, and 撤销 brings them back', async () => {
    const shop = await openShop({ at: '/quality/faults/noConsent' });
    for (const name of ['王桂英', '张秀兰', '李大海']) await shop.core.customers.create({ ...good, name, phones: [], contacts: [{ kind: 'wechat', value: name, label: null }], consent: 'unknown' });
    fireEvent.click(await screen.findByRole('button', { name: '这一类先放着（3 条）' }));
    expect(await screen.findByText('3 条都先放着，30 天后再提')).toBeTruthy();
    expect(await screen.findByText(/先放着 3 条，不算错 0 条/)).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: '撤销' }));
    expect((await screen.findByRole('table', { name: '要理的' })).textContent).toContain('没问过同不同意存资料缺5 分3 条');
    fireEvent.click(screen.getByRole('link', { name: '修改记录' }));
    expect(await screen.findByText(/撤销：把“没问过同不同意存资料”都先放着了/)).toBeTruthy();
  });

  test('while Ctrl+Z asks, 1, 2 and 3 answer nothing behind it', async () => {
    const shop = await openShop({ at: '/quality/faults/noVillage' });
    await shop.core.customers.create({ ...good, addresses: [] });
    await screen.findByText('没有写住在哪个村。');
    fireEvent.keyDown(document.documentElement, { key: 'z', code: 'KeyZ', ctrlKey: true });
    await screen.findByRole('button', { name: '撤销：新建了客户王桂英' });
    key('2');
    fireEvent.click(screen.getByRole('button', { name: '取消' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(screen.getByText('没有写住在哪个村。')).toBeTruthy();
    key('2');
    expect(await screen.findByText('先放着，30 天后再提：王桂英')).toBeTruthy();
  });

  test('an order of a day to come is looked at, whoever bought it', async () => {
    const shop = await openShop();
    shop.choose(['四月.csv', taobaoCsv([{ id: orderId(1), buyer: '', at: '2027-04-01 09:00:00' }])]);
    fireEvent.click(await screen.findByRole('button', { name: '导入表格' }));
    fireEvent.click(await screen.findByRole('button', { name: '导入 1 单' }));
    await screen.findByRole('heading', { name: '《四月.csv》导入好了' });
    fireEvent.click(screen.getByRole('link', { name: '整理' }));
    fireEvent.click(await screen.findByRole('link', { name: '订单的日子在以后' }));
    expect(await screen.findByText('订单的日子是 2027年4月1日，还没到。')).toBeTruthy();
    expect(screen.getByRole('heading', { name: '不知道是谁的订单' })).toBeTruthy();
    key('1');
    expect(await screen.findByRole('heading', { name: new RegExp(orderId(1)) })).toBeTruthy();
  });
});
