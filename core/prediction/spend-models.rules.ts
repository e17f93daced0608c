/**
 * What customers will spend in the days to come, learned from what they did before: a straight line, a small network, and
 * the plain rate that both must beat. All work on ln(1 + yuan): spends are too skewed for squared errors (SCORING §8).
 */
import { Matrix, pseudoInverse } from 'ml-matrix';
import { spreadOf, standardizedOf } from '../patterns/columns.rules.ts';
import { randomOf } from '../practice/random.rules.ts';
import { meanAbsoluteErrorOf, rSquaredOf, spearmanOf, topFifthShareOf } from './accuracy.rules.ts';
import { outputsOf, trainNetwork } from './neural-network.rules.ts';
import type { DailyTotals } from '../scoring/daily-totals.rules.ts';
import { purchasesWithin } from './histories.rules.ts';

export const SPEND_FEATURES = ['recency', 'frequency', 'monetary', 'tenure', 'averageOrder', 'recentSpend'] as const;

const RECENT_DAYS = 90;

/** Customers who have bought by a day, each with what is known then and what came after. */
export type SpendRows = {
  readonly customer: Int32Array;
  /** ln(1 + v) per feature: days since the last and the first purchase, orders, and yuan in all, per order, in the last 90 days. */
  readonly features: readonly Float64Array[];
  /** Yuan from then on, 0 … . */
  readonly spend: Float64Array;
  /** How many days `spend` covers. */
  readonly days: number;
};

/** Known at the end of day `asOf`; spend after it, up to and with `until`. Refunds larger than payments count as nothing. */
export function spendRowsOf(totals: DailyTotals, asOf: number, until: number): SpendRows {
  const { customers, start, day, amountFen, orders } = totals;
  const customer = Int32Array.from({ length: customers }, (_, c) => c).filter((c) => start[c]! < start[c + 1]! && day[start[c]!]! <= asOf);
  const features = SPEND_FEATURES.map(() => new Float64Array(customer.length));
  customer.forEach((c, row) => {
    let [last, count, spent, recent] = [0, 0, 0, 0];
    for (let at = start[c]!; at < start[c + 1]! && day[at]! <= asOf; at += 1) {
      last = day[at]!;
      count += orders[at]!;
      spent += amountFen[at]! / 100;
      if (day[at]! > asOf - RECENT_DAYS) recent += amountFen[at]! / 100;
    }
    [asOf - last, count, spent, asOf - day[start[c]!]!, spent / count, recent].forEach((v, i) => (features[i]![row] = Math.log1p(Math.max(0, v))));
  });
  return { customer, features, spend: purchasesWithin(totals, customer, asOf, until).fen.map((fen) => Math.max(0, fen) / 100), days: until - asOf };
}

/** ln(1 + yuan) per row. */
export type SpendModel = (rows: SpendRows) => Float64Array;

/** Everybody going on at the rate of their whole time as a customer. */
export const sameRate: SpendModel = ({ features, days }) =>
  features[SPEND_FEATURES.indexOf('monetary')]!.map((monetary, row) => Math.log1p((Math.expm1(monetary) / Math.max(1, Math.expm1(features[SPEND_FEATURES.indexOf('tenure')]![row]!))) * days));

/** Rows × features, standardised as the training rows were. */
type Scaling = readonly { readonly mean: number; readonly deviation: number }[];

const scalingOf = (rows: SpendRows): Scaling => rows.features.map((column) => spreadOf(column, column.length));

function scaledRowsOf(rows: SpendRows, scaling: Scaling): Float64Array {
  const columns = rows.features.map((column, i) => standardizedOf(column, scaling[i]!));
  const width = columns.length;
  return Float64Array.from({ length: rows.customer.length * width }, (_, at) => columns[at % width]![Math.floor(at / width)]!);
}

export type LinearSpend = { readonly intercept: number; /** Per standardised feature. */ readonly coefficients: readonly number[]; readonly model: SpendModel };

/** Least squares; a feature that does not vary gets nothing. */
export function fitLinearSpend(training: SpendRows): LinearSpend {
  const scaling = scalingOf(training);
  const width = SPEND_FEATURES.length;
  const x = scaledRowsOf(training, scaling);
  const target = training.spend.map(Math.log1p);
  const intercept = spreadOf(target, target.length).mean;
  const products = Matrix.zeros(width, width);
  const withTarget = Matrix.zeros(width, 1);
  for (let row = 0; row < target.length; row += 1) {
    for (let i = 0; i < width; i += 1) {
      withTarget.set(i, 0, withTarget.get(i, 0) + x[row * width + i]! * (target[row]! - intercept));
      for (let j = 0; j < width; j += 1) products.set(i, j, products.get(i, j) + x[row * width + i]! * x[row * width + j]!);
    }
  }
  const coefficients = pseudoInverse(products).mmul(withTarget).to1DArray();
  return {
    intercept,
    coefficients,
    model: (rows) => {
      const inputs = scaledRowsOf(rows, scaling);
      return rows.spend.map((_, row) => coefficients.reduce((sum, c, i) => sum + c * inputs[row * width + i]!, intercept));
    },
  };
}

/** Networks whose outputs are averaged: one alone depends on where it started. */
const NETWORKS = 3;

/** At least ten rows. The target is standardised too, so that the network starts in the middle. */
export function fitNetworkSpend(training: SpendRows, seed: number): SpendModel {
  const scaling = scalingOf(training);
  const target = training.spend.map(Math.log1p);
  const spread = spreadOf(target, target.length);
  const examples = { inputs: scaledRowsOf(training, scaling), targets: standardizedOf(target, spread) };
  const networks = Array.from({ length: NETWORKS }, (_, i) => trainNetwork(randomOf(seed + i), examples, SPEND_FEATURES.length));
  return (rows) => {
    const inputs = scaledRowsOf(rows, scaling);
    const outputs = networks.map((network) => outputsOf(network, inputs));
    return rows.spend.map((_, row) => spread.mean + (spread.deviation * outputs.reduce((sum, output) => sum + output[row]!, 0)) / NETWORKS);
  };
}

export type SpendScore = {
  /** Of ln(1 + yuan). */
  readonly rSquared: number;
  readonly spearman: number;
  readonly meanAbsoluteErrorYuan: number;
  /** What the best fifth by the prediction then spent of all: 0 … 1. */
  readonly topFifthShare: number;
};

/** Nobody is predicted to spend less than nothing, or absurdly much. */
const yuanOf = (log: number): number => Math.expm1(Math.min(20, Math.max(0, log)));

/** Predictions in ln(1 + yuan) against what was spent. */
export const spendScoreOf = (predicted: Float64Array, { spend }: Pick<SpendRows, 'spend'>): SpendScore => ({
  rSquared: rSquaredOf(predicted, spend.map(Math.log1p)),
  spearman: spearmanOf(predicted, spend),
  meanAbsoluteErrorYuan: meanAbsoluteErrorOf(predicted.map(yuanOf), spend),
  topFifthShare: topFifthShareOf(predicted, spend),
});

/**
 * From ln(1 + yuan) back to yuan that add up: the exponential of a mean logarithm is too small, so predictions are
 * multiplied by what the training rows spent over what is predicted for them (a ratio form of Duan's smearing, 1983).
 */
export function spendsOf(model: SpendModel, training: SpendRows, rows: SpendRows): Float64Array {
  const sum = (values: Float64Array): number => values.reduce((total, v) => total + v, 0);
  const predicted = sum(model(training).map(yuanOf));
  const factor = predicted > 0 ? sum(training.spend) / predicted : 0;
  return model(rows).map((log) => yuanOf(log) * factor);
}
