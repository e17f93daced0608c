import { afterEach, beforeEach, expect, test } from 'vitest';
import type { TestCore } from '../support/core.ts';
import { failureOf, startCore } from '../support/core.ts';

let shop: TestCore;
beforeEach(() => {
  shop = startCore();
});
afterEach(() => shop.stop());

test('a new shop has no name and the normal type size', async () => {
  expect(await shop.core.settings.get()).toEqual({ shopName: null, typeSize: 100 });
});

test('settings stay, one by one', async () => {
  await shop.core.settings.update({ shopName: '桂英小店' });
  await shop.core.settings.update({ typeSize: 150 });
  expect(await shop.core.settings.get()).toEqual({ shopName: '桂英小店', typeSize: 150 });
});

test('a type size that the shop cannot show is refused and nothing is saved', async () => {
  expect(await failureOf(shop.core.settings.update({ typeSize: 90 as 100 }))).toMatchObject({ code: 'request.invalid' });
  expect((await shop.core.settings.get()).typeSize).toBe(100);
});
