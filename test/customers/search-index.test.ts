import { expect, test } from 'vitest';
import { createSearchIndex } from '../../core/customers/search-index.ts';

const index = createSearchIndex(() => [{ id: 1, text: '王桂英 wangguiying wgy 13900001234 石桥村' }, { id: 2, text: '李想 lixiang lx 柳树屯' }]);

test('a search of 200 signs is answered, whatever is in it', () => {
  expect([...index.find('王 桂 英 '.repeat(40))]).toEqual([1]);
  expect([...index.find(`王桂英 ${'石桥村'.repeat(60)}`)]).toEqual([]);
  expect([...index.find('\n'.repeat(200))]).toEqual([]);
});
