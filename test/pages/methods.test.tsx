// @vitest-environment jsdom
import { fireEvent, screen, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { methodNumbers } from '../../core/scoring/methods.rules.ts';
import { orderId, taobaoCsv } from '../support/given.ts';
import { closeShop, openShop } from './window.tsx';

afterEach(closeShop);

test('方法说明, reached from 设置, has a card for every method, also before there is anything to reckon with', async () => {
  await openShop({ at: '/settings' });
  fireEvent.click(await screen.findByRole('button', { name: '方法说明' }));
  expect(await screen.findByText('还没有算过。有了订单就会自动算。')).toBeTruthy();
  expect(screen.getAllByRole('article')).toHaveLength(Object.keys(methodNumbers).length);
  expect(within(screen.getByRole('article', { name: '还会买几回' })).getByText('还没算')).toBeTruthy();
  expect(within(screen.getByRole('article', { name: '满意度' })).getByText('等有了问卷再算')).toBeTruthy();
});

test('方法说明, reached from 分群, says what each method takes and how it stands in this shop', async () => {
  const shop = await openShop();
  shop.choose(['单.csv', taobaoCsv(['王桂英', '李大海', '赵小梅', '孙小圣'].map((name, n) => ({ id: orderId(n + 1), buyer: name, name, phone: `1990000123${n}` })))]);
  fireEvent.click(await screen.findByRole('link', { name: '导入' }));
  fireEvent.click(await screen.findByRole('button', { name: '选表格文件' }));
  fireEvent.click(await screen.findByRole('button', { name: '导入 4 单' }));
  await screen.findByRole('heading', { name: '《单.csv》导入好了' });
  await shop.app.settled();
  fireEvent.click(screen.getByRole('link', { name: '分群' }));
  fireEvent.click(await screen.findByRole('button', { name: '方法说明' }));

  expect(await screen.findByText('按2026年5月8日的账算')).toBeTruthy();
  const model = within(screen.getByRole('article', { name: '还会买几回' }));
  expect(model.getByText('账还不够：要 100，现在 4')).toBeTruthy();
  expect(model.getByText('至少 100 位买过的人、30 位回头的人，时间要够平均间隔的 3 倍长；不够就只看 RFM。')).toBeTruthy();
  expect(model.getByText('Fader, Hardie & Lee 2005')).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: '全部重新算一遍' }));
  expect(await screen.findByText(/^算好了：\d+ 样有结果，\d+ 样账还不够$/)).toBeTruthy();
});
