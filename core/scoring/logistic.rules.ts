/** Logistic regression (Cox 1958) by iteratively reweighted least squares. */
import { Matrix, solve } from 'ml-matrix';
import { logistic } from '../prediction/special-functions.rules.ts';

export type Logistic = { readonly intercept: number; readonly coefficients: readonly number[] };

/** A hair of ridge keeps the weights finite when the columns part the outcomes completely. */
const ridge = 1e-4;

/** Columns are standardised; outcomes 0 or 1. */
export function fitLogistic(columns: readonly Float64Array[], outcome: Uint8Array): Logistic {
  const width = columns.length + 1;
  let beta = new Float64Array(width);
  for (let step = 0; step < 50; step += 1) {
    const { gradient, curvature } = slopesOf(columns, outcome, beta);
    const move = solve(Matrix.from1DArray(width, width, curvature), Matrix.columnVector(gradient)).to1DArray();
    const longest = Math.max(...move.map(Math.abs));
    // shorter steps where Newton would leap
    beta = beta.map((weight, at) => weight + move[at]! * Math.min(1, 4 / longest));
    if (longest < 1e-10) break;
  }
  return { intercept: beta[0]!, coefficients: [...beta.subarray(1)] };
}

/** First derivatives of the penalised log-likelihood and its negative second ones, row by row. */
function slopesOf(columns: readonly Float64Array[], outcome: Uint8Array, beta: Float64Array): { readonly gradient: Float64Array; readonly curvature: Float64Array } {
  const width = beta.length;
  const gradient = beta.map((weight) => -ridge * weight);
  const curvature = new Float64Array(width * width);
  const x = new Float64Array(width).fill(1);
  for (let row = 0; row < outcome.length; row += 1) {
    let z = beta[0]!;
    for (let at = 1; at < width; at += 1) {
      x[at] = columns[at - 1]![row]!;
      z += beta[at]! * x[at]!;
    }
    const p = logistic(z);
    for (let i = 0; i < width; i += 1) {
      gradient[i]! += x[i]! * (outcome[row]! - p);
      for (let j = 0; j <= i; j += 1) curvature[i * width + j]! += x[i]! * x[j]! * p * (1 - p);
    }
  }
  for (let i = 0; i < width; i += 1) {
    curvature[i * width + i]! += ridge;
    for (let j = 0; j < i; j += 1) curvature[j * width + i] = curvature[i * width + j]!;
  }
  return { gradient, curvature };
}
