// @vitest-environment jsdom
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { closeShop, openShop } from './window.tsx';

afterEach(closeShop);

const list = '#接龙\n【周六草莓团】\n1号 草莓 39.9元/箱\n2号 鸡蛋 30枚 25元\n例 张三 2箱\n1. 王婶 草莓2箱\n2. 李四家 草莓1 鸡蛋2板\n3. 小芳妈妈 鸡蛋+1 东门自提\n4. 大山';

const typeText = (name: '接龙文字' | '哪个群', value: string) =>
  fireEvent.change(screen.getByRole(name === '哪个群' ? 'combobox' : 'textbox', { name }), { target: { value } });

test('a list from the group: paste, say who they are with one key each, write, and see what to buy', async () => {
  const shop = await openShop({ at: '/imports' });
  const { id } = await shop.core.customers.create({ name: '李四' });
  fireEvent.click(await screen.findByRole('button', { name: '粘贴接龙' }));
  typeText('接龙文字', list);
  typeText('哪个群', '槐树村团购群');
  const question = await screen.findByRole('region', { name: '王婶 是谁？' });
  fireEvent.keyDown(within(question).getByRole('button', { name: /^\d新客户$/ }), { key: '1' });
  const second = await screen.findByRole('region', { name: '李四家 是谁？' });
  fireEvent.keyDown(within(second).getByRole('button', { name: /^1李四/ }), { key: '1' });
  const third = await screen.findByRole('region', { name: '小芳妈妈 是谁？' });
  fireEvent.keyDown(within(third).getByRole('button', { name: /^\d新客户$/ }), { key: '2' });

  const asked = screen.getByRole('region', { name: '看不懂的行（1）' });
  const edit = within(asked).getByRole('textbox', { name: '改第 9 行' });
  fireEvent.change(edit, { target: { value: '4. 大山 草莓1' } });
  fireEvent.blur(edit);
  fireEvent.click(within(await screen.findByRole('region', { name: '大山 是谁？' })).getByRole('button', { name: /^\d新客户$/ }));

  expect(await screen.findByText('新增 4 单，新客户 2 人，不记人 1 单，一共 ¥234.60')).toBeTruthy();
  const rows = within(screen.getByRole('table', { name: '认出的 4 单' }));
  expect(rows.getByRole('row', { name: /小芳妈妈 不记人 鸡蛋 1板/ })).toBeTruthy();
  expect(rows.getByRole<HTMLInputElement>('textbox', { name: '小芳妈妈的自提点' }).value).toBe('东门');
  fireEvent.click(await screen.findByRole('button', { name: '记下 4 单' }));
  expect(await screen.findByText('记好了：槐树村团购群 2026年5月8日')).toBeTruthy();
  expect(within(screen.getByRole('table', { name: '汇总' })).getByRole('row', { name: /^草莓 4 箱 3/ })).toBeTruthy();
  expect((await shop.core.customers.get({ id })).orderCount).toBe(1);

  fireEvent.click(screen.getByRole('button', { name: '打印汇总' }));
  expect(await screen.findByRole('article', { name: '报告样子' })).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: '返回' }));
  fireEvent.click(await screen.findByRole('button', { name: '撤销这次' }));
  expect(await screen.findByText('已撤销，账本回到了记之前')).toBeTruthy();
  expect((await shop.core.orders.list({})).total).toBe(0);
});

test('Ctrl+V of a list on the imports page opens it; other text is left alone', async () => {
  await openShop({ at: '/imports' });
  await screen.findByRole('button', { name: '粘贴接龙' });
  const paste = (text: string) => {
    const event = Object.assign(new Event('paste', { bubbles: true, cancelable: true }), { clipboardData: { getData: () => text } });
    fireEvent(document.body, event);
  };
  paste('大家早上好');
  expect(screen.getByRole('button', { name: '选表格文件' })).toBeTruthy();
  paste(list);
  expect(await screen.findByRole('table', { name: '认出的 3 单' })).toBeTruthy();
});

test('a missing price is asked once; the group and its people are known the next time', async () => {
  const shop = await openShop({ at: '/imports/solitaire' });
  await screen.findByRole('textbox', { name: '接龙文字' });
  typeText('接龙文字', '#接龙\n周六草莓接龙\n1. 王婶 2箱\n2. 老陈 1箱');
  typeText('哪个群', '桥头群');
  expect(await screen.findByText('还没有价钱，填一次，这个群下次就不问了')).toBeTruthy();
  const price = screen.getByRole('textbox', { name: '草莓的价钱' });
  fireEvent.change(price, { target: { value: '40' } });
  fireEvent.blur(price);
  fireEvent.click(await screen.findByRole('button', { name: '这 2 人都是新客户' }));
  fireEvent.click(await screen.findByRole('button', { name: '记下 2 单' }));
  fireEvent.click(await screen.findByRole('button', { name: '再贴一份' }));

  typeText('接龙文字', '#接龙\n周六草莓接龙\n1. 王婶 2箱 改3箱\n2. 老陈 不要了');
  expect(await screen.findByText('更新 2 单，退出 1 单，一共 ¥120.00')).toBeTruthy();
  fireEvent.click(await screen.findByRole('button', { name: '记下 2 单' }));
  await screen.findByText('记好了：桥头群 2026年5月8日');
  expect((await shop.core.orders.list({})).netFen).toBe(12000);
});

test('the same list again has nothing to write', async () => {
  await openShop({ at: '/imports/solitaire' });
  await screen.findByRole('textbox', { name: '接龙文字' });
  for (const round of [1, 2]) {
    typeText('接龙文字', list);
    typeText('哪个群', '桥头群');
    if (round === 1) {
      fireEvent.click(await screen.findByRole('button', { name: '这 3 人都是新客户' }));
      fireEvent.click(await screen.findByRole('button', { name: '记下 3 单' }));
      fireEvent.click(await screen.findByRole('button', { name: '再贴一份' }));
    }
  }
  expect(await screen.findByText('和账本里一样，不用再记')).toBeTruthy();
  await waitFor(() => expect(screen.getByRole<HTMLButtonElement>('button', { name: '记下来' }).disabled).toBe(true));
});
