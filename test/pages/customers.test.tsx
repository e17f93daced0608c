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
    fireEvent.change(screen.getByRole('textbox', { name: '生日' }), { target: { value: '六月十五' } });
    expect(screen.getByText('农历六月十五（今年是 7月28日 周二，还有 81 天）')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: '保存客户' }));
    expect(await screen.findByText(/^农历六月十五/)).toBeTruthy();
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

describe('客户资料', () => {
  test('by keyboard only: name, phone and a known village, which brings its county, in at most ten keys', async () => {
    const shop = await openShop({ at: '/customers/new' });
    await shop.core.customers.create({ ...wang, addresses: [{ province: '河南省', city: '信阳市', district: '光山县', town: '槐店乡', village: '柳树湾村', detail: null }] });
    let keys = 0;
    const press = (key: string, more: object = {}) => {
      keys += 1;
      fireEvent.keyDown(document.activeElement!, { key, ...more });
    };
    const type = (value: string) => fireEvent.change(document.activeElement!, { target: { value } });
    const name = await screen.findByRole('textbox', { name: '姓名' });
    act(() => name.focus());
    type('张秀兰');
    press('Enter');
    type('19900005678');
    press('Enter');
    expect(document.activeElement).toBe(screen.getByRole('combobox', { name: '村（小区）' }));
    await waitFor(async () => expect(await shop.core.customers.places()).toHaveLength(1));
    type('柳树湾村');
    press('s', { ctrlKey: true, code: 'KeyS' });
    expect(await screen.findByRole('heading', { name: '张秀兰' })).toBeTruthy();
    expect(keys).toBeLessThanOrEqual(10);
    const id = Number(window.location.hash.split('/').at(-1));
    expect((await shop.core.customers.get({ id })).addresses).toMatchObject([{ district: '光山县', town: '槐店乡', village: '柳树湾村' }]);
  });

  test('the county says which city and province it lies in', async () => {
    await openShop({ at: '/customers/new' });
    fireEvent.click(await screen.findByRole('button', { name: /^详细住址/ }));
    const county = screen.getByRole('combobox', { name: '县（区）' });
    act(() => county.focus());
    fireEvent.change(county, { target: { value: '光山' } });
    fireEvent.click(await screen.findByText('光山县（河南省 信阳市）'));
    const value = (name: string) => screen.getByRole<HTMLInputElement>('combobox', { name }).value;
    expect([value('县（区）'), value('市'), value('省')]).toEqual(['光山县', '信阳市', '河南省']);
  });

  test('what is typed as a birthday is said back at once, and nonsense is refused under its field', async () => {
    await openShop({ at: '/customers/new' });
    const birthday = await screen.findByRole('textbox', { name: '生日' });
    const type = (value: string) => fireEvent.change(birthday, { target: { value } });
    type('腊月三十');
    expect(screen.getByText('农历腊月三十（下一次是 2027年2月5日，还有 273 天）')).toBeTruthy();
    type('1968年6月15日');
    expect(screen.getByText('1968年6月15日（今年是 6月15日 周一，还有 38 天，57 岁，虚岁 59）')).toBeTruthy();
    type('属马');
    expect(screen.getByText('属马', { selector: 'span' })).toBeTruthy();
    type('2026年闰六月初三');
    expect(screen.getByText('农历2026年闰六月初三，没有这一天')).toBeTruthy();
    type('大概夏天');
    expect(screen.getByText(/^还看不懂/)).toBeTruthy();
    fireEvent.change(screen.getByRole('textbox', { name: '姓名' }), { target: { value: '张秀兰' } });
    fireEvent.click(screen.getByRole('button', { name: '保存客户' }));
    expect(await screen.findByText(/^这样写看不懂/)).toBeTruthy();
    expect(birthday.getAttribute('aria-invalid')).toBe('true');
  });

  test('groups open when they hold something; the page shows what is there and nothing else', async () => {
    const shop = await openShop();
    const daughter = await shop.core.customers.create({ name: '李小燕' });
    const { id } = await shop.core.customers.create({
      ...wang, contacts: [{ kind: 'wechat', value: 'wgy_1968', label: null }], holdings: [{ kind: 'livestock', name: '鸡', amount: 300, unit: '只' }], relations: [{ otherId: daughter.id, kind: 'household', note: '母女' }],
    });
    window.location.hash = `#/customers/${id}`;
    const facts = await screen.findByRole('region', { name: '资料' });
    expect(within(facts).getByText('wgy_1968', { exact: false })).toBeTruthy();
    expect(within(facts).getByText('养鸡 300 只')).toBeTruthy();
    expect(within(facts).getByRole('link', { name: '李小燕' })).toBeTruthy();
    expect(within(facts).queryByText('同意和信用')).toBeNull();
    fireEvent.click(within(facts).getByRole('link', { name: '补上' }));
    expect((await screen.findByRole('button', { name: /^更多电话、微信/ })).getAttribute('aria-expanded')).toBe('true');
    expect(screen.getByRole('button', { name: /^同意和信用/ }).getAttribute('aria-expanded')).toBe('false');
    fireEvent.click(screen.getByRole('button', { name: /^同意和信用/ }));
    fireEvent.change(screen.getByRole('combobox', { name: '信用' }), { target: { value: 'watch' } });
    fireEvent.click(screen.getByRole('button', { name: '保存客户' }));
    expect(await within(await screen.findByRole('region', { name: '资料' })).findByText('要留意')).toBeTruthy();
  });

  test('a column of the shop\'s own is made in 设置 and filled in the form', async () => {
    const shop = await openShop({ at: '/settings/customer-fields' });
    fireEvent.change(await screen.findByRole('textbox', { name: '这一栏叫什么' }), { target: { value: '存栏' } });
    fireEvent.change(screen.getByRole('combobox', { name: '填什么' }), { target: { value: 'number' } });
    fireEvent.click(screen.getByRole('button', { name: '加上' }));
    await screen.findByRole('cell', { name: '存栏' });
    window.location.hash = '#/customers/new';
    fireEvent.change(await screen.findByRole('textbox', { name: '姓名' }), { target: { value: '张秀兰' } });
    fireEvent.click(screen.getByRole('button', { name: /^自己加的栏目/ }));
    const heads = screen.getByRole('textbox', { name: '存栏' });
    fireEvent.change(heads, { target: { value: '三百' } });
    fireEvent.click(screen.getByRole('button', { name: '保存客户' }));
    expect(await screen.findByText('这里写数字，如 12 或 3.5')).toBeTruthy();
    fireEvent.change(heads, { target: { value: '３００' } });
    fireEvent.click(screen.getByRole('button', { name: '保存客户' }));
    expect(await screen.findByText('300')).toBeTruthy();
    expect((await shop.core.customers.customFields())[0]).toMatchObject({ name: '存栏', kind: 'number', customers: 1 });
  });
});
