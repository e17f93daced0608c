// @vitest-environment jsdom
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, test } from 'vitest';
import type { Shop } from './window.tsx';
import { closeShop, openShop } from './window.tsx';

afterEach(closeShop);

const phone = (number: string) => [{ number, label: null }];
const living = (village: string) => [{ province: null, city: null, district: null, village, detail: null }];
const key = (pressed: string, target: Element = document.documentElement) => fireEvent.keyDown(target, { key: pressed, code: `Digit${pressed}` });

/** Two pairs: 王桂英 with her name miswritten, and 李大海 twice. */
const twoPairs = async (shop: Shop) => {
  const wang = await shop.core.customers.create({ name: '王桂英', phones: phone('19900001234'), addresses: living('石桥村'), note: '爱吃辣' });
  const wrong = await shop.core.customers.create({ name: '王桂荣', phones: phone('19900001234'), addresses: living('石桥村'), occupation: '养鸡', tags: ['老客'] });
  const li = await shop.core.customers.create({ name: '李大海', phones: phone('19900005678'), addresses: living('柳树湾村') });
  const again = await shop.core.customers.create({ name: '李大海', phones: phone('19900005678'), addresses: living('柳树湾村') });
  await shop.app.settled();
  return { wang: wang.id, wrong: wrong.id, li: li.id, again: again.id };
};

describe('可能重复', () => {
  test('整理 leads there; each pair is one key, the next comes by itself, and 撤销 brings it back', async () => {
    const shop = await openShop();
    await twoPairs(shop);
    fireEvent.click(await screen.findByRole('link', { name: '整理' }));
    fireEvent.click(await screen.findByRole('button', { name: '可能重复 (2)' }));
    expect(await screen.findByText('还有 2 对')).toBeTruthy();
    const table = () => screen.findByRole('table', { name: '两份资料' });
    await table();
    const names = () => screen.getAllByRole('columnheader').map((head) => head.textContent).slice(1);
    expect(names()).toEqual(['李大海', '李大海']);
    expect(screen.getByText(/电话同（19900005678）/)).toBeTruthy();

    key('1');
    expect(await screen.findByText('还有 1 对')).toBeTruthy();
    expect(await screen.findByText('合成一份了：李大海')).toBeTruthy();
    await waitFor(() => expect(names()).toEqual(['王桂英', '王桂荣']));
    expect(screen.getByText(/姓名差一字（王桂英、王桂荣）/)).toBeTruthy();
    key('2');
    expect(await screen.findByRole('heading', { name: '没有要看的了' })).toBeTruthy();
    await shop.app.settled();
    expect((await shop.core.customers.list({})).total).toBe(3);
    expect((await shop.core.duplicates.list({})).total).toBe(0);

    const [undo] = await screen.findAllByRole('button', { name: '撤销' });
    fireEvent.click(undo!);
    expect(await screen.findByText('还有 1 对')).toBeTruthy();
    await shop.app.settled();
    expect((await shop.core.customers.list({})).total).toBe(4);
  });

  test('what differs is marked with a word, the better value is chosen, and the arrows choose another', async () => {
    const shop = await openShop({ at: '/quality/duplicates' });
    const { wang, wrong } = await twoPairs(shop);
    await shop.core.duplicates.notSame({ leftId: wang + 2, rightId: wrong + 2 });
    const row = await screen.findByRole('row', { name: /^姓名 ?不同/ });
    const [left, right] = within(row).getAllByRole('radio');
    expect([left, right].filter((radio) => radio!.getAttribute('aria-checked') === 'true')).toHaveLength(1);
    left!.focus();
    fireEvent.click(left!);
    expect(left!.getAttribute('aria-checked')).toBe('true');
    fireEvent.keyDown(left!, { key: 'ArrowRight' });
    await waitFor(() => expect(right!.getAttribute('aria-checked')).toBe('true'));
    expect(document.activeElement).toBe(right);
    fireEvent.keyDown(right!, { key: 'ArrowDown' });
    expect(document.activeElement).not.toBe(right);
    key('1');
    await waitFor(async () => expect((await shop.core.customers.list({})).total).toBe(3));
    const kept = (await shop.core.customers.list({ search: '王桂' })).rows[0]!;
    expect(await shop.core.customers.get({ id: kept.id })).toMatchObject({ name: '王桂荣', note: '爱吃辣', occupation: '养鸡', tags: ['老客'] });
  });

  test('3 makes them one household', async () => {
    const shop = await openShop({ at: '/quality/duplicates' });
    const { li, again } = await twoPairs(shop);
    await screen.findByRole('table', { name: '两份资料' });
    key('3');
    await waitFor(async () => expect((await shop.core.customers.get({ id: li })).relations).toMatchObject([{ otherId: again, kind: 'household' }]));
  });

  test('a digit typed in the search field is typed, not an answer', async () => {
    const shop = await openShop({ at: '/quality/duplicates' });
    await twoPairs(shop);
    await screen.findByRole('table', { name: '两份资料' });
    key('1', screen.getByRole('combobox', { name: '找人' }));
    await shop.app.settled();
    expect((await shop.core.customers.list({})).total).toBe(4);
  });

  test('an empty queue says when it fills, and looks through everybody when asked', async () => {
    await openShop({ at: '/quality/duplicates' });
    fireEvent.click(await screen.findByRole('button', { name: '从头找一遍' }));
    expect(await screen.findByText('找完了：可能是同一个人 0 对，可能是一家人 0 对')).toBeTruthy();
  });
});

