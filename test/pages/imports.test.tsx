// @vitest-environment jsdom
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { orderId, taobaoCsv } from '../support/given.ts';
import { closeShop, openShop } from './window.tsx';

afterEach(closeShop);

const orders = taobaoCsv([
  { id: orderId(1), buyer: '桂英爱吃蛋', paid: '120.00', name: '王桂英', phone: '19900001234', at: '2026-04-28 09:00:00' },
  { id: orderId(2), buyer: '桂英爱吃蛋', paid: '80.50', name: '王桂英', phone: '19900001234', at: '2026-05-06 10:30:00' },
  { id: orderId(3), buyer: '大海', paid: '0.00', status: '交易关闭', name: '李大海', phone: '19900004321', at: '2026-05-02 08:00:00' },
]);

test('a platform sheet: choose, look, import, see who bought and why they are where they are, and take it back', async () => {
  const shop = await openShop();
  shop.choose(['五月.csv', orders]);
  fireEvent.click(await screen.findByRole('button', { name: '导入表格' }));
  expect(await screen.findByRole('heading', { name: '淘宝订单表，3 行，2026年4月28日到5月6日' })).toBeTruthy();
  const counts = within(screen.getByRole('table', { name: '会怎么样' }));
  expect(counts.getByRole('row', { name: /^新增 3 单/ })).toBeTruthy();
  expect(counts.getByRole('row', { name: /^不算购买 1 单/ })).toBeTruthy();
  expect((await shop.core.orders.list({})).total).toBe(0);

  fireEvent.click(screen.getByRole('button', { name: '导入 3 单' }));
  expect(await screen.findByRole('heading', { name: '《五月.csv》导入好了' })).toBeTruthy();
  await shop.app.settled();
  fireEvent.click(screen.getByRole('button', { name: '看客户' }));
  fireEvent.click(await screen.findByRole('link', { name: '王桂英' }));
  const why = within(await screen.findByRole('list', { name: '为什么' }));
  expect(why.getByText('最近来过：2 天前（15 天内）→ 5 分，算高')).toBeTruthy();
  expect(why.getByText('来得勤：买过 2 回（多过 1 回，到 2 回）→ 2 分，算低')).toBeTruthy();
  expect(why.getByText('花得多：一共 ¥200.50（多过 ¥200.00，到 ¥500.00）→ 3 分，算高')).toBeTruthy();

  fireEvent.click(screen.getByRole('link', { name: '导入' }));
  fireEvent.click(await screen.findByRole('button', { name: '撤销《五月.csv》的导入' }));
  fireEvent.click(await within(await screen.findByRole('dialog', { name: '撤销《五月.csv》的导入' })).findByRole('button', { name: '撤销' }));
  expect(await screen.findByRole('cell', { name: '已撤销' })).toBeTruthy();
  expect((await shop.core.orders.list({})).total).toBe(0);
  expect((await shop.core.customers.list({})).total).toBe(0);
});

test('the same file again has nothing new and offers no import', async () => {
  const shop = await openShop({ at: '/imports' });
  shop.choose(['五月.csv', orders]);
  fireEvent.click(await screen.findByRole('button', { name: '选表格文件' }));
  fireEvent.click(await screen.findByRole('button', { name: '导入 3 单' }));
  await screen.findByRole('heading', { name: '《五月.csv》导入好了' });
  fireEvent.click(screen.getByRole('button', { name: '看订单' }));
  fireEvent.click(await screen.findByRole('link', { name: '导入' }));
  fireEvent.click(await screen.findByRole('button', { name: '选表格文件' }));
  expect(await screen.findByText('没有新东西')).toBeTruthy();
  expect(screen.queryByRole('button', { name: /^导入 \d/ })).toBeNull();
});

test('a sheet of which no row can be read says why, offers no import, and is read again when it was mended', async () => {
  const shop = await openShop({ at: '/imports' });
  shop.choose(['坏的.csv', taobaoCsv([{ id: orderId(1), name: '王桂英', phone: '19900001234', at: '不是日期' }])]);
  fireEvent.click(await screen.findByRole('button', { name: '选表格文件' }));
  expect(await screen.findByText('一行都没看懂，没什么可导的')).toBeTruthy();
  expect(screen.queryByRole('button', { name: /^导入 / })).toBeNull();
  shop.choose(['坏的.csv', taobaoCsv([{ id: orderId(1), name: '王桂英', phone: '19900001234', at: '2026-05-01 09:00:00' }])]);
  fireEvent.click(screen.getByRole('button', { name: '改好了，再读一次' }));
  expect(await screen.findByRole('heading', { name: '淘宝订单表，1 行，2026年5月1日' })).toBeTruthy();
  expect(await screen.findByRole('button', { name: '导入 1 单' })).toBeTruthy();
});

