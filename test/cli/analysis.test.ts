import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { utils, write } from 'xlsx';
import { analysisUsage, readAnalysisArguments } from '../../core/cli/analysis/arguments.ts';
import { readArguments } from '../../core/cli/arguments.ts';
import { failureOf } from '../../core/base/errors.ts';
import { sentenceOf } from '../../core/messages/sentence.ts';
import { nodePath } from '../support/core-process.ts';
import { orderId, taobaoCsv } from '../support/given.ts';
import { analysed } from './analyse.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), '乡客 分析 '));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const written = (name: string, content: string | Uint8Array): string => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};
const refusalOf = (...words: string[]) =>
  analysed(...words).then(
    () => null,
    (error: unknown) => ({ code: failureOf(error).code, sentence: sentenceOf(failureOf(error)) }),
  );

/** Ann bought twice, Ben and Cai once each; six more so that fifths can be made. */
const small = `customer_id,order_date,amount
Ann,2026-01-01,10.00
Ann,2026-03-01,30.50
Ben,2026-02-01,5
Cai,2026-03-31,100
Dan,2026-03-11,20
Eve,2026-03-21,50
`;

describe('a log of purchases', () => {
  test('gives recency, frequency and money per customer as of its last day, or of a day that is said', async () => {
    const file = written('log.csv', small);
    const { output, code, text } = await analysed('rfm', '--transactions', file);
    expect([code, output.asOf, output.input.columns]).toEqual([0, '2026-03-31', { customer: 'customer_id', date: 'order_date', amount: 'amount' }]);
    expect(output.customers[0]).toMatchObject({ customer: 'Ann', recency: 30, frequency: 2, monetary: 40.5, firstPurchase: '2026-01-01', lastPurchase: '2026-03-01', r: 2, f: 5 });
    expect(output.segments.eight.reduce((sum: number, { customers }: { customers: number }) => sum + customers, 0)).toBe(5);
    expect(text).toContain('读了 6 行，5 位客户，6 单');
    expect((await analysed('rfm', '--transactions', file, '--as-of', '2026-03-15')).output.customers.map(({ customer, recency }: { customer: string; recency: number }) => [customer, recency])).toEqual([['Ann', 14], ['Ben', 42], ['Dan', 4]]);
  });

  test('is read in the character set, separator and writing of dates and amounts it comes in', async () => {
    const chinese = written('账.csv', '﻿客户;下单时间;实付金额\n王桂英;2026年3月1日 上午9:05;¥1,299.00\n王桂英;2026/3/8 20:00;12元\n李想;20260310;8.5\n');
    const { output } = await analysed('rfm', '--transactions', chinese);
    expect(output.input.columns).toEqual({ customer: '客户', date: '下单时间', amount: '实付金额' });
    expect(output.customers).toMatchObject([{ customer: '李想', recency: 0, monetary: 8.5 }, { customer: '王桂英', recency: 2, frequency: 2, monetary: 1311 }]);
    // 客户,日期,金额 / 王,2026-01-02,3 as Chinese Windows writes it
    const gb = written('gb.csv', Buffer.concat(['bfcdbba7', '2c', 'c8d5c6da', '2c', 'bdf0b6ee', '0a', 'cdf5'].map((hex) => Buffer.from(hex, 'hex')).concat(Buffer.from(',2026-01-02,3\n'))));
    expect((await analysed('rfm', '--transactions', gb)).output).toMatchObject({ input: { source: { encoding: 'gb18030' } }, customers: [{ customer: '王', monetary: 3 }] });
    expect(await refusalOf('rfm', '--transactions', written('leer.csv', ''))).toMatchObject({ code: 'imports.fileEmpty' });
  });

  test('comes from a workbook too, dates as dates', async () => {
    const sheet = utils.aoa_to_sheet([['会员号', '日期', '金额'], ['A1', new Date(Date.UTC(2026, 0, 5)), 12.5], ['A2', '2026-01-07', 3]], { UTC: true, cellDates: true });
    const book = { SheetNames: ['一月'], Sheets: { 一月: sheet } };
    const file = written('一月.xlsx', new Uint8Array(write(book, { type: 'array', bookType: 'xlsx' }) as ArrayBuffer));
    const { output } = await analysed('rfm', '--transactions', file);
    expect(output.input.source).toMatchObject({ format: 'xlsx', sheet: '一月' });
    expect(output.customers).toMatchObject([{ customer: 'A1', recency: 2, monetary: 12.5 }, { customer: 'A2', recency: 0, monetary: 3 }]);
  });

  test('makes one order of the lines of an order number, and money of quantity and price', async () => {
    const file = written('lines.csv', 'InvoiceNo,Description,Quantity,InvoiceDate,UnitPrice,CustomerID\n1,EGGS,2,12/13/2010 8:26,1.50,17850\n1,RICE,1,12/13/2010 8:26,4.00,17850\n2,EGGS,1,1/2/2011 9:00,1.50,17850\nC3,EGGS,-1,1/3/2011 9:00,1.50,17850\n');
    const { output } = await analysed('rfm', '--transactions', file);
    expect(output.input).toMatchObject({ rows: 4, orders: 2, dateOrder: 'mdy', refunds: { rule: 'ignore', orders: 1, amount: -1.5 } });
    expect(output.customers).toMatchObject([{ customer: '17850', recency: 0, frequency: 2, monetary: 8.5, firstPurchase: '2010-12-13', lastPurchase: '2011-01-02' }]);
    expect((await analysed('rfm', '--transactions', file, '--refunds', 'subtract')).output.customers).toMatchObject([{ frequency: 2, monetary: 7 }]);
  });

  test('has its columns named when they do not speak for themselves', async () => {
    const file = written('odd.csv', 'k,w,x\nAnn,2026-01-01,5\nBen,2026-01-03,6\n');
    expect(await refusalOf('rfm', '--transactions', written('odd2.csv', 'k,w,x\nAnn,aa,bb\nBen,cc,dd\n'))).toMatchObject({ code: 'analysis.columnMissing' });
    expect((await analysed('rfm', '--transactions', file, '--columns', 'customer=k,date=w,amount=x')).output.customers).toHaveLength(2);
    const missing = await refusalOf('rfm', '--transactions', file, '--columns', 'customer=k,date=w,amount=y');
    expect(missing).toMatchObject({ code: 'analysis.noSuchColumn' });
    expect(missing?.sentence).toContain('有：k、w、x');
  });

  test('tells every row that could not be used, and why', async () => {
    const file = written('bad.csv', `${small}Fay,哪天,5\n,2026-03-01,5\nGus,2026-03-01,五块多\nHal,2026-03-01,\nIda,,3\n\n合计,,220.5\nJon,2026-03-02,0\n`);
    const { output, code, text } = await analysed('rfm', '--transactions', file);
    expect(code).toBe(1);
    expect(output.input).toMatchObject({
      rows: 12, idleRows: 2, orders: 7,
      refused: [
        { reason: 'noCustomer', rows: 1, firstRows: [9] }, { reason: 'noDate', rows: 1, firstRows: [12] }, { reason: 'badDate', rows: 1, firstRows: [8], example: '哪天' },
        { reason: 'noAmount', rows: 1, firstRows: [11] }, { reason: 'badAmount', rows: 1, firstRows: [10], example: '五块多' },
      ],
    });
    expect(text).toContain('用不了 1 行：日期认不出（“哪天”），第 8 行');
    expect((await analysed('rfm', '--transactions', file, '--min-amount', '0.01')).output.input).toMatchObject({ orders: 6, tooSmall: 1 });
  });

  test('accounts for every row, whatever stands in it', async () => {
    const cell = fc.oneof(fc.constantFrom('', 'Ann', '2026-01-02', '13/1/2026', '1,5', '-3', '5元', 'NaN', '1e400', '"'), fc.string({ maxLength: 6 }));
    await fc.assert(fc.asyncProperty(fc.array(fc.tuple(cell, cell, cell), { maxLength: 12 }), async (rows) => {
      const quoted = rows.map((cells) => cells.map((each) => `"${each.replaceAll('"', '""')}"`).join(','));
      const words = ['rfm', '--transactions', written('any.csv', `customer,date,amount\n${quoted.join('\n')}\nZoe,2026-02-01,7\n`), '--date-order', 'dmy'];
      const refusal = await refusalOf(...words);
      // a quote or a sign may make the file no table at all; then a sentence says so
      if (refusal !== null) return expect(refusal.sentence).not.toContain('没料到');
      const { input, customers } = (await analysed(...words)).output;
      const refused = input.refused.reduce((sum: number, each: { rows: number }) => sum + each.rows, 0);
      expect(input.orders + input.refunds.orders + input.tooSmall + refused).toBe(input.rows);
      expect(customers.every(({ recency, monetary }: { recency: number; monetary: number }) => recency >= 0 && monetary >= 0)).toBe(true);
    }), { numRuns: 60 });
  });

  test('knows nothing of what came after the day that is said, whatever the method', async () => {
    const day = (number: number): string => new Date(Date.UTC(2026, 0, 1 + number)).toISOString().slice(0, 10);
    const header = 'customer,date,amount,item,order\n';
    const lines = Array.from({ length: 900 }, (_, at) => `c${at % 60},${day((at * 7) % 400)},${10 + (at % 13)},货${at % 5},2026${10_000 + (at >> 1)}`);
    const end = day(300);
    const [all, known] = [written('all.csv', header + lines.join('\n')), written('known.csv', header + lines.filter((line) => line.split(',')[1]! <= end).join('\n'))];
    for (const command of ['predict', 'rules', 'churn', 'kpis', 'cohorts']) {
      const [{ output: { input, ...whole } }, { output: { input: _, ...part } }] = await Promise.all([analysed(command, '--transactions', all, '--as-of', end), analysed(command, '--transactions', known, '--as-of', end)]);
      expect(whole, command).toEqual(part);
      expect(input.later, command).toBeGreaterThan(0);
    }
  });

  test('says the same of everybody, whatever the order of its rows', async () => {
    const lines = Array.from({ length: 600 }, (_, at) => `c${at % 60},2026-0${1 + (at % 9)}-${10 + ((at * 7) % 18)},${10 + (at % 13)}`);
    const [file, turned] = [written('log.csv', `customer,date,amount\n${lines.join('\n')}`), written('turned.csv', `customer,date,amount\n${lines.toReversed().join('\n')}`)];
    for (const words of [['rfm', '--rfm-method', 'rankFirst'], ['predict'], ['tree'], ['clusters']]) {
      const [{ output: { input: _, ...one } }, { output: { input: __, ...other } }] = await Promise.all([analysed(...words, '--transactions', file), analysed(...words, '--transactions', turned)]);
      expect(other, words[0]).toEqual(one);
    }
  });

  test('takes a till number that starts anew every day for an order of its day', async () => {
    const file = written('till.csv', 'customer,date,amount,order\nAnn,2026-01-01,1,1\nBen,2026-01-01,2,1\nAnn,2026-01-01,3,1\nAnn,2026-02-01,4,1\n');
    expect((await analysed('rfm', '--transactions', file)).output.customers).toMatchObject([{ customer: 'Ann', recency: 0, frequency: 2, monetary: 8 }, { customer: 'Ben', recency: 31, frequency: 1 }]);
    const long = written('long.csv', 'customer,date,amount,order\nAnn,2026-01-02,1,202601010001\nAnn,2026-01-01,3,202601010001\n');
    expect((await analysed('rfm', '--transactions', long)).output.customers).toMatchObject([{ frequency: 1, monetary: 4, lastPurchase: '2026-01-01' }]);
  });

  test('with too little to say anything still tells what could not be used, of what there is too little, and that the header is missing', async () => {
    const { text, code } = await analysed('churn', '--transactions', written('few.csv', `${small}Fay,哪天,5\n`));
    expect(code).toBe(3);
    expect(text).toContain('用不了 1 行：日期认不出（“哪天”），第 8 行');
    expect(text).toContain('至少要有 3 个来买过的日子，现在只有 2');
    expect(await refusalOf('rfm', '--transactions', written('bare.csv', 'Ann,2026-01-01,10\nBen,2026-01-02,12\n'))).toMatchObject({ code: 'analysis.noHeader' });
  });

  test('asks which number is the month when nothing tells', async () => {
    const file = written('open.csv', 'customer,date,amount\nAnn,3/4/2026,5\nBen,5/6/2026,6\n');
    expect(await refusalOf('rfm', '--transactions', file)).toMatchObject({ code: 'analysis.dateOrder' });
    expect((await analysed('rfm', '--transactions', file, '--date-order', 'dmy')).output.customers).toMatchObject([{ lastPurchase: '2026-04-03' }, { lastPurchase: '2026-06-05' }]);
    expect((await analysed('rfm', '--transactions', written('plain.csv', 'customer,date,amount\nAnn,31.12.2025,5\nBen,01.02.2026,6\n'))).output.input).toMatchObject({ dateOrder: 'dmy', from: '2025-12-31', to: '2026-02-01' });
  });

  test.each(['clv', 'churn', 'predict', 'clusters', 'tree', 'pca', 'rules'])('%s says that it is too little, with code 3', async (command) => {
    const file = written('few.csv', small.replaceAll('\n', ',Eggs\n').replace('amount,Eggs', 'amount,item'));
    const { output, code, text } = await analysed(command, '--transactions', file, ...(command === 'rules' ? ['--min-confidence', '0.1'] : []));
    expect([code, output.command]).toEqual([3, command]);
    expect(output.tooFew.have).toBeLessThan(output.tooFew.needed);
    expect(output.message).toContain('数据还太少');
    expect(text).toContain('数据还太少');
  });

  test('of too many customers for Pareto/NBD is refused before anybody waits', async () => {
    const many = written('many.csv', `customer,date,amount\n${Array.from({ length: 20_001 }, (_, n) => `C${n},2026-01-0${(n % 9) + 1},5`).join('\n')}\n`);
    expect(await refusalOf('clv', '--transactions', many, '--model', 'pareto')).toMatchObject({ code: 'analysis.tooManyForPareto' });
  });

  test('gives key figures, cohorts and a composite score', async () => {
    const file = written('log.csv', small);
    const kpis = (await analysed('kpis', '--transactions', file)).output;
    expect(kpis).toMatchObject({ buyers: 5, orders: 6, revenue: 215.5, repeatRate: { part: 1, whole: 5, share: 0.2 }, concentration: { tooFew: { needed: 20, have: 5 } } });
    expect((await analysed('cohorts', '--transactions', file)).output).toMatchObject({ incompleteMonth: null, cohorts: [{ month: '2026-01', size: 1, active: [1, 0, 1] }, { month: '2026-02', size: 1, active: [1, 0] }, { month: '2026-03', size: 3, active: [3] }] });
    const scores = (await analysed('score', '--transactions', file, '--weights', '1,3,0,0', '--normalization', 'minMax')).output;
    expect(scores.weights).toEqual({ frequency: 0.25, monetary: 0.75, orderValue: 0, cycle: 0 });
    expect(scores.customers[0]).toMatchObject({ customer: 'Cai', score: 0.75, orderValue: 100, cycle: null });
  });
});

