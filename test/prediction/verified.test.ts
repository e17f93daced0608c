/** Agreement with published and recomputed reference numbers (SCORING §8, §9, §16); runs where the data folder is present. */
import { afterAll, describe, expect, test } from 'vitest';
import { meanAbsoluteErrorOf } from '../../core/prediction/accuracy.rules.ts';
import { backTestOf, expectedPurchasesOf, holdOutOf, pAliveOf } from '../../core/prediction/back-test.rules.ts';
import { bgNbd, mbgNbd } from '../../core/prediction/bg-nbd.rules.ts';
import { customerLifetimeValues } from '../../core/prediction/clv.rules.ts';
import { frequencyTableOf, trackingCurveOf } from '../../core/prediction/diagnostics.rules.ts';
import { fitPurchaseModel } from '../../core/prediction/fit.rules.ts';
import { expectedSpend, fitGammaGamma, gammaGammaLogLikelihood } from '../../core/prediction/gamma-gamma.rules.ts';
import { groupedHistoriesOf, purchasesWithin } from '../../core/prediction/histories.rules.ts';
import { ACTIVATIONS, lossAndGradient, outputsOf } from '../../core/prediction/neural-network.rules.ts';
import { paretoNbd } from '../../core/prediction/pareto-nbd.rules.ts';
import { expectedPurchases, type PurchaseModel } from '../../core/prediction/purchase-model.rules.ts';
import { fitLinearSpend, fitNetworkSpend, sameRate, spendRowsOf, spendScoreOf, type SpendRows } from '../../core/prediction/spend-models.rules.ts';
import { predictSpend } from '../../core/prediction/spend-prediction.rules.ts';
import { aucOf } from '../../core/scoring/ranking.rules.ts';
import { expectedOf, researchPresent } from '../patterns/research.ts';
import { verification } from '../support/verification.ts';
import { cdnow, expectedPerCustomer, onlineRetail, packageShop } from './research.ts';

const table = verification('prediction');
afterAll(() => table.matchesReadme());

const fitted = <R extends { readonly type: string }>(result: R) => {
  expect(result.type).toBe('fit');
  return result as Extract<R, { readonly type: 'fit' }>;
};
const sum = (numbers: Iterable<number | null>): number => [...numbers].reduce<number>((total, v) => total + (v ?? 0), 0);
const farthest = (ours: Float64Array, reference: Float64Array): number => ours.reduce((most, v, i) => Math.max(most, Math.abs(v - reference[i]!)), 0);

