/** Functions of the likelihoods, in doubles, written so that neither large counts nor boundary parameters lose digits. */

const HALF_LOG_2PI = 0.9189385332046728;

/** Lanczos' coefficients for g = 7 and nine terms (Godfrey 2001). */
const LANCZOS = [
  0.9999999999998099, 676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406, 12.507343278686905,
  -0.13857109526572012, 9.984369578019572e-6, 1.5056327351493116e-7,
] as const;

/** From here on Stirling's remainder is exact to a double with seven terms. */
const STIRLING_FROM = 15;

/** ln Γ(x) − [(x − ½) ln x − x + ½ ln 2π] for x ≥ 15 (Abramowitz & Stegun 6.1.41). */
function stirlingRemainder(x: number): number {
  const u = 1 / (x * x);
  return (1 / 12 - u * (1 / 360 - u * (1 / 1260 - u * (1 / 1680 - u * (1 / 1188 - u * (691 / 360360 - u / 156)))))) / x;
}

/** ln Γ(x) for x > 0; relative error below 1e-14. */
export function lgamma(x: number): number {
  if (x >= STIRLING_FROM) return (x - 0.5) * Math.log(x) - x + HALF_LOG_2PI + stirlingRemainder(x);
  // below ½ the series loses digits; Γ(x) = Γ(x + 1) / x
  if (x < 0.5) return lgamma(x + 1) - Math.log(x);
  let sum = LANCZOS[0];
  for (let i = 1; i < LANCZOS.length; i += 1) sum += LANCZOS[i]! / (x - 1 + i);
  const t = x + 6.5;
  return HALF_LOG_2PI + (x - 0.5) * Math.log(t) - t + Math.log(sum);
}

/**
 * ln B(a, b) for a, b > 0; error below 1e-14. The sum of three ln Γ cancels to eleven digits at (0.5, 1e5), so the
 * large parts are cancelled by hand (Didonato & Morris 1992, algorithm 708).
 */
export function lbeta(a: number, b: number): number {
  if (a > b) return lbeta(b, a);
  if (b < STIRLING_FROM) return lgamma(a) + lgamma(b) - lgamma(a + b);
  const share = Math.log1p(-a / (a + b));
  const remainders = stirlingRemainder(b) - stirlingRemainder(a + b);
  if (a < STIRLING_FROM) return lgamma(a) + remainders + (b - 0.5) * share - a * Math.log(a + b) + a;
  return HALF_LOG_2PI - 0.5 * Math.log(b) + (a - 0.5) * Math.log(a / (a + b)) + b * share + stirlingRemainder(a) + remainders;
}

/** ln(1 + eᵛ) without overflow, so that ln(eᵃ + eᵇ) = a + softPlus(b − a); −∞ stands for a term that is not there. */
export const softPlus = (v: number): number => (v > 0 ? v + Math.log1p(Math.exp(-v)) : Math.log1p(Math.exp(v)));

/** 1 / (1 + e⁻ᵛ) on both sides without overflow: 0 … 1. */
export function logistic(v: number): number {
  if (v >= 0) return 1 / (1 + Math.exp(-v));
  const e = Math.exp(v);
  return e / (1 + e);
}

/** (1 − eᵏˡ) / k, which is −l at k = 0: what is left of a power that turns into a logarithm. */
export const powerGap = (k: number, l: number): number => (k === 0 ? -l : -Math.expm1(k * l) / k);

/** Positive nodes and weights of Gauss–Legendre with 8 points (Abramowitz & Stegun 25.4.30). */
const NODES = [0.18343464249564978, 0.525532409916329, 0.7966664774136267, 0.9602898564975362] as const;
const WEIGHTS = [0.36268378337836166, 0.3137066458778869, 0.22238103445337443, 0.10122853629037706] as const;

/**
 * ∫ f from 0 to `end` over equal panels of 8 points, for a smooth f that is not negative and in the end decays: panels
 * that no longer add anything are left out. Exact to 1e-13 when f changes by less than e⁴ within a panel.
 */
export function integralOf(f: (at: number) => number, end: number, panels: number): number {
  const half = end / panels / 2;
  let sum = 0;
  for (let panel = 0; panel < panels; panel += 1) {
    const middle = half * (2 * panel + 1);
    let part = 0;
    for (let i = 0; i < NODES.length; i += 1) part += WEIGHTS[i]! * (f(middle - half * NODES[i]!) + f(middle + half * NODES[i]!));
    sum += part * half;
    if (part * half < 1e-17 * sum) break;
  }
  return sum;
}
