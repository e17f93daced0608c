/** What a number depends on: ordinary least squares (SCORING §14). */
import { inverse, Matrix, QrDecomposition } from 'ml-matrix';
import { columnsOf, completeRowsOf, spreadOf, standardizedOf } from '../patterns/columns.rules.ts';
import { type TooFew, tooFew } from '../scoring/enough.rules.ts';
import type { Answers } from './answers.rules.ts';
import { studentQuantile, studentTwoSided } from './distributions.rules.ts';
import { clamp, type Interval, LEVEL } from './rules.ts';

/** People per predictor below which the coefficients are mostly chance (Green 1991 asks for many more). */
export const MIN_PEOPLE_PER_PREDICTOR = 5;
/** A diagonal of R below this part of the largest: the column is a sum of others. */
const COLLINEAR = 1e-9;

/** Predictors that say the same as others, or are constant: their parts cannot be told apart. */
export type Collinear = { readonly type: 'collinear'; readonly predictors: readonly number[] };

export type Coefficient = {
  /** change of the outcome per unit of the predictor, the others unchanged */
  readonly estimate: number;
  /** in standard deviations of outcome and predictor, comparable between predictors */
  readonly standardized: number;
  readonly standardError: number;
  readonly interval: Interval;
  readonly p: number;
};

export type Regression = {
  readonly type: 'known';
  /** people with all answers; the others are left out (listwise) */
  readonly n: number;
  readonly leftOut: number;
  readonly intercept: number;
  readonly coefficients: readonly Coefficient[];
  /** 0 … 1; null when the outcome does not vary */
  readonly rSquared: number | null;
  readonly adjustedRSquared: number | null;
};

/** Least squares of `outcome` on the predictors by Householder's QR on standardised columns, so that units do not matter. */
export function regressionOf(outcome: Float64Array, predictors: Answers): Regression | TooFew | Collinear {
  const k = predictors.length;
  const rows = completeRowsOf([outcome, ...predictors]);
  const n = rows.length;
  const needed = Math.max(1, k) * MIN_PEOPLE_PER_PREDICTOR;
  if (k === 0 || n < Math.max(needed, k + 2)) return tooFew(Math.max(needed, k + 2), k === 0 ? 0 : n);
  const [y, ...columns] = columnsOf([outcome, ...predictors], rows) as [Float64Array, ...Float64Array[]];
  const [ySpread, ...spreads] = [y, ...columns].map((column) => spreadOf(column, n - 1)) as [Spread, ...Spread[]];
  const x = new Matrix(columns.map((column, j) => Array.from(standardizedOf(column, spreads[j]!)))).transpose();
  const decomposed = new QrDecomposition(x);
  const triangle = decomposed.upperTriangularMatrix;
  const diagonal = triangle.diagonal().map(Math.abs);
  const collinear = diagonal.flatMap((value, j) => (value > COLLINEAR * Math.sqrt(n) ? [] : [j]));
  if (collinear.length > 0) return { type: 'collinear', predictors: collinear };

  const target = standardizedOf(y, ySpread);
  const betas = decomposed.solve(Matrix.columnVector(Array.from(target))).to1DArray();
  const residuals = target.reduce((sum, value, row) => sum + (value - betas.reduce((fit, beta, j) => fit + beta * x.get(row, j), 0)) ** 2, 0);
  const degrees = n - k - 1;
  const unexplained = ySpread.deviation > 0 ? residuals / (n - 1) : 0;
  const inverted = inverse(triangle);
  const reach = studentQuantile((1 + LEVEL) / 2, degrees);
  const coefficients = betas.map((beta, j): Coefficient => {
    const unit = ySpread.deviation / spreads[j]!.deviation;
    const error = Math.sqrt((residuals / degrees) * inverted.getRow(j).reduce((sum, value) => sum + value ** 2, 0));
    const [estimate, standardError] = [beta * unit, error * unit];
    return {
      estimate, standardError, standardized: beta,
      interval: { low: estimate - reach * standardError, high: estimate + reach * standardError },
      p: error > 0 ? studentTwoSided(Math.abs(beta / error), degrees) : beta === 0 ? 1 : 0,
    };
  });
  return {
    type: 'known', n, leftOut: outcome.length - n, coefficients,
    intercept: ySpread.mean - coefficients.reduce((sum, { estimate }, j) => sum + estimate * spreads[j]!.mean, 0),
    rSquared: ySpread.deviation > 0 ? clamp(1 - unexplained, 0, 1) : null,
    adjustedRSquared: ySpread.deviation > 0 ? 1 - (unexplained * (n - 1)) / degrees : null,
  };
}
type Spread = ReturnType<typeof spreadOf>;