describe('baskets and tables', () => {
  test('rules are found by order and by customer', async () => {
    const lines = Array.from({ length: 60 }, (_, n) => `${n},C${n % 55},2026-01-0${(n % 9) + 1},Eggs,1\n${n % 3 === 0 ? `${n},C${n % 55},2026-01-0${(n % 9) + 1},Rice,2\n` : ''}`).join('');
    const file = written('goods.csv', `order,customer,date,item,amount\n${lines}`);
    const { output } = await analysed('rules', '--transactions', file, '--min-confidence', '0.9');
    expect(output).toMatchObject({ baskets: 60, items: 2, rules: [{ antecedent: ['Rice'], consequent: 'Eggs', count: 20, support: 1 / 3, confidence: 1, lift: 1, conviction: null }] });
    expect((await analysed('rules', '--transactions', file, '--by', 'customer')).output).toMatchObject({ by: 'customer', baskets: 55 });
    const baskets = written('baskets.csv', Array.from({ length: 60 }, (_, n) => (n % 3 === 0 ? 'Eggs,Rice' : 'Eggs')).join('\n'));
    expect((await analysed('rules', '--baskets', baskets, '--min-confidence', '0.9')).output.rules).toEqual(output.rules);
  });

  test('clusters, components and trees take the columns that are numbers', async () => {
    const rows = Array.from({ length: 60 }, (_, n) => `r${n},${(n % 2) * 10 + (n % 7) / 10},${(n % 2) * 5 + (n % 5) / 10},${n % 2 === 0 ? 'low' : 'high'}`);
    const file = written('table.csv', `name,a,b,kind\n${rows.join('\n')}\n`);
    const clusters = (await analysed('clusters', '--table', file, '--k', '2')).output;
    expect(clusters).toMatchObject({ features: ['a', 'b'], suggested: 2, clusterings: [{ k: 2, sizes: [30, 30] }] });
    expect(clusters.assignment.slice(0, 2)).toEqual([{ row: 1, cluster: 0 }, { row: 2, cluster: 1 }]);
    const tree = (await analysed('tree', '--table', file, '--target', 'kind')).output;
    expect(tree.rules).toMatchObject([{ conditions: [{ feature: 'a', atLeast: null }], prediction: 'low', size: 30, confidence: 1 }, { prediction: 'high', size: 30 }]);
    const pca = (await analysed('pca', '--table', file, '--columns', 'a,b')).output;
    expect(pca.explainedVariance[0]).toBeGreaterThan(0.9);
    expect(Object.keys(pca.loadings[0])).toEqual(['a', 'b']);
    expect(await refusalOf('tree', '--table', file)).toMatchObject({ code: 'cli.usage' });
    expect(await refusalOf('pca', '--table', file, '--columns', 'a,zzz')).toMatchObject({ code: 'analysis.noSuchColumn' });
    expect(await refusalOf('pca', '--table', join(folder, '没有.csv'))).toMatchObject({ code: 'imports.fileMissing' });
  });

  test('answers of a survey become alpha, and a question that is no number is told', async () => {
    const answers = Array.from({ length: 40 }, (_, n) => [1 + (n % 5), 1 + ((n + (n % 3 === 0 ? 1 : 0)) % 5), 1 + (n % 5), 10 - (n % 4)].join(','));
    const file = written('answers.csv', `q1,q2,overall,recommend\n${answers.join('\n')}\n不知道,3,4,9\n`);
    const { output, code } = await analysed('survey', '--answers', file, '--columns', 'q1,q2', '--overall', 'overall', '--csat', 'overall', '--nps', 'recommend');
    expect([code, output.input.notNumbers]).toEqual([1, [{ column: 'q1', cells: 1 }]]);
    expect(output.reliability).toMatchObject({ n: 40, leftOut: 1 });
    expect(output.csat).toMatchObject({ n: 41, satisfied: { part: 17, whole: 41 } });
    expect(output.nps).toMatchObject({ n: 41, promoters: 21, detractors: 0 });
    expect(output.items.map(({ item }: { item: string }) => item)).toEqual(['q1', 'q2']);
  });

  test('answers off the scale are told, and the marks asked for are read without --json too', async () => {
    const file = written('marks.csv', `id,nps,csat\n${Array.from({ length: 12 }, (_, at) => `${at},${at},${at % 6}`).join('\n')}\n`);
    const { output, text, code } = await analysed('survey', '--answers', file, '--nps', 'nps', '--csat', 'csat');
    expect([code, output.input.offScale]).toEqual([1, [{ column: 'csat', cells: 2 }, { column: 'nps', cells: 1 }]]);
    expect(text).toContain('满意度 60.0 分（10 份）');
    expect(text).toContain('csat 有 2 格不是该有的分数，没有算');
  });

  test('a campaign is compared with those held out, and sizes are advised', async () => {
    const rows = Array.from({ length: 200 }, (_, n) => `${n % 2 === 0 ? 'treatment' : 'control'},${n % 2 === 0 && n % 4 === 0 ? 20 + (n % 3) : 0}`);
    const { output } = await analysed('uplift', '--table', written('campaign.csv', `group,amount\n${rows.join('\n')}\n`), '--cost', '100');
    expect(output).toMatchObject({ input: { addressed: 100, held: 100, unused: 0 }, buyers: { difference: 0.5, verdict: 'more' }, spend: { verdict: 'more', held: 0 } });
    expect(output.extra).toBeCloseTo(output.spend.difference * 100, 9);
    expect((await analysed('sample-size', '--usual', '0.1', '--hoped', '0.15')).output).toMatchObject({ addressed: 686, held: 686 });
  });
});

