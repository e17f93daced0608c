/** The numbers of the literature, asked for as one would type it; runs where the research data are present. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { expectedOf, researchPresent } from '../patterns/research.ts';
import { analysed } from './analyse.ts';

const file = (path: string): string => fileURLToPath(new URL(`../../../shared/data/analytics/${path}`, import.meta.url));
const uci = ['--transactions', file('uci_online_retail/invoices.csv'), '--min-amount', '0.01', '--as-of', '2011-12-10'];
const cdnow = ['--transactions', file('cdnow/cdnow_sample_transactions.csv'), '--until', '1997-09-30'];

describe.skipIf(!researchPresent)('CDNOW', () => {
  test('BG/NBD, Gamma-Gamma, P(alive), expected purchases, lifetime value and the hold-out', async () => {
    const { output, code } = await analysed('clv', ...cdnow);
    expect([code, output.input.rows, output.asOf, output.timeUnit]).toEqual([0, 6919, '1997-09-30', 'week']);
    expect(output.bgnbd.logLikelihood).toBeCloseTo(-9582.4292067, 4);
    for (const [name, value] of [['r', 0.2425945], ['alpha', 4.4136021], ['a', 0.7929219], ['b', 2.4259065]] as const) expect(output.bgnbd[name] / value).toBeCloseTo(1, 3);
    for (const [name, value] of [['p', 6.2495731], ['q', 3.7442246], ['gamma', 15.4435186]] as const) expect(output.gammaGamma[name] / value).toBeCloseTo(1, 3);
    expect(output.gammaGamma.logLikelihood).toBeCloseTo(-4055.9176948, 4);
    expect(output.fitted).toMatchObject({ frequencies: [1411, 439, 214, 100, 62, 38, 29, 64] });
    expect(output.fitted.chiSquare).toBeCloseTo(4.82, 2);
    expect(output.holdout.actual).toBe(1882);
    expect(output.holdout.correlation).toBeCloseTo(0.6256, 4);
    expect(output.holdout.meanAbsoluteError).toBeCloseTo(0.785, 3);
    expect([output.holdout.tracking.actual.at(-1), Math.round(output.holdout.tracking.expected.at(-1))]).toEqual([4339, 4161]);
    expect(output.customers.reduce((sum: number, { clv }: { clv: number }) => sum + clv, 0)).toBeCloseTo(71550.203, 0);
    const expected = new Map(readFileSync(file('cdnow/expected_cbs.csv'), 'utf8').trim().split('\n').map((line) => [line.split(',')[0], line.split(',').map(Number)]));
    for (const { customer, frequency, recency, T, monetary, pAlive, holdout } of output.customers.slice(0, 300)) {
      const [, x, tx, end, later, mean, , alive, foretold] = expected.get(customer)!;
      expect([frequency, holdout.purchases]).toEqual([x, later]);
      expect(Math.max(Math.abs(recency - tx!), Math.abs(T - end!), Math.abs(monetary - mean!))).toBeLessThan(1e-9);
      expect(Math.max(Math.abs(pAlive - alive!), Math.abs(holdout.expectedPurchases - foretold!))).toBeLessThan(1e-4);
    }
  });

  test('in days alpha and the likelihood change with the unit, the customers do not', async () => {
    const { bgnbd, customers } = (await analysed('clv', ...cdnow, '--time-unit', 'day')).output;
    expect(bgnbd.alpha / 7).toBeCloseTo(4.4136, 3);
    expect(bgnbd.logLikelihood).toBeCloseTo(-9582.4292 - 2457 * Math.log(7), 3);
    expect(customers.find(({ customer }: { customer: string }) => customer === '1516')).toMatchObject({ frequency: 26, recency: 216, T: 217 });
  });

  test('MBG/NBD', async () => {
    const { mbgnbd } = (await analysed('clv', ...cdnow, '--model', 'mbgnbd')).output;
    expect(mbgnbd.logLikelihood).toBeCloseTo(-9582.1357156, 4);
    expect(mbgnbd.r).toBeCloseTo(0.5248, 3);
  });
});

describe.skipIf(!researchPresent)('UCI Online Retail', () => {
  test('RFM, eight and eleven segments, refunds left out and told', async () => {
    const { output } = await analysed('rfm', ...uci);
    expect(output.input).toMatchObject({ rows: 22190, orders: 18532, customers: 4338, tooSmall: 4 });
    expect(output.input.refunds.orders).toBe(22190 - 18532 - 4);
    const of = new Map<string, { recency: number; frequency: number; monetary: number }>(output.customers.map((one: { customer: string }) => [one.customer, one]));
    expect(of.get('12347')).toMatchObject({ recency: 3, frequency: 7, monetary: 4310 });
    expect(of.get('12346')).toMatchObject({ frequency: 1, monetary: 77183.6 });
    expect(output.segments.eight.map(({ name, customers }: { name: string; customers: number }) => [name, customers])).toEqual([['重要价值', 1008], ['重要保持', 494], ['重要发展', 57], ['重要挽留', 176], ['一般价值', 225], ['一般保持', 283], ['一般发展', 458], ['一般挽留', 1637]]);
    expect(output.segments.eleven.slice(0, 3).map(({ customers }: { customers: number }) => customers)).toEqual([798, 403, 307]);
  });

  test.each([['valueAboveMean', 689], ['valueAboveMedian', 1300], ['scoreAtLeast=4', 911]])('重要价值 by %s', async (rule, customers) => {
    const { segments } = (await analysed('segments', ...uci, '--high-rule', rule)).output;
    expect(segments.eight[0]).toMatchObject({ segment: '111', customers });
  });

  test('tiers, repurchase, cohorts and the churn warning', async () => {
    const segments = (await analysed('segments', ...uci)).output;
    expect(segments.valueTiers.map(({ customers }: { customers: number }) => customers)).toEqual([1133, 1469, 1736]);
    expect(segments.pyramid.map(({ customers }: { customers: number }) => customers)).toEqual([44, 173, 651, 3470]);
    expect(segments.concentration.gini).toBeCloseTo(0.7151, 4);
    const kpis = (await analysed('kpis', ...uci)).output;
    expect(kpis.repeatRate).toMatchObject({ part: 2845, whole: 4338 });
    expect(kpis.averageOrderValue).toBeCloseTo(480.866, 3);
    expect((await analysed('cohorts', ...uci)).output.cohorts[0].active).toEqual([885, 324, 286, 340, 321, 352, 321, 309, 313, 350, 331, 445, 235]);
    expect((await analysed('churn', ...uci, '--as-of', '2011-12-09', '--cycle', 'mean')).output.levels).toEqual({ normal: 1476, watch: 153, warn: 89, alarm: 198 });
  });

  test('a period in which nobody is seen to drop out', async () => {
    const { output, text } = await analysed('clv', ...uci, '--until', '2011-08-31');
    expect(output.bgnbd).toMatchObject({ dropOutFound: false, isOnBoundary: true, standardErrors: null });
    expect(output.bgnbd.logLikelihood).toBeCloseTo(-21755.348, 3);
    expect(output.customers.every(({ pAlive }: { pAlive: number | null }) => pAlive === null)).toBe(true);
    expect(text).toContain('看不出有谁走了');
    expect(text).not.toContain('alpha');
  });

  test('what goes with what in France', async () => {
    const { output } = await analysed('rules', '--transactions', file('uci_online_retail/lines_france.csv'), '--min-support', '0.07', '--min-confidence', '0', '--without', 'POSTAGE');
    expect(output).toMatchObject({ baskets: 392, frequentSets: 51 });
    const clocks = output.rules.find(({ antecedent, consequent }: { antecedent: string[]; consequent: string }) => antecedent.join() === 'ALARM CLOCK BAKELIKE RED' && consequent === 'ALARM CLOCK BAKELIKE GREEN');
    expect([clocks.confidence.toFixed(6), clocks.lift.toFixed(6)]).toEqual(['0.837838', '8.642959']);
  });
});

describe.skipIf(!researchPresent)('the textbooks', () => {
  test.each([['0.006', '0.25', 463], ['0.001', '0.8', 410], ['0.01', '0.5', 15]])('groceries, support %s, confidence %s', async (support, confidence, count) => {
    const { rules } = (await analysed('rules', '--baskets', file('groceries/groceries_baskets.csv'), '--min-support', support, '--min-confidence', confidence, '--max-length', '10')).output;
    expect(rules).toHaveLength(count);
    if (count === 463) expect(rules[0]).toMatchObject({ antecedent: ['herbs'], consequent: 'root vegetables', support: 69 / 9835, confidence: 0.43125 });
    if (count === 410) expect(rules[0]).toMatchObject({ antecedent: ['liquor', 'red/blush wine'], consequent: 'bottled beer' });
  });

  test('iris and USArrests: clusters, tree, components', async () => {
    const { clusterings } = (await analysed('clusters', '--table', file('textbook/iris.csv'), '--normalization', 'none', '--k', '3')).output;
    expect([clusterings[0].inertia.toFixed(5), clusterings[0].silhouette.toFixed(6), clusterings[0].sizes.toSorted()]).toEqual(['78.85144', '0.552819', [38, 50, 62]]);
    const { rules } = (await analysed('tree', '--table', file('textbook/iris.csv'), '--target', 'Species')).output;
    expect(rules.map(({ prediction, size, counts }: { prediction: string; size: number; counts: number[] }) => [prediction, size, Math.max(...counts)])).toEqual([['setosa', 50, 50], ['versicolor', 54, 49], ['virginica', 46, 45]]);
    const { steps } = (await analysed('tree', '--table', file('textbook/kyphosis.csv'), '--target', 'Kyphosis')).output;
    expect(steps.map(({ cp }: { cp: number }) => cp.toFixed(6))).toEqual(['0.176471', '0.019608', '0.010000']);
    const covariance = (await analysed('pca', '--table', file('textbook/iris.csv'), '--basis', 'covariance')).output;
    expect(covariance.explainedVariance.map((share: number) => share.toFixed(8))).toEqual(['0.92461872', '0.05306648', '0.01710261', '0.00521218']);
    const arrests = (await analysed('pca', '--table', file('textbook/usarrests.csv'))).output;
    expect(arrests.standardDeviations.map((deviation: number) => deviation.toFixed(7))).toEqual(['1.5748783', '0.9948694', '0.5971291', '0.4164494']);
    expect(arrests.weights.Murder).toBeCloseTo(0.26841, 5);
  });

  test('attitude: alpha, KMO, Bartlett, regression, importance and performance', async () => {
    const expected = expectedOf('survey/expected_survey.json');
    const { reliability, factorability, items } = (await analysed('survey', '--answers', file('survey/attitude.csv'))).output;
    expect(reliability.alpha).toBeCloseTo(expected.cronbach_attitude.raw_alpha, 9);
    expect(reliability.standardizedAlpha).toBeCloseTo(expected.cronbach_attitude.std_alpha, 9);
    expect(items[0]).toMatchObject({ item: 'rating', n: 30 });
    expect(items[0].alphaIfDropped).toBeCloseTo(expected.cronbach_attitude.alpha_if_dropped.rating, 9);
    expect([factorability.kmo.toFixed(6), factorability.bartlett.chiSquare.toFixed(4), factorability.bartlett.degrees]).toEqual(['0.763275', '98.7528', 21]);
    const { regression, importance } = (await analysed('survey', '--answers', file('survey/attitude.csv'), '--overall', 'rating')).output;
    expect([regression.coefficients[0].estimate.toFixed(5), regression.rSquared.toFixed(4)]).toEqual(['0.61319', '0.7326']);
    expect(importance.items.find(({ item }: { item: string }) => item === 'learning').quadrant).toBe('concentrate');
  });
});
