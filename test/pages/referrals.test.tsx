// @vitest-environment jsdom
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { closeShop, openShop } from './window.tsx';
import type { Shop } from './window.tsx';

afterEach(closeShop);

/** 王桂英 brought 李大海 and 张小梅, 李大海 brought 赵四. */
const given = async (): Promise<Shop> => {
  const shop = await openShop({ at: '/reports' });
  const bring = async (name: string, referrerId: number | null) => (await shop.core.customers.create({ name, referrerId })).id;
  const guiying = await bring('王桂英', null);
  await bring('赵四', await bring('李大海', guiying));
  await bring('张小梅', guiying);
  return shop;
};
const names = (): string[] => within(screen.getByRole('table', { name: '谁带来谁' })).getAllByRole('link').map(({ textContent }) => textContent);

test('谁带来的 is a tree that the keyboard opens and closes', async () => {
  await given();
  fireEvent.click(await screen.findByRole('button', { name: '看谁带来的' }));
  await screen.findByRole('link', { name: '王桂英' });
  expect(names()).toEqual(['王桂英']);
  const line = screen.getByRole('link', { name: '王桂英' });
  fireEvent.keyDown(line, { key: 'ArrowRight' });
  await screen.findByRole('link', { name: '李大海' });
  expect(names()).toEqual(['王桂英', '李大海', '张小梅']);
  fireEvent.keyDown(line, { key: 'ArrowLeft' });
  await waitFor(() => expect(names()).toEqual(['王桂英']));
  fireEvent.click(screen.getByRole('button', { name: '全部展开' }));
  await waitFor(() => expect(names()).toEqual(['王桂英', '李大海', '赵四', '张小梅']));
  fireEvent.click(screen.getByRole('button', { name: '收起李大海带来的 1 人' }));
  await waitFor(() => expect(names()).toEqual(['王桂英', '李大海', '张小梅']));
  expect(screen.getByText(/^2025年5月9日到2026年5月8日头一回来买的才 0 人/)).toBeTruthy();
});

test('who brought most stands first, and the list is saved as Excel', async () => {
  await given();
  window.location.hash = '#/reports/referrals';
  fireEvent.click(await screen.findByRole('tab', { name: '带人最多的' }));
  const table = within(await screen.findByRole('table', { name: '带人最多的' }));
  expect((await table.findAllByRole('link')).map(({ textContent }) => textContent)).toEqual(['王桂英', '李大海']);
  fireEvent.click(table.getByRole('button', { name: '介绍来' }));
  await waitFor(() => expect(table.getByRole('columnheader', { name: '介绍来' }).getAttribute('aria-sort')).toBe('descending'));
  fireEvent.click(screen.getByRole('button', { name: '导出 Excel' }));
  expect(await screen.findByText('存好了 2 行')).toBeTruthy();
});

test('without any bond it says how to write one down', async () => {
  await openShop({ at: '/reports/referrals' });
  expect(await screen.findByRole('heading', { name: '还没有谁介绍谁的记录' })).toBeTruthy();
});