describe('what was typed', () => {
  test.each([
    ['an option nobody knows', ['rfm', '--transactions', 'x.csv', '--bogus', '1']],
    ['an option of another command', ['rfm', '--transactions', 'x.csv', '--k', '3']],
    ['no source', ['clv']],
    ['two sources', ['rfm', '--transactions', 'x.csv', '--db', 'y.db']],
    ['a day no calendar has', ['rfm', '--transactions', 'x.csv', '--as-of', '2026-02-30']],
    ['a role no column has', ['rfm', '--transactions', 'x.csv', '--columns', 'buyer=k']],
    ['a rule nobody knows', ['rfm', '--transactions', 'x.csv', '--high-rule', 'best']],
    ['a share above one', ['rules', '--baskets', 'x.csv', '--min-support', '2']],
    ['a word too many', ['kpis', 'x.csv']],
    ['an option the source passes over', ['rfm', '--db', 'x.db', '--min-amount', '5']],
    ['weights for fewer than there are to weigh', ['score', '--transactions', 'x.csv', '--weights', '1,,2']],
    ['answers left out', ['survey']],
  ])('%s is refused', async (_, words) => {
    expect(await refusalOf(...words)).toMatchObject({ code: 'cli.usage' });
  });

  test('a database that is not there is told', async () => {
    expect(await refusalOf('kpis', '--db', join(folder, '没有.db'))).toMatchObject({ code: 'database.missing' });
  });

  test('every other command is read as before', () => {
    expect(readArguments(['orders', '--db', 'x.db']).command).toBe('orders');
    expect(readArguments(['score', '--db', 'x.db']).command).toBe('score');
    expect(readAnalysisArguments(['score', '--db', 'x.db', '--as-of', '2026-01-01', '--json'])).toBeNull();
    expect(readAnalysisArguments(['score', '--db', 'x.db', '--weights', 'entropy'])).toMatchObject({ command: 'score', options: { weights: 'entropy' } });
  });
});