test('an order to which no number was given does not show ours', async () => {
  const shop = await openShop({ at: '/imports' });
  shop.choose(['手工账.csv', '日子,谁,收了,东西\n2026-05-01,王桂英,35,土鸡蛋\n']);
  fireEvent.click(await screen.findByRole('button', { name: '选表格文件' }));
  await screen.findByRole('heading', { name: '《手工账.csv》没见过，每一列是什么？' });
  fireEvent.change(screen.getByRole('combobox', { name: '这是什么表' }), { target: { value: 'orders' } });
  for (const [header, meaning] of [['日子', 'orderedAt'], ['谁', 'name'], ['收了', 'paid'], ['东西', 'item']] as const)
    fireEvent.change(screen.getByRole('combobox', { name: `“${header}”这一列是` }), { target: { value: meaning } });
  fireEvent.click(screen.getByRole('button', { name: '就这样，看结果' }));
  fireEvent.click(await screen.findByRole('button', { name: '导入 1 单' }));
  fireEvent.click(await screen.findByRole('button', { name: '看订单' }));
  const { rows } = await shop.core.orders.list({});
  fireEvent.click(await screen.findByRole('link', { name: /^看订单/ }));
  expect(await screen.findByRole('heading', { name: '一张订单' })).toBeTruthy();
  expect(screen.getByText('平台没给单号')).toBeTruthy();
  expect(document.body.textContent).not.toContain(rows[0]!.platformOrderId);
});

test('a table nobody has explained is asked about once, then remembered', async () => {
  const shop = await openShop({ at: '/imports' });
  const table = '日子,谁,收了,东西\n2026-05-01,王桂英,35,土鸡蛋\n2026-05-03,李大海,48.5,红薯粉\n';
  shop.choose(['手工账.csv', table]);
  fireEvent.click(await screen.findByRole('button', { name: '选表格文件' }));
  await screen.findByRole('heading', { name: '《手工账.csv》没见过，每一列是什么？' });
  fireEvent.change(screen.getByRole('combobox', { name: '这是什么表' }), { target: { value: 'orders' } });
  for (const [header, meaning] of [['日子', 'orderedAt'], ['谁', 'name'], ['收了', 'paid'], ['东西', 'item']] as const)
    fireEvent.change(screen.getByRole('combobox', { name: `“${header}”这一列是` }), { target: { value: meaning } });
  // A look at another page loses no answer.
  fireEvent.click(screen.getByRole('link', { name: '订单' }));
  fireEvent.click(screen.getByRole('link', { name: '导入' }));
  fireEvent.click(await screen.findByRole('button', { name: '就这样，看结果' }));
  fireEvent.click(await screen.findByRole('button', { name: '导入 2 单' }));
  await screen.findByRole('heading', { name: '《手工账.csv》导入好了' });
  expect(screen.getByRole('button', { name: '选表格文件' })).toBeTruthy();
  expect(screen.getByRole('button', { name: '粘贴接龙' })).toBeTruthy();
  expect((await shop.core.orders.list({})).netFen).toBe(8350);
});

test('a file that is no table is named, nothing is written, and the other one has its turn', async () => {
  const shop = await openShop({ at: '/imports' });
  shop.choose(['合同.xlsx', '这不是表格'], ['五月.csv', orders]);
  fireEvent.click(await screen.findByRole('button', { name: '选表格文件' }));
  expect(await screen.findByText('1 份要你看。1 份可以导入。')).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: '合同.xlsx' }));
  const trouble = await screen.findByRole('alert');
  expect(trouble.textContent).toContain('合同.xlsx');
  fireEvent.click(within(trouble).getByRole('button', { name: '知道了' }));
  fireEvent.click(await screen.findByRole('button', { name: '五月.csv' }));
  expect(await screen.findByRole('button', { name: '导入 3 单' })).toBeTruthy();
  expect((await shop.core.orders.list({})).total).toBe(0);
  fireEvent.click(screen.getByRole('button', { name: '不导这份' }));
  fireEvent.click(await screen.findByRole('button', { name: '收起来' }));
  await waitFor(() => expect(screen.getByRole('button', { name: '选表格文件' })).toBeTruthy());
});

test('refused rows are saved as a table where the person says, before and after the import', async () => {
  const shop = await openShop({ at: '/imports' });
  shop.choose(['五月.csv', taobaoCsv([{ id: orderId(1) }, { id: orderId(2), at: '哪天' }])]);
  fireEvent.click(await screen.findByRole('button', { name: '选表格文件' }));
  fireEvent.click(await screen.findByRole('button', { name: '把退回的 1 行存成表格' }));
  expect(screen.getByText(/改好后再拖进来，只会导这些行/)).toBeTruthy();
  expect(await screen.findByText('存好了：《五月 退回的行.xlsx》，1 行。改好后再拖进来。')).toBeTruthy();
  expect(screen.getByRole('button', { name: '打开所在文件夹' })).toBeTruthy();
  expect((await shop.core.orders.list({})).total).toBe(0);
  fireEvent.click(screen.getByRole('button', { name: '导入 1 单' }));
  await screen.findByRole('heading', { name: '《五月.csv》导入好了' });
  expect(screen.getByRole('button', { name: '把退回的 1 行存成表格' })).toBeTruthy();
});

test('without refused rows there is nothing to save', async () => {
  const shop = await openShop({ at: '/imports' });
  shop.choose(['五月.csv', orders]);
  fireEvent.click(await screen.findByRole('button', { name: '选表格文件' }));
  await screen.findByRole('button', { name: '导入 3 单' });
  expect(screen.queryByRole('button', { name: /存成表格/ })).toBeNull();
});