describe('合并记录', () => {
  test('拆开 says what goes back and brings the person back', async () => {
    const shop = await openShop();
    const { li, again } = await twoPairs(shop);
    await shop.core.duplicates.merge({ keepId: li, dropId: again });
    await shop.app.settled();
    window.location.hash = '#/quality/duplicates/merges';
    fireEvent.click(await screen.findByRole('button', { name: '拆开：李大海和李大海' }));
    const dialog = within(await screen.findByRole('dialog', { name: '把两份李大海拆开' }));
    fireEvent.click(await dialog.findByRole('button', { name: '拆开' }));
    expect(await screen.findByText('拆开了，李大海回来了')).toBeTruthy();
    await waitFor(async () => expect((await shop.core.customers.list({})).total).toBe(4));
    expect((await shop.core.customers.get({ id: again })).name).toBe('李大海');
  });

  test('who was taken apart is not proposed again, unless that is left open', async () => {
    const shop = await openShop();
    const { li, again } = await twoPairs(shop);
    const takeApart = async (): Promise<void> => {
      await shop.core.duplicates.merge({ keepId: li, dropId: again });
      await shop.app.settled();
      fireEvent.click(await screen.findByRole('button', { name: '拆开：李大海和李大海' }));
    };
    const proposed = async (): Promise<boolean> => {
      await shop.app.settled();
      return (await shop.core.duplicates.list({})).pairs.some(({ leftId, rightId }) => leftId === li && rightId === again);
    };
    window.location.hash = '#/quality/duplicates/merges';
    await takeApart();
    fireEvent.click(await screen.findByRole('checkbox', { name: '不是同一人，以后不再问' }));
    fireEvent.click(screen.getByRole('button', { name: '拆开' }));
    await screen.findByText('拆开了，李大海回来了');
    expect(await proposed()).toBe(true);
    await takeApart();
    fireEvent.click(await screen.findByRole('button', { name: '拆开' }));
    expect(await screen.findByText('记住了：李大海和李大海不是同一人，以后不再问')).toBeTruthy();
    expect(await proposed()).toBe(false);
    // What the file said in between is told without the number that only our own files know.
    window.location.hash = `#/customers/${li}`;
    expect(await screen.findByRole('region', { name: '合并记录' })).toBeTruthy();
    expect(screen.queryByText(/乡客 [0-9a-f]{8}-/)).toBeNull();
  });
});

describe('新建客户时', () => {
  test('says who may be there already; 就是他 puts what was typed into that file instead of making another', async () => {
    const shop = await openShop({ at: '/customers/new' });
    const { id } = await shop.core.customers.create({ name: '王桂英', phones: phone('19900005678'), addresses: living('石桥村') });
    fireEvent.change(await screen.findByRole('textbox', { name: '姓名' }), { target: { value: '王桂英' } });
    fireEvent.change(screen.getByRole('textbox', { name: '电话' }), { target: { value: '19900001111' } });
    const known = await screen.findByRole('status', { name: '可能已经有的人' });
    await waitFor(() => expect(known.textContent).toContain('王桂英 石桥村 …5678'));
    fireEvent.click(within(known).getByRole('button', { name: '就是王桂英，不用新建' }));
    expect(await screen.findByText('没有新建，写的都记到王桂英名下了')).toBeTruthy();
    expect(await screen.findByRole('heading', { name: '王桂英' })).toBeTruthy();
    expect((await shop.core.customers.list({})).total).toBe(1);
    expect((await shop.core.customers.get({ id })).phones.map(({ number }) => number)).toEqual(['19900005678', '19900001111']);
  });
});

describe('客户页', () => {
  test('和另一位合并: found by name, put side by side, merged; the page then says with whom', async () => {
    const shop = await openShop();
    const { id } = await shop.core.customers.create({ name: '王桂英' });
    await shop.core.customers.create({ name: '老王家的', phones: phone('19900005678') });
    window.location.hash = `#/customers/${id}`;
    fireEvent.click(await screen.findByRole('button', { name: '和另一位合并' }));
    fireEvent.change(await screen.findByRole('combobox', { name: '和哪一位合并' }), { target: { value: '老王' } });
    fireEvent.click(await screen.findByRole('option', { name: /老王家的/ }));
    await screen.findByRole('table', { name: '两份资料' });
    key('1');
    expect(await screen.findByRole('button', { name: /^拆开：/ })).toBeTruthy();
    expect((await shop.core.customers.list({})).total).toBe(1);
  });
});
