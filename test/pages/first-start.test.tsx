// @vitest-environment jsdom
import { fireEvent, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { closeShop, openShop } from './window.tsx';

afterEach(closeShop);

const nameShop = async (name: string) => {
  const field = await screen.findByRole('textbox', { name: '给店取个名' });
  fireEvent.change(field, { target: { value: name } });
  fireEvent.submit(field);
};

test('the first start asks for a name, then where to begin, and ends on an empty book with one button that fills it', async () => {
  const shop = await openShop({ shopName: null });
  await nameShop('桂英土特产');
  fireEvent.click(await screen.findByRole('button', { name: '直接开始' }));
  expect(await screen.findByRole('heading', { name: '还是一本空账' })).toBeTruthy();
  expect(screen.getByRole('button', { name: '导入表格' })).toBeTruthy();
  expect((await shop.core.settings.get()).shopName).toBe('桂英土特产');
});

test('先练习 opens the practice book and leaves the shop alone', async () => {
  const shop = await openShop({ shopName: null });
  await nameShop('桂英土特产');
  fireEvent.click(await screen.findByRole('button', { name: '先练习' }));
  expect(shop.asked).toContain('book practice');
});

test('Enter that belongs to the input method does not name the shop', async () => {
  await openShop({ shopName: null });
  const field = await screen.findByRole('textbox', { name: '给店取个名' });
  fireEvent.compositionStart(field);
  fireEvent.change(field, { target: { value: 'gui' } });
  expect(fireEvent.keyDown(field, { key: 'Enter' })).toBe(false);
  fireEvent.compositionEnd(field);
});

test('a shop without a name is told so and stays', async () => {
  await openShop({ shopName: null });
  await nameShop('   ');
  expect(await screen.findByText('还没写店名，随便写一个就行')).toBeTruthy();
});

test('when the core cannot open the book the window says what happened instead of showing empty pages', async () => {
  const shop = await openShop();
  await screen.findByRole('navigation', { name: '主菜单' });
  shop.say({ type: 'core', state: 'refused', failure: { code: 'database.newer', details: { version: 9, known: 1 } } });
  expect((await screen.findByRole('alert')).textContent).toContain('第 9 版');
});