describe.skipIf(!researchPresent)('CDNOW, 39 weeks', () => {
  const data = 'CDNOW 1/10, 39 weeks';
  const load = () => ({ ...cdnow(), expected: expectedOf('cdnow/expected_btyd.json') });
  const { names, totals, cut, end, weeks, histories, expected } = researchPresent ? load() : ({} as ReturnType<typeof load>);
  const columns = (...wanted: string[]) => expectedPerCustomer('cdnow/expected_cbs.csv', names, histories, ...wanted);
  const bg = researchPresent ? fitted(fitPurchaseModel(bgNbd, histories)) : null!;
  const pareto = researchPresent ? fitted(fitPurchaseModel(paretoNbd, histories)) : null!;
  const spend = researchPresent ? fitted(fitGammaGamma(histories)) : null!;
  const later = researchPresent ? purchasesWithin(totals, histories.customer, cut, end) : null!;

  test('every customer has the history that the papers count', () => {
    const [x, tx, T, meanSpend, came, spent] = columns('x', 't_x', 'T_cal', 'm_x', 'x_star', 'spend_star');
    expect(histories.x).toEqual(x);
    expect(farthest(histories.tx, tx!)).toBeLessThan(5.1e-11);
    expect(farthest(histories.T, T!)).toBeLessThan(5.1e-11);
    expect(farthest(histories.meanSpend, meanSpend!)).toBeLessThan(1e-9);
    expect(later.days).toEqual(came);
    expect(farthest(later.fen.map((fen) => fen / 100), spent!)).toBeLessThan(1e-9);
    table.row('repeat purchase days', data, 2457, sum(histories.x));
    expect(groupedHistoriesOf(histories).x.length).toBe(1016);
    expect(sum(later.days)).toBe(1882);
  });

  test('likelihoods at given parameters', () => {
    const rows = groupedHistoriesOf(histories);
    for (const { LL, ...at } of expected.bgnbd_LL_at) expect(Math.abs(bgNbd.logLikelihood(at, rows) - LL)).toBeLessThan(1e-6);
    for (const { LL, ...at } of expected.paretonbd_LL_at) expect(Math.abs(paretoNbd.logLikelihood(at, rows) - LL)).toBeLessThan(1e-6);
    const repeaters = [...histories.x.keys()].filter((row) => histories.x[row]! > 0);
    const spends = { x: Float64Array.from(repeaters, (row) => histories.x[row]!), meanSpend: Float64Array.from(repeaters, (row) => histories.meanSpend[row]!) };
    for (const { LL, ...at } of expected.gg_LL_at) expect(Math.abs(gammaGammaLogLikelihood(at, spends) - LL)).toBeLessThan(1e-6);
    table.row('BG/NBD LL at (1, 1, 1, 1), where R BTYD has NaN', data, -13887.712625, bgNbd.logLikelihood({ r: 1, alpha: 1, a: 1, b: 1 }, rows), { absolute: 1e-6 });
  });

  test('BG/NBD', () => {
    const { r, alpha, a, b } = bg.parameters;
    table.row('BG/NBD logLikelihood', data, -9582.4292067, bg.logLikelihood, { absolute: 1e-4 });
    table.row('BG/NBD r', data, 0.2425945, r, { relative: 1e-3 });
    table.row('BG/NBD alpha', data, 4.4136021, alpha, { relative: 1e-3 });
    table.row('BG/NBD a', data, 0.7929219, a, { relative: 1e-2 });
    table.row('BG/NBD b', data, 2.4259065, b, { relative: 1e-2 });
    expect(bg).toMatchObject({ customers: 2357, repeaters: 946, converged: true, dropOutFound: true });
    for (const [name, error] of Object.entries(expected.bgnbd.se)) expect(bg.standardErrors![name as 'r'] / (error as number)).toBeCloseTo(1, 3);
    const newcomer = (t: number): number => expectedPurchases(bgNbd, expected.bgnbd.params, t, 0, 0, 0);
    for (const [t, count] of Object.entries(expected.bgnbd.expected_X_new_customer)) expect(newcomer(Number(t))).toBeCloseTo(count as number, 9);
    for (const [count, p] of Object.entries(expected.bgnbd.pmf_t39)) expect(bgNbd.repeatDistribution(expected.bgnbd.params, 39, 11)[Number(count)]).toBeCloseTo(p as number, 10);
    expect(newcomer(52)).toBeCloseTo(1.444, 4);
    table.row('BG/NBD expected purchases in 39 weeks, x 2, t_x 30.43, T 38.86', data, 1.226, expectedPurchases(bgNbd, bg.parameters, 39, 2, 30.43, 38.86), { absolute: 5e-4 });
  });

  test('Pareto/NBD and MBG/NBD', () => {
    table.row('Pareto/NBD logLikelihood', data, -9594.9761789, pareto.logLikelihood, { absolute: 1e-4 });
    table.row('Pareto/NBD r', data, 0.5532771, pareto.parameters.r, { relative: 1e-3 });
    table.row('Pareto/NBD alpha', data, 10.5776839, pareto.parameters.alpha, { relative: 1e-3 });
    table.row('Pareto/NBD s', data, 0.6062399, pareto.parameters.s, { relative: 1e-2 });
    table.row('Pareto/NBD beta', data, 11.6687313, pareto.parameters.beta, { relative: 1e-2 });
    for (const [name, error] of Object.entries(expected.paretonbd.se)) expect(pareto.standardErrors![name as 'r'] / (error as number)).toBeCloseTo(1, 2);
    for (const [t, count] of Object.entries(expected.paretonbd.expected_X_new_customer)) {
      expect(expectedPurchases(paretoNbd, expected.paretonbd.params, Number(t), 0, 0, 0)).toBeCloseTo(count as number, 9);
    }
    expect(paretoNbd.pAlive(pareto.parameters, 26, 216 / 7, 31)).toBeCloseTo(0.99788, 4);
    table.row('Pareto/NBD expected purchases in 52 weeks, x 26, t_x 30.857, T 31', data, 25.455, expectedPurchases(paretoNbd, pareto.parameters, 52, 26, 216 / 7, 31), { absolute: 0.01 });

    const mbg = fitted(fitPurchaseModel(mbgNbd, histories));
    table.row('MBG/NBD logLikelihood', data, -9582.1357156, mbg.logLikelihood, { absolute: 1e-4 });
    for (const name of ['r', 'alpha', 'a', 'b'] as const) expect(mbg.parameters[name] / expected.mbgnbd.params[name]).toBeCloseTo(1, 4);
    const [alive, purchases] = columns('mbg_palive', 'mbg_cet_H');
    expect(farthest(pAliveOf(mbgNbd, expected.mbgnbd.params, histories), alive!)).toBeLessThan(1e-9);
    expect(farthest(expectedPurchasesOf(mbgNbd, expected.mbgnbd.params, weeks, histories), purchases!)).toBeLessThan(1e-9);
  });

  test('every customer: P(alive) and expected purchases at the reference parameters', () => {
    const { params } = expected.bgnbd;
    const [alive, at13, at26, at39, at52, paretoAlive, paretoPurchases] = columns('bg_palive', 'bg_cet_13', 'bg_cet_26', 'bg_cet_39', 'bg_cet_52', 'pn_palive', 'pn_cet_H');
    expect(farthest(pAliveOf(bgNbd, params, histories), alive!)).toBeLessThan(1e-9);
    for (const [t, reference] of [[13, at13!], [26, at26!], [39, at39!], [52, at52!]] as const) expect(farthest(expectedPurchasesOf(bgNbd, params, t, histories), reference)).toBeLessThan(1e-9);
    expect(farthest(pAliveOf(paretoNbd, expected.paretonbd.params, histories), paretoAlive!)).toBeLessThan(1e-9);
    expect(farthest(expectedPurchasesOf(paretoNbd, expected.paretonbd.params, weeks, histories), paretoPurchases!)).toBeLessThan(1e-9);
  });

  test('what came afterwards', () => {
    const backTest = backTestOf(totals, cut, end);
    if (backTest.type === 'tooFew') throw new Error('CDNOW is large enough');
    table.row('BG/NBD hold-out correlation', 'CDNOW 1/10, weeks 40–78', 0.6256, backTest.model.correlation, { absolute: 5e-5 });
    expect(backTest.model.meanAbsoluteError).toBeCloseTo(expected.bgnbd.holdout.mae, 6);
    expect(backTest.model.predicted).toBeCloseTo(expected.bgnbd.holdout.sum_pred, 1);
    expect(backTest.sameRate.meanAbsoluteError).toBeCloseTo(expected.baselines.same_rate.mae, 10);
    table.row('AUC of coming back, by BG/NBD P(alive): worse than a coin', 'CDNOW 1/10, weeks 40–78', 0.316, backTest.auc.pAlive!, { absolute: 5e-4 });
    table.row('the same by expected purchases', 'CDNOW 1/10, weeks 40–78', 0.773, backTest.auc.expectedPurchases!, { absolute: 5.1e-4 });
    expect(backTest.auc.recency).toBeCloseTo(expected.baselines['auc_active_by_recency(-(T-t_x))'], 10);
    expect(backTest.auc.frequency).toBeCloseTo(expected.baselines.auc_active_by_frequency, 10);
    expect(backTest.deciles[9]!.recall).toBe(1);

    const byPareto = expectedPurchasesOf(paretoNbd, pareto.parameters, weeks, histories);
    expect(holdOutOf(byPareto, later.days).correlation).toBeCloseTo(expected.paretonbd.holdout.corr, 5);
    expect(meanAbsoluteErrorOf(byPareto, later.days)).toBeCloseTo(expected.paretonbd.holdout.mae, 4);
    expect(aucOf(pAliveOf(paretoNbd, pareto.parameters, histories), later.days)).toBeCloseTo(expected.paretonbd.holdout.auc_active_by_palive, 5);
  });

  test('the models tell the past back', () => {
    const frequencies = frequencyTableOf(bgNbd, bg.parameters, histories);
    expect([...frequencies.actual]).toEqual(expected.freq_actual_0_to_7plus ?? expected.bgnbd.freq_actual_0_to_7plus);
    table.row('BG/NBD χ² of repeat purchases 0 … 7+', data, 4.82, frequencies.chiSquare, { absolute: 5e-3 });
    table.row('Pareto/NBD χ² of repeat purchases 0 … 7+', data, 11.99, frequencyTableOf(paretoNbd, pareto.parameters, histories).chiSquare, { absolute: 5e-3 });
    expect(frequencies.pValue).toBeCloseTo(0.19, 2);
    expect(sum(frequencyTableOf(mbgNbd, bg.parameters, histories).expected)).toBeCloseTo(2357, 6);

    const byBg = trackingCurveOf(bgNbd, bg.parameters, totals, cut, end);
    const byPareto = trackingCurveOf(paretoNbd, pareto.parameters, totals, cut, end);
    expect([...byBg.actual]).toEqual(expected.tracking.actual_cum);
    expect(byBg.actual[77]).toBe(4339);
    table.row('BG/NBD repeat purchases by week 78', 'CDNOW 1/10', 4160.61, byBg.expected[77]!, { absolute: 0.05 });
    table.row('Pareto/NBD repeat purchases by week 78', 'CDNOW 1/10', 4270.04, byPareto.expected[77]!, { absolute: 0.05 });
    expect(byBg.expected[38]).toBeCloseTo(2493.96, 1);
    expect(byPareto.expected[38]).toBeCloseTo(2524.93, 1);
  });

  test('spend and lifetime value', () => {
    const { p, q, gamma } = spend.parameters;
    table.row('Gamma-Gamma logLikelihood', 'CDNOW 1/10, 946 repeaters', -4055.9176948, spend.logLikelihood, { absolute: 1e-4 });
    table.row('Gamma-Gamma p', 'CDNOW 1/10, 946 repeaters', 6.2495731, p, { relative: 1e-3 });
    table.row('Gamma-Gamma q', 'CDNOW 1/10, 946 repeaters', 3.7442246, q, { relative: 1e-3 });
    table.row('Gamma-Gamma gamma', 'CDNOW 1/10, 946 repeaters', 15.4435186, gamma, { relative: 1e-3 });
    for (const [name, error] of Object.entries(expected.gamma_gamma.se)) expect(spend.standardErrors![name as 'p'] / (error as number)).toBeCloseTo(1, 3);
    expect(spend.populationMean).toBeCloseTo(35.1704, 4);
    expect(spend.correlation).toBeCloseTo(0.11389, 5);

    const [means, values] = columns('gg_cond_mean', 'clv12');
    expect(farthest(Float64Array.from(histories.x, (x, row) => expectedSpend(expected.gamma_gamma.params, x, histories.meanSpend[row]!)!), means!)).toBeLessThan(1e-9);
    expect(farthest(Float64Array.from(customerLifetimeValues(bgNbd, expected.bgnbd.params, expected.gamma_gamma.params, histories), (v) => v!), values!)).toBeLessThan(1e-7);
    const clv = customerLifetimeValues(bgNbd, bg.parameters, spend.parameters, histories);
    table.row('lifetime value of all, 12 months at 1 % a month', data, 71550.203, sum(clv), { relative: 1e-6 });
    expect(Math.max(...clv.map((v) => v!))).toBeCloseTo(expected.clv.max, 3);
  });
});

