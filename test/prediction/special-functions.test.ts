/** The parts against values with sixty digits where the research folder is present, and against what can be worked out by hand. */
import { describe, expect, test } from 'vitest';
import { bgNbd, mbgNbd } from '../../core/prediction/bg-nbd.rules.ts';
import { expectedSpend, gammaGammaLogLikelihood } from '../../core/prediction/gamma-gamma.rules.ts';
import { groupedHistoriesOf } from '../../core/prediction/histories.rules.ts';
import { nelderMead, standardErrorsOf } from '../../core/prediction/nelder-mead.rules.ts';
import { paretoNbd } from '../../core/prediction/pareto-nbd.rules.ts';
import { expectedPurchases, type PurchaseModel } from '../../core/prediction/purchase-model.rules.ts';
import { integralOf, lbeta, lgamma, logistic, powerGap, softPlus } from '../../core/prediction/special-functions.rules.ts';
import { expectedOf, researchPresent } from '../patterns/research.ts';

const apart = (ours: number, reference: string | number): number => Math.abs(ours - Number(reference)) / Math.max(1e-300, Math.abs(Number(reference)));

describe('by hand', () => {
  test('factorials and their quotients', () => {
    expect(apart(lgamma(5), Math.log(24))).toBeLessThan(1e-15);
    expect(apart(lgamma(0.5), Math.log(Math.PI) / 2)).toBeLessThan(1e-14);
    expect(apart(lgamma(21), Math.log(2_432_902_008_176_640_000))).toBeLessThan(1e-15);
    expect(apart(lbeta(2, 3), Math.log(1 / 12))).toBeLessThan(1e-14);
    expect(lbeta(3, 2)).toBe(lbeta(2, 3));
    // B(1, b) = 1 / b
    for (const b of [0.01, 3, 15, 1e5, 1e12]) expect(lbeta(1, b)).toBeCloseTo(-Math.log(b), 11);
  });

  test('sums of exponentials, logistic values and powers at their edges', () => {
    expect([softPlus(0), softPlus(1000), softPlus(Number.NEGATIVE_INFINITY)]).toEqual([Math.LN2, 1000, 0]);
    expect([logistic(0), logistic(1000), logistic(-1000)]).toEqual([0.5, 1, 0]);
    expect(powerGap(0, -0.7)).toBe(0.7);
    expect(powerGap(1e-9, -0.7)).toBeCloseTo(0.7, 8);
    expect(powerGap(2, Math.log(0.5))).toBeCloseTo(0.375, 12);
  });

  test('an integral', () => {
    expect(integralOf((x) => Math.exp(-x), 40, 10)).toBeCloseTo(1 - Math.exp(-40), 12);
  });

  test('the bottom of a valley, and how sure it is', () => {
    const bottom = nelderMead(([x, y]) => (1 - x!) ** 2 + 100 * (y! - x! ** 2) ** 2, [-1.2, 1]);
    expect(bottom.converged).toBe(true);
    expect(bottom.at[0]).toBeCloseTo(1, 5);
    expect(bottom.at[1]).toBeCloseTo(1, 5);
    // beyond the bound there is nothing
    expect(nelderMead(([x]) => -x!, [0]).at[0]).toBe(12);
    expect(nelderMead(() => Number.NaN, [0, 0]).value).toBe(1e10);
    // ½ (x − 3)² / 4 is a normal distribution with standard error 2
    expect(standardErrorsOf(([x]) => (x! - 3) ** 2 / 8, [3])![0]).toBeCloseTo(2, 5);
    expect(standardErrorsOf(() => 7, [3])).toBeNull();
  });

  test('the likelihood of buying once: E[(1 − p)⁰ e^(−λT)] = (alpha / (alpha + T))^r', () => {
    const once = groupedHistoriesOf({ x: Float64Array.of(0), tx: Float64Array.of(0), T: Float64Array.of(6) });
    expect(bgNbd.logLikelihood({ r: 2, alpha: 3, a: 1, b: 1 }, once)).toBeCloseTo(2 * Math.log(1 / 3), 12);
    // MBG: half have left at once, the others have not bought since
    expect(Math.exp(mbgNbd.logLikelihood({ r: 2, alpha: 3, a: 1, b: 1 }, once))).toBeCloseTo(0.5 + 0.5 / 9, 12);
    expect(mbgNbd.pAlive({ r: 2, alpha: 3, a: 1, b: 1 }, 0, 0, 6)).toBeCloseTo(0.5 / 9 / (0.5 + 0.5 / 9), 12);
    expect(bgNbd.pAlive({ r: 2, alpha: 3, a: 1, b: 1 }, 0, 0, 6)).toBe(1);
    expect(paretoNbd.repeatDistribution({ r: 2, alpha: 3, s: 1e-12, beta: 1 }, 6, 2)[0]).toBeCloseTo(1 / 9, 9);
  });

  test('spend lies between the own mean and that of all', () => {
    const parameters = { p: 6, q: 4, gamma: 15 };
    expect(expectedSpend(parameters, 0, 0)).toBe(30);
    expect(expectedSpend(parameters, 1, 60)).toBe((6 * 75) / 9);
    expect(expectedSpend({ ...parameters, q: 1 }, 0, 0)).toBeNull();
    expect(gammaGammaLogLikelihood({ p: 1, q: 1, gamma: 1 }, { x: Float64Array.of(1), meanSpend: Float64Array.of(1) })).toBeCloseTo(Math.log(1 / 4), 12);
  });
});

describe.skipIf(!researchPresent)('against sixty digits', () => {
  const reference = researchPresent ? expectedOf('special_functions/reference_values.json') : null!;

  test('ln Γ and ln B', () => {
    for (const [x, value] of reference.lgamma) expect(apart(lgamma(Number(x)), value)).toBeLessThan(1e-14);
    for (const [a, b, value] of reference.lbeta) expect(apart(lbeta(Number(a), Number(b)), value)).toBeLessThan(1e-14);
  });

  const models = [['bgnbd', bgNbd, ['r', 'alpha', 'a', 'b']], ['mbgnbd', mbgNbd, ['r', 'alpha', 'a', 'b']], ['paretonbd', paretoNbd, ['r', 'alpha', 's', 'beta']]] as const;
  test.each(models)('%s: likelihood, P(alive), expected purchases', (name, model, names) => {
    const general = model as PurchaseModel<string>;
    expect(reference[name].length).toBeGreaterThan(100);
    for (const [p1, p2, p3, p4, x, tx, T, t, likelihood, alive, purchases] of reference[name]) {
      const parameters = Object.fromEntries([p1, p2, p3, p4].map((value, i) => [names[i], value]));
      const rows = groupedHistoriesOf({ x: Float64Array.of(x), tx: Float64Array.of(tx), T: Float64Array.of(T) });
      expect(apart(general.logLikelihood(parameters, rows), likelihood)).toBeLessThan(1e-11);
      expect(apart(general.pAlive(parameters, x, tx, T), alive)).toBeLessThan(2e-11);
      expect(apart(expectedPurchases(general, parameters, t, x, tx, T), purchases)).toBeLessThan(2e-11);
    }
  });

  test('Gamma-Gamma', () => {
    for (const [p, q, gamma, x, meanSpend, likelihood, spend] of reference.gammagamma) {
      expect(apart(gammaGammaLogLikelihood({ p, q, gamma }, { x: Float64Array.of(x), meanSpend: Float64Array.of(meanSpend) }), likelihood)).toBeLessThan(1e-12);
      expect(apart(expectedSpend({ p, q, gamma }, x, meanSpend)!, spend)).toBeLessThan(1e-13);
    }
  });
});
