/**
 * The distributions behind intervals and tests, from two special functions: the regularised incomplete gamma and beta
 * (Abramowitz & Stegun 6.5 and 26.5; continued fractions by Lentz's method as modified by Thompson & Barnett 1986).
 * Relative error below 1e-12 where the indicators use them. Probabilities stay within 0 … 1.
 */
import { lbeta, lgamma } from '../prediction/special-functions.rules.ts';

const TINY = 1e-300;
const PRECISION = 1e-16;
const MAX_TERMS = 100_000;

/** b0 + a1/(b1 + a2/(b2 + …)) until it stands still; `at(i)` gives the i-th pair from 1. */
function continuedFraction(first: number, at: (i: number) => readonly [a: number, b: number]): number {
  let value = first === 0 ? TINY : first;
  let numerator = value;
  let denominator = 0;
  for (let i = 1; i < MAX_TERMS; i += 1) {
    const [a, b] = at(i);
    denominator = 1 / nonZero(b + a * denominator);
    numerator = nonZero(b + a / numerator);
    const factor = numerator * denominator;
    value *= factor;
    if (Math.abs(factor - 1) < PRECISION) break;
  }
  return value;
}
const nonZero = (value: number): number => (Math.abs(value) < TINY ? TINY : value);

/** Q(a, x), the upper part of the regularised incomplete gamma function; a > 0, x ≥ 0. */
export function gammaUpper(a: number, x: number): number {
  if (x <= 0) return 1;
  if (x === Number.POSITIVE_INFINITY) return 0;
  const scale = Math.exp(a * Math.log(x) - x - lgamma(a));
  if (x >= a + 1) return Math.min(1, scale / continuedFraction(x + 1 - a, (i) => [-i * (i - a), x + 2 * i + 1 - a]));
  let term = 1 / a;
  let sum = term;
  for (let i = 1; i < MAX_TERMS && term > sum * PRECISION; i += 1) {
    term *= x / (a + i);
    sum += term;
  }
  return Math.max(0, 1 - scale * sum);
}

/** I_x(a, b), the regularised incomplete beta function; a, b > 0, 0 ≤ x ≤ 1. */
export function betaLower(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  if (x > (a + 1) / (a + b + 2)) return 1 - betaLower(1 - x, b, a);
  const scale = Math.exp(a * Math.log(x) + b * Math.log1p(-x) - lbeta(a, b)) / a;
  const fraction = continuedFraction(1, (i) => {
    const m = Math.floor(i / 2);
    if (i % 2 === 0) return [(m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m)), 1];
    return [(-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1)), 1];
  });
  return Math.min(1, scale / fraction);
}

/** P(Z ≤ z) of the standard normal distribution. */
export function normalCdf(z: number): number {
  const tail = gammaUpper(0.5, z ** 2 / 2) / 2;
  return z < 0 ? tail : 1 - tail;
}

/** The z with P(Z ≤ z) = p, infinite at the ends: Abramowitz & Stegun 26.2.23 made exact by three steps of Halley's method. */
export function normalQuantile(p: number): number {
  if (!(p > 0)) return Number.NEGATIVE_INFINITY;
  if (p > 0.5) return -normalQuantile(1 - p);
  const t = Math.sqrt(-2 * Math.log(p));
  let z = (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308))) - t;
  for (let step = 0; step < 3; step += 1) {
    const miss = (normalCdf(z) - p) * Math.sqrt(2 * Math.PI) * Math.exp(z ** 2 / 2);
    z -= miss / (1 + (z * miss) / 2);
  }
  return z;
}

/** P(|T| > t) of Student's distribution; t ≥ 0, degrees of freedom > 0, also fractional. */
export const studentTwoSided = (t: number, degrees: number): number => betaLower(degrees / (degrees + t ** 2), degrees / 2, 0.5);

/** The t with P(T ≤ t) = p, 0.5 ≤ p < 1, by halving: the one function of this file that nobody calls in a loop. */
export function studentQuantile(p: number, degrees: number): number {
  let low = 0;
  let high = 1;
  while (studentTwoSided(high, degrees) > 2 * (1 - p)) high *= 2;
  while (high - low > 1e-14 * high) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) break;
    if (studentTwoSided(middle, degrees) > 2 * (1 - p)) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** P(X > x) of the chi-square distribution. */
export const chiSquareTail = (x: number, degrees: number): number => gammaUpper(degrees / 2, x / 2);
