import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import '../support/chance.ts';
import type { SolitaireGoods } from '../../core/solitaire/contract.ts';
import { readSolitaire, totalsOf } from '../../core/solitaire/rules.ts';

const head = '#接龙\n草莓 39.9元/箱\n鸡蛋 25元/板\n';
const wanted = (text: string): Record<string, string> =>
  Object.fromEntries(readSolitaire(text).entries.map(({ nickname, items, withdrawn }) => [nickname, withdrawn ? '退出' : items.map(({ goods, quantity }) => `${goods}${quantity}`).join(' ')]));

describe('what is sold', () => {
  const offer = (line: string) => readSolitaire(`#接龙\n${line}\n1. 王婶 退出`).goods.map(({ key, name, spec, unit, priceFen }) => [key, name, spec, unit, priceFen]);
  test.each([
    ['1号 草莓 39.9元/箱', [['1', '草莓', null, '箱', 3990]]],
    ['鸡蛋 30枚 25元', [['', '鸡蛋', '30枚', null, 2500]]],
    ['A. 土鸡蛋（30枚）每板25元', [['A', '土鸡蛋', '30枚', '板', 2500]]],
    ['草莓39.9元一箱，鸡蛋25元一板', [['', '草莓', null, '箱', 3990], ['', '鸡蛋', null, '板', 2500]]],
    ['【红薯】5斤装 ￥15', [['', '红薯', '5斤装', null, 1500]]],
    ['周六草莓团  1号 草莓 39.9元/箱  2号 鸡蛋 25元/板', [['1', '草莓', null, '箱', 3990], ['2', '鸡蛋', null, '板', 2500]]],
    ['草莓39.9元/箱 鸡蛋 30枚 25元', [['', '草莓', null, '箱', 3990], ['', '鸡蛋', '30枚', null, 2500]]],
    ['草莓 10元 3斤', [['', '草莓', '3斤', null, 1000]]],
    ['本地黄牛肉 48/斤', [['', '本地黄牛肉', null, '斤', 4800]]],
    ['3号 红薯 5斤装', [['3', '红薯', '5斤装', null, null]]],
    ['1号楼自提，8号晚上截止', [['', '接龙商品', null, null, null]]],
    ['周六草莓接龙', [['', '草莓', null, null, null]]],
    ['今天开团啦', [['', '接龙商品', null, null, null]]],
  ])('%s', (line, expected) => {
    expect(offer(line).map(([key, ...rest]) => [key ?? '', ...rest])).toEqual(expected);
  });
  test('goods that only the lines name are found when they come with a count', () => {
    expect(readSolitaire('接龙\n1. 王婶 草莓2 鸡蛋1板\n2. 老陈 鸡蛋3板').goods.map(({ name, unit }) => [name, unit])).toEqual([['草莓', null], ['鸡蛋', '板']]);
  });
});

describe('the whole list', () => {
  test('people add to, change and withdraw their own earlier lines', () => {
    expect(wanted(`${head}1. 王婶 草莓2\n2. 老陈 鸡蛋1\n3. 王婶 +1\n老陈 改3板\n4. 李姐 草莓1\n李姐：不要了`)).toEqual({ 王婶: '草莓3', 老陈: '鸡蛋3', 李姐: '退出' });
  });
  test('the same person twice is added up and doubted', () => {
    expect(readSolitaire(`${head}1. 王婶 草莓2\n2. 王婶 草莓1`).entries).toMatchObject([{ items: [{ quantity: 3 }], doubts: ['twice'], lines: [4, 5] }]);
  });
  test('the newest copy of the list counts, with or without a heading, and nobody is doubled', () => {
    const copies = `${head}1. 王婶 草莓2\n2. 老陈 鸡蛋1\n`;
    expect(wanted(`${copies}${head}1. 王婶 草莓5\n2. 老陈 鸡蛋1\n3. 李姐 草莓1`)).toEqual({ 王婶: '草莓5', 老陈: '鸡蛋1', 李姐: '草莓1' });
    expect(wanted(`${copies}3. 李姐 草莓1\n1. 王婶 草莓5\n2. 老陈 鸡蛋1\n3. 李姐 草莓1\n4. 小赵 草莓1`)).toEqual({ 王婶: '草莓5', 老陈: '鸡蛋1', 李姐: '草莓1', 小赵: '草莓1' });
  });
  test('who stands only in an older copy is asked about, not lost', () => {
    const { entries, questions } = readSolitaire(`${head}1. 王婶 草莓2\n2. 老陈 鸡蛋1\n#接龙\n1. 王婶 草莓2\n2. 李姐 草莓1`);
    expect(entries.map(({ nickname }) => nickname)).toEqual(['王婶', '李姐']);
    expect(questions).toEqual([{ line: 5, text: '2. 老陈 鸡蛋1', code: 'olderOnly' }]);
  });
  test('two people with the same number are two people', () => {
    expect(wanted(`${head}1. 王婶 草莓2\n2. 老陈 鸡蛋1\n2. 李姐 草莓1`)).toEqual({ 王婶: '草莓2', 老陈: '鸡蛋1', 李姐: '草莓1' });
  });
  test('a first line that is repeated alone is its person again', () => {
    expect(wanted(`${head}1. 王婶 草莓2\n2. 老陈 鸡蛋1\n3. 李姐 草莓1\n1. 王婶 草莓4`)).toEqual({ 王婶: '草莓4', 老陈: '鸡蛋1', 李姐: '草莓1' });
  });
  test('what was said in the chat belongs to who said it', () => {
    expect(wanted(`${head}1. 王婶 草莓2\n2. 老陈 鸡蛋1\n王婶:\n+1\n老陈:\n不要了`)).toEqual({ 王婶: '草莓3', 老陈: '退出' });
  });
  test('talk between the lines is asked about with its text', () => {
    expect(readSolitaire(`${head}1. 王婶 草莓2\n明天下午送货，大家记得拿`).questions).toEqual([{ line: 5, text: '明天下午送货,大家记得拿', code: 'notUnderstood' }]);
  });
  test('a text of any size and shape comes to an end, and nothing of it disappears', () => {
    for (const piece of ['草', '草莓', '2箱', '1', '+1', '（', '半', '一', 'x2', '每箱', ' ', '2箱 ', '王婶:\n', '1. 王婶 草莓2\n', '#接龙\n1. 王婶 2箱\n']) {
      const { entries, questions } = readSolitaire(`${head}1. 王婶 ${piece.repeat(Math.floor(100_000 / piece.length))}`);
      expect(entries.length + questions.length, piece).toBeGreaterThan(0);
    }
  });
  test('totals add up by goods and keep another measure apart', () => {
    const { entries, goods } = readSolitaire(`${head}1. 王婶 草莓2箱 鸡蛋1\n2. 老陈 草莓1\n3. 李姐 草莓3斤\n4. 小赵 草莓9 不要了`);
    expect(totalsOf(entries, goods)).toEqual([
      { goods: '草莓', spec: null, unit: '箱', quantity: 3, people: 2, amountFen: 11970 },
      { goods: '鸡蛋', spec: null, unit: '板', quantity: 1, people: 1, amountFen: 2500 },
      { goods: '草莓', spec: null, unit: '斤', quantity: 3, people: 1, amountFen: 0 },
    ]);
  });
});

