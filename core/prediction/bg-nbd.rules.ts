/**
 * BG/NBD (Fader, Hardie & Lee 2005, Marketing Science 24(2)) and MBG/NBD (Batislam, Denizel & Filiztekin 2007). Purchases
 * are Poisson at a gamma-distributed rate (r, alpha); after each a customer drops out with a beta-distributed probability
 * (a, b). In BG/NBD the first purchase is safe, so that whoever bought once counts as alive for ever; in MBG/NBD it is not.
 */
import { asProbability, boundedPurchases, type Parameters, type PurchaseModel } from './purchase-model.rules.ts';
import type { GroupedHistories } from './histories.rules.ts';
import { lbeta, lgamma, powerGap, softPlus } from './special-functions.rules.ts';

export type BetaGeometricName = 'r' | 'alpha' | 'a' | 'b';
type BetaGeometricParameters = Parameters<BetaGeometricName>;

const MOST_TERMS = 200_000;

/** Σ (A + 1)ₖ (a)ₖ / ((c + 1)ₖ (k + 1)!) zᵏ as a number times e^log: its terms may pass the range of doubles. */
function scaledSeries(A: number, a: number, c: number, z: number): { readonly sum: number; readonly log: number } {
  let sum = 1;
  let term = 1;
  let log = 0;
  for (let k = 0; k < MOST_TERMS; k += 1) {
    term *= (((A + 1 + k) * (a + k)) / ((c + 1 + k) * (k + 2))) * z;
    sum += term;
    const size = Math.abs(term);
    if (size < 1e-17 * Math.abs(sum)) break;
    if (size > 1e200) {
      term *= 1e-200;
      sum *= 1e-200;
      log += 200 * Math.LN10;
    }
  }
  return { sum, log };
}

/**
 * E[X(T, T + t)] of somebody alive at T: equation 10 of the paper after an Euler transformation of its ₂F₁, which has
 * neither the pole at a = 1 nor the powers of r + x. `first` is 1 where the first purchase is safe, else 0.
 */
function purchasesIfAlive({ r, alpha, a, b }: BetaGeometricParameters, first: 0 | 1, t: number, x: number, T: number): number {
  if (!(t > 0)) return 0;
  const z = t / (alpha + T + t);
  // near 1 the difference 1 − z has no digits left, the quotient has
  const l = z < 0.5 ? Math.log1p(-z) : Math.log((alpha + T) / (alpha + T + t));
  const A = a + b - r - first;
  const c = a + b + x - first;
  const whole = c * powerGap(a - 1, l);
  if (A === 0) return whole;
  const { sum, log } = scaledSeries(A, a, c, z);
  return whole - Math.exp((a - 1) * l + log) * A * z * sum;
}

function logLikelihoodOf(first: 0 | 1) {
  return ({ r, alpha, a, b }: BetaGeometricParameters, { x, weight, counts, countAt, times, lastAt, endAt }: GroupedHistories): number => {
    const perCount = counts.map((count) => lgamma(r + count) - lgamma(r) + lbeta(a, b + count + 1 - first) - lbeta(a, b) + r * Math.log(alpha));
    // B(a + 1, b + n) / B(a, b + n + 1) = a / (b + n): one logarithm instead of a second ln B
    const dropOut = counts.map((count) => (first === 1 && count === 0 ? Number.NEGATIVE_INFINITY : Math.log(a) - Math.log(b + count - first)));
    const logTimes = times.map((time) => Math.log(alpha + time));
    let sum = 0;
    for (let row = 0; row < x.length; row += 1) {
      const at = countAt[row]!;
      const power = r + x[row]!;
      const atEnd = logTimes[endAt[row]!]!;
      sum += weight[row]! * (perCount[at]! - power * atEnd + softPlus(dropOut[at]! + power * (atEnd - logTimes[lastAt[row]!]!)));
    }
    return sum;
  };
}

/** Equation 8 of the paper; for MBG/NBD the same argument with a possible drop-out before the first repeat purchase. */
function repeatDistributionOf(first: 0 | 1) {
  return ({ r, alpha, a, b }: BetaGeometricParameters, t: number, most: number): Float64Array => {
    const logMiss = Math.log(alpha / (alpha + t));
    const logHit = Math.log(t / (alpha + t));
    let fewer = 0;
    return Float64Array.from({ length: most }, (_, count) => {
      const poisson = Math.exp(lgamma(r + count) - lgamma(r) - lgamma(count + 1) + r * logMiss + (count === 0 ? 0 : count * logHit));
      const staying = poisson * Math.exp(lbeta(a, b + count + 1 - first) - lbeta(a, b));
      const leaving = first === 1 && count === 0 ? 0 : Math.exp(lbeta(a + 1, b + count - first) - lbeta(a, b)) * Math.max(0, 1 - fewer);
      fewer += poisson;
      return asProbability(staying + leaving);
    });
  };
}

function betaGeometric(first: 0 | 1): PurchaseModel<BetaGeometricName> {
  const pAlive = ({ r, alpha, a, b }: BetaGeometricParameters, x: number, tx: number, T: number): number => {
    if (first === 1 && x === 0) return 1;
    // too large a power is infinite, and the probability rightly 0
    return asProbability(1 / (1 + (a / (b + x - first)) * ((alpha + T) / (alpha + tx)) ** (r + x)));
  };
  return {
    names: ['r', 'alpha', 'a', 'b'],
    timeNames: ['alpha'],
    logLikelihood: logLikelihoodOf(first),
    pAlive,
    purchasesIfAlive: (parameters, t, x, T) => boundedPurchases(purchasesIfAlive(parameters, first, t, x, T), parameters, t, x, T),
    repeatDistribution: repeatDistributionOf(first),
    isWithoutDropOut: ({ a, b }) => a / (a + b) < 1e-4,
  };
}

export const bgNbd = betaGeometric(1);
export const mbgNbd = betaGeometric(0);
