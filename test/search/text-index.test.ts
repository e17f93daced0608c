import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readingsOf } from '../../core/customers/pinyin.ts';
import { createTextIndex } from '../../core/search/text-index.ts';
import type { Entry } from '../../core/search/tiers.rules.ts';
import '../support/chance.ts';

const indexOf = (entries: readonly Entry[]) => {
  const index = createTextIndex(readingsOf);
  index.add([...entries].sort((a, b) => b.rank - a.rank || b.id - a.id));
  return index;
};
const named = (...names: readonly string[]): readonly Entry[] => names.map((name, at) => ({ id: at + 1, rank: 100 - at, name, phones: [], texts: [] }));
const found = (names: readonly string[], query: string): readonly string[] => indexOf(named(...names)).find(query, 8).ids.map((id) => names[id - 1]!);

describe('a name is found however it is typed', () => {
  test.each([
    ['王桂英', ['王', '桂英', '王桂英', 'wgy', 'wang', 'wanggui', 'wangguiying', 'wang gui ying', 'WGY', 'ｗｇｙ', '王 桂英', '王　桂英', '王gy', 'w桂英', 'wang桂', 'wangg', 'wgying', 'wgui', '王guiy', 'guiying', 'gy', '英', 'wguiy']],
    ['单雄信', ['sxx', 'dxx', 'shanxiongxin', 'danxiongxin', 'dan', 'sxxin', '单xx', 'd雄信']],
    ['曾国强', ['zgq', 'cgq', 'zengguoqiang', 'cengguoqiang']],
    ['查良镛', ['zly', 'cly', 'zhaly', 'chaliangyong', 'zhly']],
    ['仇英', ['qy', 'cy', 'qiuying', 'chouying']],
    ['解缙', ['xj', 'jj', 'xiejin', 'jiejin']],
    ['盖叫天', ['gjt', 'gaijiaotian', 'gejiaotian']],
    ['万俟卨', ['mqx', 'moqixie']],
    ['尉迟恭', ['ycg', 'wcg', 'yuchigong', 'weichigong', '尉迟g']],
    ['乐嘉', ['yj', 'lj', 'yuejia', 'lejia']],
    ['重阳', ['zy', 'cy', 'zhongyang', 'chongyang']],
    ['王乐', ['wl', 'wy', 'wangle', 'wangyue']],
    ['吕布', ['lb', 'lvbu', 'lubu', 'lübu']],
    ['王 桂 英', ['王桂英', 'wgy']],
    ['老王Tom', ['tom', 'lwtom', '老王t', 'laowangtom']],
  ])('%s', (name, queries) => {
    expect(queries.filter((query) => !found([name, '赵大海'], query).includes(name))).toEqual([]);
  });

  test('written with a wrong character it is found by its sound, when nobody is written so', () => {
    expect(found(['王桂英', '赵大海'], '王贵英')).toEqual(['王桂英']);
    expect(found(['王桂英', '王贵英'], '王贵英')).toEqual(['王贵英']);
  });
});

describe('the likeliest goes first', () => {
  test('the name itself, then names that begin so, then given names, then names that hold it', () => {
    expect(found(['李王英杰', '赵王英', '王英杰', '王英'], '王英')).toEqual(['王英', '王英杰', '赵王英', '李王英杰']);
  });

  test('initials of the whole name before longer ones, the reading as a name before the dictionary\'s', () => {
    expect(found(['曾大山', '陈大山', '陈大山峰'], 'cds')).toEqual(['陈大山', '曾大山', '陈大山峰']);
  });

  test('the tail of a phone before its middle, and the recent before the old', () => {
    const people = ['19912345678', '19956781234', '19900005678'].map((phone, at) => ({ id: at + 1, rank: at, name: '张三', phones: [phone], texts: [] }));
    expect(indexOf(people).find('5678', 8).ids).toEqual([3, 1, 2]);
    expect(indexOf(people).find('199-0000 5678', 8).ids).toEqual([3]);
    expect(indexOf(people).find('+86 19900005678', 8).ids).toEqual([3]);
  });

  test('an exact name is found behind a thousand that only begin so', () => {
    const people = Array.from({ length: 3000 }, (_, at) => ({ id: at + 1, rank: 5000 - at, name: at === 2900 ? '王' : '王桂英', phones: [], texts: ['王庄'] }));
    const { ids, more } = indexOf(people).find('王', 8);
    expect([ids[0], ids.length, more]).toEqual([2901, 8, true]);
  });
});

const character = fc.constantFrom(...'王桂英单乐李石桥村曾');
const entry = fc.record({
  rank: fc.nat(5),
  name: fc.string({ unit: character, minLength: 1, maxLength: 4 }),
  phones: fc.array(fc.stringMatching(/^1[389]\d{3}$/), { maxLength: 2 }),
  texts: fc.array(fc.oneof(fc.string({ unit: character, minLength: 1, maxLength: 4 }), fc.stringMatching(/^[a-c]{1,3}[1-3]$/)), { maxLength: 2 }),
});
const shop = fc.array(entry, { maxLength: 40 }).map((all) => all.map((one, at): Entry => ({ id: at + 1, ...one })));

describe('whatever is in the shop', () => {
  test('a part of a name or text finds everybody who has it, and a word from nowhere nobody else', () => {
    fc.assert(
      fc.property(shop, fc.string({ unit: character, minLength: 1, maxLength: 2 }), (entries, word) => {
        const holding = entries.filter(({ name, texts }) => [name, ...texts].some((text) => text.includes(word))).map(({ id }) => id);
        const matching = indexOf(entries).matching(word);
        if (holding.length > 0) expect([...matching].sort((a, b) => a - b)).toEqual(holding);
        expect(indexOf(entries).find(word, 5).ids).toHaveLength(Math.min(5, matching.length));
      }),
    );
  });

  test('changing some leaves the same index as reading all anew', () => {
    fc.assert(
      fc.property(shop, shop, fc.constantFrom('王', 'w', '桂英', '1', 'a', 'gy', '石桥 王', 'wgy'), (before, changes, query) => {
        const index = indexOf(before);
        const gone = changes.filter((_, at) => at % 3 === 0).map(({ id }) => id);
        const put = changes.filter(({ id }) => !gone.includes(id));
        index.replace(changes.map(({ id }) => id), put);
        const touched = new Set(changes.map(({ id }) => id));
        const after = indexOf([...before.filter(({ id }) => !touched.has(id)), ...put]);
        expect(index.find(query, 8)).toEqual(after.find(query, 8));
        expect(index.matching(query)).toEqual(after.matching(query));
      }),
    );
  });
});
