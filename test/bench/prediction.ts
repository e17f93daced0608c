/** Fitting BG/NBD and asking it about 100,000 customers, against the formulas as the paper prints them and, where it is installed, against scipy. */
import { spawnSync } from 'node:child_process';
import { bgNbd, type BetaGeometricName } from '../../core/prediction/bg-nbd.rules.ts';
import { expectedPurchasesOf, pAliveOf } from '../../core/prediction/back-test.rules.ts';
import { fitPurchaseModel, minimumTwice } from '../../core/prediction/fit.rules.ts';
import { groupedHistoriesOf, type PurchaseHistories } from '../../core/prediction/histories.rules.ts';
import type { Parameters } from '../../core/prediction/purchase-model.rules.ts';
import { lgamma } from '../../core/prediction/special-functions.rules.ts';
import { randomOf } from '../../core/practice/random.rules.ts';
import { median, row, timed } from './measure.ts';

type Histories = Pick<PurchaseHistories, 'x' | 'tx' | 'T'>;
type Asked = Parameters<BetaGeometricName>;

const rounds = 5;
const weeks = 39;

/** Customers as BG/NBD makes them at the parameters of CDNOW, with whole days. */
function madeUpHistories(customers: number): Histories {
  const random = randomOf(1997);
  const exponential = (): number => -Math.log(1 - random());
  const histories = { x: new Float64Array(customers), tx: new Float64Array(customers), T: new Float64Array(customers) };
  for (let c = 0; c < customers; c += 1) {
    const end = 273 - Math.floor(84 * random());
    const perDay = exponential() ** 3 / 200;
    const leaving = random() ** 2;
    let day = 0;
    for (;;) {
      const next = day + Math.ceil(exponential() / perDay);
      if (!(next <= end)) break;
      day = next;
      histories.x[c]! += 1;
      if (random() < leaving) break;
    }
    histories.tx[c] = day / 7;
    histories.T[c] = end / 7;
  }
  return histories;
}

const lbetaAsPrinted = (a: number, b: number): number => lgamma(a) + lgamma(b) - lgamma(a + b);

/** Equation 6 of Fader, Hardie & Lee 2005, customer by customer. */
const likelihoodAsPrinted = ({ r, alpha, a, b }: Asked, { x, tx, T }: Histories): number =>
  x.reduce((sum, count, i) => {
    const rate = lgamma(r + count) - lgamma(r) + r * Math.log(alpha);
    const alive = Math.exp(lbetaAsPrinted(a, b + count) - lbetaAsPrinted(a, b) + rate - (r + count) * Math.log(alpha + T[i]!));
    const gone = count === 0 ? 0 : Math.exp(lbetaAsPrinted(a + 1, b + count - 1) - lbetaAsPrinted(a, b) + rate - (r + count) * Math.log(alpha + tx[i]!));
    return sum + Math.log(alive + gone);
  }, 0);

const hypergeometric = (a: number, b: number, c: number, z: number): number => {
  let [sum, term] = [1, 1];
  for (let k = 0; Math.abs(term) > 1e-16 * Math.abs(sum); k += 1) {
    term *= (((a + k) * (b + k)) / ((c + k) * (k + 1))) * z;
    sum += term;
  }
  return sum;
};

const pAliveAsPrinted = ({ r, alpha, a, b }: Asked, x: number, tx: number, T: number): number => (x === 0 ? 1 : 1 / (1 + (a / (b + x - 1)) * ((alpha + T) / (alpha + tx)) ** (r + x)));

/** Equation 10. */
const expectedAsPrinted = (asked: Asked, t: number, x: number, tx: number, T: number): number => {
  const { r, alpha, a, b } = asked;
  const series = hypergeometric(r + x, b + x, a + b + x - 1, t / (alpha + T + t));
  return ((a + b + x - 1) / (a - 1)) * (1 - ((alpha + T) / (alpha + T + t)) ** (r + x) * series) * pAliveAsPrinted(asked, x, tx, T);
};