describe.skipIf(!researchPresent)('other shops', () => {
  test('UCI Online Retail until August: nobody drops out, whatever the model', () => {
    const { names, histories, totals, cut, end } = onlineRetail();
    const [x, T] = expectedPerCustomer('uci_online_retail/expected_btyd_cbs.csv', names, histories, 'x', 'T');
    expect(histories.x).toEqual(x);
    expect(farthest(histories.T, T!)).toBeLessThan(1e-8);
    for (const model of [bgNbd, mbgNbd]) {
      const fit = fitted(fitPurchaseModel(model, histories));
      expect(fit).toMatchObject({ customers: 3317, dropOutFound: false, standardErrors: null, converged: true });
      expect(fit.parameters.r / 0.72264).toBeCloseTo(1, 3);
      expect(fit.parameters.alpha / 9.42454).toBeCloseTo(1, 3);
      expect(Math.abs(fit.logLikelihood + 21755.34802)).toBeLessThan(1e-4);
    }
    const pareto = fitted(fitPurchaseModel(paretoNbd, histories));
    expect(pareto.dropOutFound).toBe(false);
    table.row('Pareto/NBD logLikelihood, no drop-out found', 'UCI Online Retail to 2011-08-31', -21755.34802, pareto.logLikelihood, { absolute: 1e-4 });

    const backTest = backTestOf(totals, cut, end);
    if (backTest.type === 'tooFew') throw new Error('the log is large enough');
    expect(backTest.auc.pAlive).toBeNull();
    expect(backTest.auc.expectedPurchases).toBeCloseTo(0.72878, 4);
    const spend = fitted(fitGammaGamma(histories));
    expect(Math.abs(spend.logLikelihood + 12924.6379)).toBeLessThan(1e-4);
    expect(spend.parameters.gamma / 396.42710794187417).toBeCloseTo(1, 4);
  });

  test('the made-up orders of the R package rfm, whose customers are all alike, are fitted from the same starts', () => {
    const { histories } = packageShop();
    for (const model of [bgNbd, mbgNbd, paretoNbd] as const) expect(fitted(fitPurchaseModel(model as PurchaseModel<string>, histories))).toMatchObject({ converged: true, customers: 995, isOnBoundary: true });
    expect(fitted(fitGammaGamma(histories)).converged).toBe(true);
  });
});