const names = ['王婶', '李四家', '小芳妈妈', '🌸小芳', '老陈(桥头)', 'A-阿花', '3栋502赵姐', '平安', '大山家的', '小李2000'];
const writings = [(n: number) => `${n}`, (n: number) => ` ${n}箱`, (n: number) => `x${n}`, (n: number) => `*${n}`, (n: number) => `×${n}`, (n: number) => `+${n}`, (n: number) => `${'零一两三四五六七八九'[n]}箱`];
const order = fc.record({ quantity: fc.integer({ min: 1, max: 9 }), writing: fc.constantFrom(...writings), remark: fc.constantFrom('', ' 晚点拿', ' 送到3单元', '，谢谢') });

describe('any list', () => {
  const lists = fc.array(order, { minLength: 1, maxLength: names.length });
  test('is read as it was meant, whatever the writing', () => {
    fc.assert(fc.property(lists, (orders) => {
      const text = head + orders.map(({ quantity, writing, remark }, index) => `${index + 1}. ${names[index]} 草莓${writing(quantity)}${remark}`).join('\n');
      expect(wanted(text)).toEqual(Object.fromEntries(orders.map(({ quantity }, index) => [names[index], `草莓${quantity}`])));
    }));
  });
  test('pasted twice says the same as once', () => {
    fc.assert(fc.property(lists, (orders) => {
      const text = head + orders.map(({ quantity, writing, remark }, index) => `${index + 1}. ${names[index]} 草莓${writing(quantity)}${remark}`).join('\n');
      expect(wanted(`${text}\n${text}`)).toEqual(wanted(text));
    }));
  });
  test('loses no line: each is an order, a question or told', () => {
    const pieces = ['#接龙', '例 张三 2箱', '1. 王婶 草莓2', '2、老陈', '草莓+1', '王婶:', '改3箱', '不要了', '１２．小李 鸡蛋两板', '草莓 39.9元/箱', '🌸🌸', '好的', '3. ', '9', '各1', '+++', '(1)', '半'];
    const goods: readonly SolitaireGoods[] = [{ key: '1', name: '草莓', spec: null, unit: '箱', priceFen: 100 }, { key: '2', name: '鸡蛋', spec: null, unit: '板', priceFen: 100 }];
    const line = fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: 'grapheme', maxLength: 12 }).map((text) => text.replace(/[\r\n\u2028\u2029]/g, '')), fc.tuple(fc.constantFrom(...pieces), fc.constantFrom(...pieces)).map((two) => two.join(' ')));
    fc.assert(fc.property(fc.array(line, { maxLength: 14 }), fc.boolean(), (lines, given) => {
      const { entries, questions, told } = readSolitaire(lines.join('\n'), given ? { goods } : {});
      const fate = new Set([...entries.flatMap((entry) => entry.lines), ...questions.map((question) => question.line), ...told]);
      lines.forEach((text, index) => {
        if (/[\p{L}\p{N}]/u.test(text)) expect(fate, `${index + 1}: ${text}`).toContain(index + 1);
      });
      for (const { items } of entries) for (const { quantity } of items) expect(quantity).toBeGreaterThan(0);
    }), { numRuns: 300 });
  });
});