const fitAsPrinted = (histories: Histories): unknown => {
  const scale = 10 / histories.T.reduce((most, v) => Math.max(most, v), 0);
  const scaled = { x: histories.x, tx: histories.tx.map((v) => v * scale), T: histories.T.map((v) => v * scale) };
  return minimumTwice((at) => {
    const [r, alpha, a, b] = at.map(Math.exp);
    return -likelihoodAsPrinted({ r: r!, alpha: alpha!, a: a!, b: b! }, scaled) / histories.x.length;
  }, [0, 0, 0, 0]);
};

/** The same fit by scipy's L-BFGS-B on the same grouped rows; its own milliseconds, and the logarithm it reached. */
const scipyFit = `
import sys, json, time, numpy as np
from scipy.special import gammaln, betaln
from scipy.optimize import minimize
d = json.load(sys.stdin); x, tx, T, w = (np.array(d[k], float) for k in ('x', 'tx', 'T', 'weight'))
def f(p):
    r, al, a, b = np.exp(p)
    one = betaln(a, b + x) - betaln(a, b) - (r + x) * np.log(al + T)
    two = np.where(x > 0, betaln(a + 1, b + np.maximum(x, 1) - 1) - betaln(a, b) - (r + x) * np.log(al + tx), -np.inf)
    return -np.sum(w * (gammaln(r + x) - gammaln(r) + r * np.log(al) + np.logaddexp(one, two))) / w.sum()
def fit():
    return minimize(f, np.zeros(4), method='L-BFGS-B', bounds=[(-12, 12)] * 4, options=dict(ftol=1e-15, gtol=1e-10))
fit(); t = time.perf_counter(); o = fit(); print(json.dumps([1000 * (time.perf_counter() - t), -o.fun * w.sum()]))
`;

const scipy = (histories: Histories): { readonly ms: number; readonly logLikelihood: number } | null => {
  const { x, tx, T, weight } = groupedHistoriesOf(histories);
  const input = JSON.stringify({ x: [...x], tx: [...tx], T: [...T], weight: [...weight] });
  const { status, stdout } = spawnSync('python3', ['-c', scipyFit], { input, encoding: 'utf8' });
  if (status !== 0) return null;
  const [ms, logLikelihood] = JSON.parse(stdout) as [number, number];
  return { ms, logLikelihood };
};

export const benchPrediction = async (): Promise<void> => {
  for (const customers of [2357, 23_570]) {
    const histories = madeUpHistories(customers);
    const ours: number[] = [];
    const reference: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      ours.push(await timed(() => fitPurchaseModel(bgNbd, histories)));
      if (round === 0) reference.push(await timed(() => fitAsPrinted(histories)));
    }
    row(`BG/NBD fit with standard errors, ${customers} customers, against the paper's formula row by row`, median(ours), median(reference));
    const other = scipy(histories);
    const fit = fitPurchaseModel(bgNbd, histories);
    if (other === null || fit.type === 'tooFew') continue;
    row(`the same, against scipy's L-BFGS-B without standard errors (log-likelihood ours ${fit.logLikelihood.toFixed(4)}, scipy ${other.logLikelihood.toFixed(4)})`, median(ours), other.ms);
  }

  const many = madeUpHistories(100_000);
  const asked: Asked = { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 };
  const [alive, aliveReference, expected, expectedReference]: [number[], number[], number[], number[]] = [[], [], [], []];
  for (let round = 0; round < 5 * rounds; round += 1) {
    alive.push(await timed(() => pAliveOf(bgNbd, asked, many)));
    aliveReference.push(await timed(() => many.x.map((x, i) => pAliveAsPrinted(asked, x, many.tx[i]!, many.T[i]!))));
    expected.push(await timed(() => expectedPurchasesOf(bgNbd, asked, weeks, many)));
    expectedReference.push(await timed(() => many.x.map((x, i) => expectedAsPrinted(asked, weeks, x, many.tx[i]!, many.T[i]!))));
  }
  row('P(alive) of 100,000 customers, against the formula as printed', median(alive), median(aliveReference));
  row('expected purchases of 100,000 customers, against the formula as printed', median(expected), median(expectedReference));
};
