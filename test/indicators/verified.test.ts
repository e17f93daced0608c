/** Published and recomputed reference numbers (SCORING §11, §12, §14); the table of the README comes from here. */
import { existsSync, readFileSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import { dayNumber } from '../../core/base/dates.ts';
import { cohortsOf } from '../../core/indicators/cohorts.rules.ts';
import { meanDifferenceOf, newcombeOf } from '../../core/indicators/comparison.rules.ts';
import { factorabilityOf, samplingAdequacyOf } from '../../core/indicators/factorability.rules.ts';
import { derivedImportanceOf } from '../../core/indicators/importance.rules.ts';
import { regressionOf } from '../../core/indicators/regression.rules.ts';
import { reliabilityOf } from '../../core/indicators/reliability.rules.ts';
import { repurchaseOf } from '../../core/indicators/repurchase.rules.ts';
import { wilsonOf } from '../../core/indicators/rules.ts';
import { netPromoterOf, satisfactionOf } from '../../core/indicators/satisfaction.rules.ts';
import { groupSizesForShares } from '../../core/indicators/uplift.rules.ts';
import type { Transactions } from '../../core/scoring/transactions.rules.ts';
import { verification } from '../support/verification.ts';

const folder = new URL('../../../shared/data/analytics/', import.meta.url);
const linesOf = (path: string): string[][] =>
  readFileSync(new URL(path, folder), 'utf8').trim().split(/\r?\n/).map((line) => line.split(',').map((cell) => cell.replaceAll('"', '')));
const known = <T extends { readonly type: string }>(result: T): Extract<T, { type: 'known' }> => {
  expect(result.type).toBe('known');
  return result as Extract<T, { type: 'known' }>;
};
const table = verification('indicators');

describe.skipIf(!existsSync(new URL('survey/attitude.csv', folder)))('the reference numbers', () => {
  afterAll(() => table.matchesReadme());

  /** Invoices of UCI Online Retail as orders; without `cancelled` only those that were paid for. */
  const invoices = (cancelled: boolean): Transactions => {
    const rows = linesOf('uci_online_retail/invoices.csv').slice(1).filter((row) => cancelled || (row[7] === '0' && Number(row[5]) > 0));
    const places = new Map<string, number>();
    const customer = Int32Array.from(rows, (row) => {
      const place = places.get(row[1]!) ?? places.size;
      places.set(row[1]!, place);
      return place;
    });
    const day = Int32Array.from(rows, (row) => dayNumber(row[2]!));
    return { customers: places.size, customer, day, amountFen: Float64Array.from(rows, (row) => Math.round(Number(row[5]) * 100)) };
  };
  const lastDay = dayNumber('2011-12-09');

  test('repurchase of the UCI buyers', () => {
    const { buyers, orders, byOrders, byDays, within, averageOrderFen, ordersPerBuyer } = repurchaseOf(invoices(false), lastDay);
    expect([buyers, orders, byOrders.part]).toEqual([4338, 18532, 2845]);
    table.row('repurchase rate by orders', 'UCI Online Retail', 0.655832, byOrders.share!, { absolute: 5e-7 });
    table.row('repurchase rate by days', 'UCI Online Retail', 0.643154, byDays.share!, { absolute: 5e-7 });
    for (const [i, [part, whole]] of [[778, 4086], [1314, 3741], [1533, 3370]].entries()) {
      expect(within[i]!.again.whole).toBe(whole);
      table.row(`bought again within ${within[i]!.days} days`, 'UCI Online Retail', part!, within[i]!.again.part);
    }
    table.row('average order value', 'UCI Online Retail', 480.866, averageOrderFen! / 100, { absolute: 5e-4 });
    table.row('orders per buyer', 'UCI Online Retail', 4.27201, ordersPerBuyer!, { absolute: 5e-6 });
  });

  test('the cohort triangles of UCI, purchases only and with cancellations', () => {
    const expected = JSON.parse(readFileSync(new URL('uci_online_retail/expected_crm.json', folder), 'utf8')) as Record<'cohort_purchases_only' | 'cohort_all_rows_incl_cancellations', Record<string, number[]>>
      & { readonly month_over_month_retention: Record<string, number> };
    for (const [rows, triangle] of [[invoices(false), expected.cohort_purchases_only], [invoices(true), expected.cohort_all_rows_incl_cancellations]] as const) {
      const { cohorts, incomplete } = cohortsOf(rows, lastDay);
      expect(Object.fromEntries(cohorts.map(({ month, active }) => [month, active]))).toEqual(triangle);
      expect(incomplete).toBe('2011-12');
    }
    const { cohorts, monthToMonth } = cohortsOf(invoices(false), lastDay);
    table.row('cohort 2010-12, month 11', 'UCI Online Retail', 445, cohorts[0]!.active[11]!);
    table.row('cohort 2010-12, month 11, with cancellations', 'UCI Online Retail', 474, cohortsOf(invoices(true), lastDay).cohorts[0]!.active[11]!);
    const monthly = Object.values(expected.month_over_month_retention);
    expect(monthToMonth).toHaveLength(monthly.length);
    for (const [i, { again }] of monthToMonth.entries()) expect(again.share).toBeCloseTo(monthly[i]!, 12);
  });

  test('satisfaction and recommendation', () => {
    const [low, high] = Object.values(satisfactionOf([...Array.from({ length: 87 }, () => 5), ...Array.from({ length: 33 }, () => 2)]).satisfied.interval!) as [number, number];
    table.row('CSAT, Wilson low %', '87 of 120', 63.9070341724, low * 100, { absolute: 1e-9 });
    table.row('CSAT, Wilson high %', '87 of 120', 79.6971033387, high * 100, { absolute: 1e-9 });
    expect(wilsonOf(5, 5).low * 100).toBeCloseTo(56.55175352168252, 10);
    expect(wilsonOf(0, 8).high * 100).toBeCloseTo(32.44075648838803, 10);
    expect(wilsonOf(1, 1).low * 100).toBeCloseTo(20.65493143772374, 10);

    type Case = { readonly nps: number; readonly se: number; readonly ci95_normal: readonly number[]; readonly promoters: number };
    const { nps } = JSON.parse(readFileSync(new URL('survey/expected_survey.json', folder), 'utf8')) as { nps: Record<string, Case & number[]> };
    for (const name of ['case1', 'case2', 'case3']) {
      const [ours, theirs] = [netPromoterOf(nps[`${name}_scores`]!), nps[name]!];
      expect(ours.promoters).toBe(theirs.promoters);
      expect(ours.score).toBeCloseTo(theirs.nps, 10);
      expect(ours.standardError).toBeCloseTo(theirs.se, 10);
      // the reference rounds z to 1.96
      expect(ours.interval!.low).toBeCloseTo(theirs.ci95_normal[0]!, 2);
    }
    const case1 = netPromoterOf(nps['case1_scores']!);
    table.row('NPS', '60 / 20 / 20 of 100', 40, case1.score!);
    table.row('NPS, standard error', '60 / 20 / 20 of 100', 8, case1.standardError!);
    table.row('NPS, interval low', '60 / 20 / 20 of 100', 24.32, case1.interval!.low, { absolute: 5e-3 });
  });

  const attitude = () => {
    const [names, ...rows] = linesOf('survey/attitude.csv') as [string[], ...string[][]];
    const columns = names.map((_, i) => Float64Array.from(rows, (row) => Number(row[i])));
    return { names, columns };
  };
  const survey = () => JSON.parse(readFileSync(new URL('survey/expected_survey.json', folder), 'utf8')) as {
    readonly cronbach_attitude: { readonly alpha_if_dropped: Record<string, number>; readonly corrected_item_total_r: Record<string, number> };
    readonly kmo_bartlett: { readonly attitude_msa: Record<string, number>; readonly attitude_bartlett: { readonly p: number } };
    readonly ols_rating: { readonly coef: Record<string, number> };
    readonly ipa_attitude_derived_importance: { readonly 'importance=pearson r with rating': number[] };
  };

  test('reliability of attitude (psych::alpha)', () => {
    const { names, columns } = attitude();
    const { cronbach_attitude: expected } = survey();
    const { alpha, standardizedAlpha, meanCorrelation, questions, alphaIfTurned, n } = known(reliabilityOf(columns));
    expect([n, alphaIfTurned]).toEqual([30, null]);
    table.row('Cronbach α', 'attitude', 0.8431427696, alpha!, { absolute: 1e-9 });
    table.row('Cronbach α, standardised', 'attitude', 0.839083803, standardizedAlpha!, { absolute: 1e-9 });
    table.row('mean correlation', 'attitude', 0.4269066426, meanCorrelation!, { absolute: 1e-9 });
    table.row('α without “critical”', 'attitude', 0.8638723114, questions[5]!.alphaIfDropped!, { absolute: 1e-9 });
    table.row('corrected item-total, “critical”', 'attitude', 0.2650343392, questions[5]!.itemTotal!, { absolute: 1e-9 });
    for (const [i, name] of names.entries()) {
      expect(questions[i]!.alphaIfDropped).toBeCloseTo(expected.alpha_if_dropped[name]!, 10);
      expect(questions[i]!.itemTotal).toBeCloseTo(expected.corrected_item_total_r[name]!, 10);
    }
  });

  test('KMO, MSA and Bartlett (psych::KMO, cortest.bartlett)', () => {
    const { names, columns } = attitude();
    const { kmo_bartlett: expected } = survey();
    const { kmo, msa, bartlett } = known(factorabilityOf(columns));
    table.row('KMO', 'attitude', 0.7632754322, kmo, { absolute: 1e-9 });
    table.row('Bartlett χ²', 'attitude', 98.7527786622, bartlett.chiSquare, { absolute: 1e-9 });
    expect(bartlett.degrees).toBe(21);
    expect(bartlett.p / expected.attitude_bartlett.p).toBeCloseTo(1, 9);
    for (const [i, name] of names.entries()) expect(msa[i]).toBeCloseTo(expected.attitude_msa[name]!, 10);
    const thurstone = linesOf('survey/thurstone_corr.csv').slice(1).map((row) => row.slice(1).map(Number));
    table.row('KMO', 'Thurstone', 0.8803895724, known(samplingAdequacyOf(thurstone)).kmo, { absolute: 1e-9 });
  });

  test('least squares of rating (Chatterjee & Hadi)', () => {
    const { names, columns: [rating, ...predictors] } = attitude();
    const { ols_rating: expected } = survey();
    const { intercept, coefficients, rSquared, adjustedRSquared } = known(regressionOf(rating!, predictors));
    expect(intercept).toBeCloseTo(expected.coef['const']!, 9);
    for (const [i, { estimate }] of coefficients.entries()) expect(estimate).toBeCloseTo(expected.coef[names[i + 1]!]!, 10);
    table.row('OLS, complaints', 'attitude', 0.61319, coefficients[0]!.estimate, { absolute: 5e-6 });
    table.row('OLS, learning', 'attitude', 0.32033, coefficients[2]!.estimate, { absolute: 5e-6 });
    table.row('OLS, R²', 'attitude', 0.7326, rSquared!, { absolute: 5e-5 });
    // the print-out of R's summary(lm(rating ~ .))
    expect(coefficients[0]!.standardError).toBeCloseTo(0.16098, 5);
    expect(coefficients[0]!.p).toBeCloseTo(0.000903, 6);
    expect(adjustedRSquared).toBeCloseTo(0.6628, 4);
  });

  test('importance and performance of attitude, importance derived from the rating', () => {
    const { columns: [rating, ...items] } = attitude();
    const expected = survey().ipa_attitude_derived_importance;
    for (const crosshair of ['mean', 'median'] as const) {
      const { questions } = known(derivedImportanceOf(items, rating!, crosshair));
      expect(questions.map(({ quadrant }) => quadrant)).toEqual(['keepUp', 'lowPriority', 'concentrate', 'keepUp', 'overkill', 'lowPriority']);
      for (const [i, { importance }] of questions.entries()) expect(importance).toBeCloseTo(expected['importance=pearson r with rating'][i]!, 12);
    }
    const { crosshair } = known(derivedImportanceOf(items, rating!));
    table.row('IPA cross, importance', 'attitude', 0.4628128339, crosshair.importance, { absolute: 1e-9 });
    table.row('IPA cross, performance', 'attitude', 59.7388888889, crosshair.performance, { absolute: 1e-9 });
  });

  test('differences of shares and means', () => {
    const { low, high } = newcombeOf({ part: 56, whole: 70 }, { part: 48, whole: 80 });
    table.row('difference of shares, low (Newcombe 10)', '56/70 − 48/80', 0.0524, low, { absolute: 5e-5 });
    table.row('difference of shares, high (Newcombe 10)', '56/70 − 48/80', 0.3339, high, { absolute: 5e-5 });
    const drug1 = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2];
    const drug2 = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];
    const { t, degrees, p, interval } = known(meanDifferenceOf(drug1, drug2));
    table.row('difference of means, Welch t', 'sleep (Student 1908)', -1.8608, t!, { absolute: 5e-5 });
    table.row('difference of means, degrees of freedom', 'sleep (Student 1908)', 17.776, degrees!, { absolute: 5e-4 });
    table.row('difference of means, p', 'sleep (Student 1908)', 0.07939, p!, { absolute: 5e-6 });
    table.row('difference of means, low', 'sleep (Student 1908)', -3.3654832, interval!.low, { absolute: 5e-8 });
    table.row('customers per group, power .9', '50 % → 75 %', 77, groupSizesForShares(0.5, 0.75, 0.5, 0.9)!.held);
  });
});
