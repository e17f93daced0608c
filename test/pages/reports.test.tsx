// @vitest-environment jsdom
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { orderId, taobaoCsv } from '../support/given.ts';
import { closeShop, openShop } from './window.tsx';
import type { Shop } from './window.tsx';

afterEach(closeShop);

/** 王桂英 buys often and lately; 李大海 bought as much and has not come for 200 days. */
const given = async (at: string): Promise<Shop> => {
  const shop = await openShop({ at });
  const rows = [
    ...[1, 2, 3].map((n) => ({ id: orderId(n), buyer: '桂英', paid: '150.00', name: '王桂英', phone: '19900001234', at: `2026-05-0${n} 09:00:00` })),
    ...[4, 5, 6].map((n) => ({ id: orderId(n), buyer: '大海', paid: '150.00', name: '李大海', phone: '19900004321', at: `2025-10-1${n} 09:00:00` })),
  ];
  shop.choose(['单.csv', taobaoCsv(rows)]);
  return shop;
};

const importAll = async (shop: Shop): Promise<void> => {
  fireEvent.click(await screen.findByRole('link', { name: '导入' }));
  fireEvent.click(await screen.findByRole('button', { name: '选表格文件' }));
  fireEvent.click(await screen.findByRole('button', { name: '导入 6 单' }));
  await screen.findByRole('heading', { name: '《单.csv》导入好了' });
  await shop.app.settled();
};

test('今天 says in sentences how the shop does and lists who stays away, to click', async () => {
  const shop = await given('/');
  await importAll(shop);
  fireEvent.click(screen.getByRole('link', { name: '今天' }));
  const sentence = await screen.findByText(/^2 位客户，6 单买卖，一共 ¥900.00。/);
  expect(sentence.textContent).toContain('有 1 位大主顾好久没来了。');
  const away = within(screen.getByRole('region', { name: '很久没来的大主顾' }));
  fireEvent.click(away.getByRole('link', { name: '李大海' }));
  expect(await screen.findByRole('heading', { name: '李大海' })).toBeTruthy();
});

test('every number of 今天 leads to what it counts', async () => {
  const shop = await given('/');
  await importAll(shop);
  const open = async (number: string) => {
    fireEvent.click(screen.getByRole('link', { name: '今天' }));
    fireEvent.click(await screen.findByRole('link', { name: number }));
  };
  await open('2 人');
  expect(await screen.findByText('共 2 人')).toBeTruthy();
  await open('6 单');
  expect(await screen.findByText('共 6 单，合计 ¥900.00')).toBeTruthy();
  expect(screen.getByRole<HTMLSelectElement>('combobox', { name: '算不算购买' }).value).toBe('yes');
  await open('有 1 位大主顾好久没来了。');
  expect(await screen.findByText('共 1 人')).toBeTruthy();
  expect(await screen.findByRole('link', { name: '李大海' })).toBeTruthy();
  await open('最近来了 1 位新客。');
  expect(await screen.findByRole('link', { name: '王桂英' })).toBeTruthy();
});

test('分群 shows eight groups in words; a click leads to the people, the rule can be changed and taken back', async () => {
  const shop = await given('/');
  await importAll(shop);
  fireEvent.click(screen.getByRole('link', { name: '分群' }));
  fireEvent.click(await screen.findByRole('button', { name: '常来的大主顾：看这 1 人' }));
  expect(await screen.findByRole('link', { name: '王桂英' })).toBeTruthy();
  expect(screen.queryByRole('link', { name: '李大海' })).toBeNull();

  fireEvent.click(screen.getByRole('link', { name: '分群' }));
  fireEvent.click(await screen.findByRole('button', { name: '改分群的规矩' }));
  const first = await screen.findByRole('textbox', { name: '5 分：几天内' });
  fireEvent.change(first, { target: { value: '500' } });
  fireEvent.click(screen.getByRole('button', { name: '保存并重新算' }));
  expect(await screen.findByText('要从小到大，一个比一个大')).toBeTruthy();
  for (const [name, value] of [['5 分：几天内', '250'], ['4 分：几天内', '260'], ['3 分：几天内', '270'], ['2 分：几天内', '280']] as const)
    fireEvent.change(screen.getByRole('textbox', { name }), { target: { value } });
  fireEvent.click(screen.getByRole('button', { name: '保存并重新算' }));
  expect(await screen.findByRole('button', { name: '常来的大主顾：看这 2 人' })).toBeTruthy();
  fireEvent.click(await screen.findByRole('button', { name: '撤销' }));
  expect(await screen.findByRole('button', { name: '常来的大主顾：看这 1 人' })).toBeTruthy();
});

