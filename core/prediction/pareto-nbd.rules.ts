/**
 * Pareto/NBD (Schmittlein, Morrison & Colombo 1987; Fader & Hardie 2005, "A note on deriving the Pareto/NBD model"):
 * purchases as in BG/NBD, but customers drop out at any time, at a gamma-distributed rate (s, beta). The integral over
 * the time of dropping out is taken by quadrature: the usual difference of two ₂F₁ cancels, and needs a hundred
 * thousand terms where alpha and beta lie far apart, as they do when nobody drops out.
 */
import { asProbability, boundedPurchases, type Parameters, type PurchaseModel } from './purchase-model.rules.ts';
import { integralOf, lgamma, logistic, powerGap, softPlus } from './special-functions.rules.ts';

export type ParetoName = 'r' | 'alpha' | 's' | 'beta';
type ParetoParameters = Parameters<ParetoName>;

/** Panels within which an integrand changes by less than e⁴ and the logarithm of time by less than 2. */
const panelsFor = (exponent: number, length: number): number => Math.max(1, Math.min(1e6, Math.ceil(Math.max(exponent / 4, length / 2))));

/** ln of s ∫ (alpha + y)^−(r + x) (beta + y)^−(s + 1) dy from tx to T: the likelihood of having dropped out since the last purchase. */
function logGone({ r, alpha, s, beta }: ParetoParameters, x: number, tx: number, T: number): number {
  if (T <= tx) return Number.NEGATIVE_INFINITY;
  const [near, nearPower, far, farPower] = alpha < beta ? [alpha, r + x, beta, s + 1] : [beta, s + 1, alpha, r + x];
  const ratio = (near + tx) / (far + tx);
  // w = ln((near + y) / (near + tx)) makes both factors smooth
  const end = Math.log1p((T - tx) / (near + tx));
  const farLog = (w: number): number => Math.log1p(ratio * Math.expm1(w));
  const panels = panelsFor(nearPower * end + farPower * farLog(end), end);
  const integral = integralOf((w) => Math.exp((1 - nearPower) * w - farPower * farLog(w)), end, panels);
  return Math.log(s) + Math.log(integral) + (1 - nearPower) * Math.log(near + tx) - farPower * Math.log(far + tx);
}

const logAlive = ({ r, alpha, s, beta }: ParetoParameters, x: number, T: number): number => -(r + x) * Math.log(alpha + T) - s * Math.log(beta + T);

const pAlive = (parameters: ParetoParameters, x: number, tx: number, T: number): number =>
  asProbability(logistic(logAlive(parameters, x, T) - logGone(parameters, x, tx, T)));

export const paretoNbd: PurchaseModel<ParetoName> = {
  names: ['r', 'alpha', 's', 'beta'],
  timeNames: ['alpha', 'beta'],
  logLikelihood: (parameters, { x, tx, T, weight, counts, countAt }) => {
    const { r, alpha, s, beta } = parameters;
    const perCount = counts.map((count) => lgamma(r + count) - lgamma(r));
    const prior = r * Math.log(alpha) + s * Math.log(beta);
    let sum = 0;
    for (let row = 0; row < x.length; row += 1) {
      const alive = logAlive(parameters, x[row]!, T[row]!);
      sum += weight[row]! * (prior + perCount[countAt[row]!]! + alive + softPlus(logGone(parameters, x[row]!, tx[row]!, T[row]!) - alive));
    }
    return sum;
  },
  pAlive,
  purchasesIfAlive: (parameters, t, x, T) => {
    const { r, alpha, s, beta } = parameters;
    const lasting = (beta + T) * powerGap(s - 1, -Math.log1p(t / (beta + T)));
    return boundedPurchases(((r + x) / (alpha + T)) * lasting, parameters, t, x, T);
  },
  repeatDistribution: ({ r, alpha, s, beta }, t, most) => {
    const unit = Math.min(alpha, beta);
    const end = Math.log1p(t / unit);
    const panels = panelsFor(r * Math.log1p(t / alpha) + (s + 1) * Math.log1p(t / beta), end);
    return Float64Array.from({ length: most }, (_, count) => {
      const perCount = lgamma(r + count) - lgamma(r) - lgamma(count + 1);
      const repeats = (until: number): number => Math.exp(perCount - r * Math.log1p(until / alpha) + (count === 0 ? 0 : count * Math.log(until / (alpha + until))));
      const goneAt = (v: number): number => {
        const until = unit * Math.expm1(v);
        return repeats(until) * unit * (s / beta) * Math.exp(v - (s + 1) * Math.log1p(until / beta));
      };
      return asProbability(repeats(t) * Math.exp(-s * Math.log1p(t / beta)) + integralOf(goneAt, end, panels));
    });
  },
  isWithoutDropOut: ({ s, beta }, longestT) => -Math.expm1(-s * Math.log1p(longestT / beta)) < 1e-3,
};