describe('the program', () => {
  const entry = fileURLToPath(new URL('../../core/cli.ts', import.meta.url));
  const xiangke = (...words: string[]) => {
    const { status, stdout, stderr } = spawnSync(nodePath, [entry, ...words], { encoding: 'utf8' });
    return { status, stdout, stderr };
  };

  test('answers in short tables, and with --json in one line of data', () => {
    const file = written('log.csv', small);
    expect(xiangke('segments', '--transactions', file)).toMatchObject({ status: 0, stderr: '', stdout: expect.stringMatching(/八类客户\n {2}代码 +类别/) });
    const { status, stdout } = xiangke('clv', '--transactions', file, '--json');
    expect([status, JSON.parse(stdout).tooFew]).toEqual([3, { what: 'customers', needed: 100, have: 5 }]);
    expect(xiangke('--help')).toMatchObject({ status: 0, stdout: expect.stringContaining(analysisUsage) });
  });

  test('analyses the books of a shop', () => {
    const db = join(folder, 'shop.db');
    const orders = written('订单.csv', taobaoCsv([
      { id: orderId(1), buyer: 'guiying88', paid: '128.50', name: '王桂英', phone: '13900001234', at: '2026-04-01 09:00:00' },
      { id: orderId(2), buyer: 'guiying88', paid: '20.00', name: '王桂英', phone: '13900001234', at: '2026-04-20 09:00:00' },
    ]));
    expect(xiangke('import', orders, '--db', db, '--json').status).toBe(0);
    const { status, stdout } = xiangke('rfm', '--db', db, '--as-of', '2026-05-01', '--json');
    expect([status, JSON.parse(stdout).customers]).toMatchObject([0, [{ recency: 11, frequency: 2, monetary: 148.5 }]]);
  });
});