describe.skipIf(!researchPresent)('the network', () => {
  test.each(ACTIVATIONS)('gradients and steps with %s', (activation) => {
    const vectors = expectedOf('textbook/expected_textbook.json').neural_net_vectors;
    const expected = vectors[activation];
    const flat = (layer: { W1: number[][]; b1: number[]; W2: number[]; b2: number }): Float64Array => Float64Array.of(...layer.W1.flat(), ...layer.b1, ...layer.W2, layer.b2);
    const network = { inputs: 3, hidden: 4, activation, weights: flat({ W1: vectors['W1 (hidden x in)'], b1: vectors.b1, W2: vectors.W2, b2: vectors.b2 }) };
    const examples = { inputs: Float64Array.from(vectors['inputs_x (15x3)'].flat() as number[]), targets: Float64Array.from(vectors.targets as number[]) };
    const rows = Int32Array.from(examples.targets.keys());

    expect(farthest(outputsOf(network, examples.inputs), Float64Array.from(expected.outputs0 as number[]))).toBeLessThan(1e-12);
    const first = lossAndGradient(network, examples, rows);
    expect(first.loss).toBeCloseTo(expected.loss0, 12);
    expect(farthest(first.gradient, flat({ W1: expected.grad_W1, b1: expected.grad_b1, W2: expected.grad_W2, b2: expected.grad_b2 }))).toBeLessThan(1e-12);
    for (let step = 1; step <= 199; step += 1) {
      const { gradient } = lossAndGradient(network, examples, rows);
      network.weights.forEach((w, i) => (network.weights[i] = w - 0.1 * gradient[i]!));
      const loss = expected.loss_after_steps[`${step}`];
      if (loss !== undefined) expect(lossAndGradient(network, examples, rows).loss).toBeCloseTo(loss, 9);
    }
    table.row(`network with ${activation}: loss after 199 steps`, '15 × 3 test vectors', Number(expected.loss_after_steps['199'].toFixed(6)), lossAndGradient(network, examples, rows).loss, { absolute: 1e-6 });
  });

  test('the spend of the next 100 days, foretold for customers it was not learned from', () => {
    const data = 'UCI Online Retail, 2,313 to learn, 1,004 to test';
    const { names, totals, cut, end } = onlineRetail();
    const expected = expectedOf('uci_online_retail/expected_value.json');
    const all = spendRowsOf(totals, cut, end);
    const part = (isLearned: boolean): SpendRows => {
      const rows = [...all.customer.keys()].filter((row) => Number(names[all.customer[row]!]) % 10 < 7 === isLearned);
      const of = (column: Float64Array): Float64Array => Float64Array.from(rows, (row) => column[row]!);
      return { ...all, customer: Int32Array.from(rows, (row) => all.customer[row]!), features: all.features.map(of), spend: of(all.spend) };
    };
    const [training, held] = [part(true), part(false)];
    expect([training.customer.length, held.customer.length]).toEqual([expected.n_train, expected.n_test]);

    const linear = fitLinearSpend(training);
    expect(linear.intercept).toBeCloseTo(expected.linear.intercept, 9);
    linear.coefficients.forEach((coefficient, i) => expect(coefficient).toBeCloseTo(expected.linear.coef[i], 8));
    const score = spendScoreOf(linear.model(held), held);
    table.row('spend, linear: R² of ln(1 + spend)', data, 0.30666, score.rSquared, { absolute: 5e-6 });
    expect(score.spearman).toBeCloseTo(expected.linear.spearman, 9);
    expect(score.topFifthShare).toBeCloseTo(expected.linear.top20_share_of_spend, 9);
    expect(score.meanAbsoluteErrorYuan).toBeCloseTo(expected.linear.mae_currency, 6);
    const rate = spendScoreOf(sameRate(held), held);
    expect(rate.rSquared).toBeCloseTo(expected.naive_rate.r2_log, 9);
    expect(rate.spearman).toBeCloseTo(expected.naive_rate.spearman, 9);

    const network = spendScoreOf(fitNetworkSpend(training, 1)(held), held);
    expect(network.rSquared).toBeGreaterThan(0.29);
    table.row('spend, network: R² (scikit-learn, median of 10 seeds)', data, 0.309, network.rSquared, { absolute: 0.02 });
    expect(network.spearman).toBeGreaterThan(0.57);
  });

  test('before Christmas the network is no better than the line, and is not used', () => {
    const { totals, end } = onlineRetail();
    const prediction = predictSpend(totals, end, 1);
    if (prediction.type === 'tooFew') throw new Error('the log is large enough');
    expect(prediction).toMatchObject({ method: 'linear', networkRefused: 'notBetter', isUseful: true });
    expect(prediction.scores.bgNbd!.topFifthShare).toBeGreaterThan(0.6);
    expect(prediction.spendFen.every((fen) => fen >= 0)).toBe(true);
  });
});