test('a segment list for paper is a whole table with masked phones unless asked, and is printed or saved', async () => {
  const shop = await given('/');
  await importAll(shop);
  fireEvent.click(screen.getByRole('link', { name: '分群' }));
  fireEvent.click(await screen.findByRole('button', { name: '很久没来的大主顾：打印名单' }));
  const paper = within(await screen.findByRole('article', { name: '报告样子' }));
  expect(paper.getByRole('heading', { name: '分群报告：很久没来的大主顾' })).toBeTruthy();
  expect(paper.getByRole('row', { name: /^1 李大海 199\*\*\*\*4321/ })).toBeTruthy();
  fireEvent.click(screen.getByRole('checkbox', { name: '显示完整电话' }));
  expect(paper.getByText('19900004321')).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: '打印' }));
  await waitFor(() => expect(shop.asked).toContain('print'));
  fireEvent.click(screen.getByRole('button', { name: '存为 PDF' }));
  expect(await screen.findByText('存好了，共 3 页')).toBeTruthy();
});

test('a customer on paper tells who and how much; the Excel export says how many rows it wrote', async () => {
  const shop = await given('/');
  await importAll(shop);
  const { rows } = await shop.core.customers.list({ search: '王桂英' });
  window.location.hash = `#/reports/customer/${rows[0]!.id}`;
  const paper = within(await screen.findByRole('article', { name: '报告样子' }));
  expect(paper.getByText(/一共 ¥450\.00。$/)).toBeTruthy();
  fireEvent.click(screen.getByRole('link', { name: '报表' }));
  fireEvent.click(await screen.findByRole('button', { name: '导出客户' }));
  expect(await screen.findByText('存好了 2 行')).toBeTruthy();
});

test('修改记录 lists what was done and takes a step back', async () => {
  const shop = await openShop({ at: '/history' });
  await shop.core.customers.create({ name: '王桂英' });
  fireEvent.click(await screen.findByRole('button', { name: '撤销：新建了客户王桂英' }));
  await waitFor(async () => expect((await shop.core.customers.list({})).total).toBe(0));
  expect(await screen.findByText('撤销：新建了客户王桂英')).toBeTruthy();
  await closeShop();

  const other = await given('/');
  await importAll(other);
  fireEvent.click(screen.getByRole('button', { name: '撤销这次导入' }));
  fireEvent.click(await within(await screen.findByRole('dialog')).findByRole('button', { name: '撤销' }));
  await screen.findByRole('heading', { name: '《单.csv》的导入已撤销' });
  fireEvent.click(screen.getByRole('link', { name: '修改记录' }));
  expect(await screen.findByText('撤销：导入了《单.csv》')).toBeTruthy();
  expect(screen.queryByText(/imports\.run/)).toBeNull();
});

test('字的大小 is set at once and remembered', async () => {
  const shop = await openShop({ at: '/settings' });
  fireEvent.click(await screen.findByRole('radio', { name: '大 125%' }));
  await waitFor(() => expect(shop.asked).toContain('type 125'));
  expect((await shop.core.settings.get()).typeSize).toBe(125);
});

test('the practice book fills itself on first opening and says what it is', async () => {
  const shop = await openShop({ shopName: null, book: 'practice' });
  expect(await screen.findByText(/这是练习本/, undefined, { timeout: 20_000 })).toBeTruthy();
  expect((await shop.core.customers.list({})).total).toBeGreaterThan(500);
  // Filling twice is refused: a practice shop is made once.
  await expect(shop.core.practice.fill({})).rejects.toThrow('practice.notEmpty');
  fireEvent.click(screen.getByRole('button', { name: '回到我的店' }));
  expect(shop.asked).toContain('book shop');
});
