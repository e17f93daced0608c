/** The methods that look ahead: who comes back, how often, for how much, and when. */
import { backTestOf, expectedPurchasesOf, pAliveOf } from '../prediction/back-test.rules.ts';
import { bgNbd, mbgNbd } from '../prediction/bg-nbd.rules.ts';
import { customerLifetimeValues } from '../prediction/clv.rules.ts';
import { frequencyTableOf, trackingCurveOf } from '../prediction/diagnostics.rules.ts';
import { fitPurchaseModel, type PurchaseFit } from '../prediction/fit.rules.ts';
import { DAYS_A_WEEK } from '../prediction/histories.rules.ts';
import { paretoNbd } from '../prediction/pareto-nbd.rules.ts';
import type { PurchaseModel } from '../prediction/purchase-model.rules.ts';
import { REPLENISHMENT_MINIMUM_DAYS, replenishmentOf } from '../prediction/replenishment.rules.ts';
import { SPEND_DAYS } from '../prediction/spend-prediction.rules.ts';
import { backtestOf } from '../scoring/backtest.rules.ts';
import { churnReasonsOf, type ChurnReason, usualGoodsOf } from '../scoring/churn-reasons.rules.ts';
import { tooFew } from '../scoring/enough.rules.ts';
import { type7QuantileOf } from '../scoring/quantiles.rules.ts';
import { lossProbabilitiesOf, returnModelOf } from '../scoring/return.rules.ts';
import { gapsOf, MIN_RHYTHM_DAYS, MIN_SHOP_GAPS, rhythmsOf, valueAtRiskOf, warningLevels, warningsOf } from '../scoring/rhythm.rules.ts';
import { type SeasonCurve, seasonCurveOf, seasonDistanceOf } from '../scoring/season.rules.ts';
import { columnFor, method, type NamedReason } from './method.rules.ts';
import type { AnalysisOptions } from './options.rules.ts';
import type { Shop } from './shop.rules.ts';

const wholeFen = (yuan: number): number => Math.round(yuan * 100);

const ratiosBySeason = (shop: Shop, curve: SeasonCurve | null, { cycle }: AnalysisOptions): Float64Array | null => {
  if (!curve) return null;
  const first = shop.days().day.reduce((least, day) => Math.min(least, day), shop.asOf);
  return warningsOf(rhythmsOf(shop.days(), shop.asOf, seasonDistanceOf(curve, first, shop.asOf)), cycle).ratio;
};

const namedReason = (shop: Shop, reason: ChurnReason): NamedReason => ('product' in reason ? { ...reason, name: shop.goods.productNames[reason.product]! } : reason);

const reasonsOf = (shop: Shop, row: number, ratio: number, seasonRatio: number | null): NamedReason[] => {
  const rhythms = shop.rhythms();
  const who = rhythms.customer[row]!;
  return churnReasonsOf({
    lastDay: rhythms.lastDay[row]!, ratio, seasonRatio, goods: usualGoodsOf(shop.soldGoods(), who),
    // nothing says yet how a complaint ended
    complaints: (shop.complaintsOf().get(who) ?? []).map((day) => ({ day, resolved: false })),
    refundDays: shop.refundsOf().get(who) ?? [],
  }).map((reason) => namedReason(shop, reason));
};

const churnWarning = method({
  version: 1,
  learn: (shop, options) => {
    const { level } = warningsOf(shop.rhythms(), options.cycle);
    if (level.length === 0) return tooFew(MIN_RHYTHM_DAYS, shop.rfm().customer.reduce((most, who) => Math.max(most, shop.days().start[who + 1]! - shop.days().start[who]!), 0));
    const season = seasonCurveOf(shop.transactions.day, shop.asOf);
    return {
      type: 'known' as const,
      levels: warningLevels.map((name) => ({ name, customers: level.filter((one) => one === name).length })),
      withoutRhythm: shop.rfm().customer.length - level.length,
      season: season.type === 'known' ? season : null,
    };
  },
  tell: (shop, { season }, options) => {
    const rhythms = shop.rhythms();
    const { level, ratio } = warningsOf(rhythms, options.cycle);
    const seasonRatio = ratiosBySeason(shop, season, options);
    const value = valueAtRiskOf(shop.transactions, rhythms);
    const usual = options.cycle === 'mean' ? rhythms.meanGap : rhythms.medianGap;
    const column = <T>(valueAt: (row: number) => T | null) => columnFor(shop.transactions.customers, rhythms.customer, valueAt);
    return {
      warningLevel: column((row) => level[row]!),
      cycleDays: column((row) => usual[row]!),
      spreadDays: column((row) => rhythms.gapSpread[row]!),
      overdueRatio: column((row) => ratio[row]!),
      valueAtRiskFen: column((row) => value[row]!),
      reasons: column((row) => (level[row] === 'normal' ? null : reasonsOf(shop, row, ratio[row]!, seasonRatio && seasonRatio[row]!))),
    };
  },
});

const returnChance = method({
  version: 1,
  learn: (shop, { horizonDays }) => returnModelOf(shop.transactions, shop.asOf, horizonDays),
  tell: (shop, model) => {
    const { customer, lossProbability } = lossProbabilitiesOf(model, shop.days(), shop.asOf);
    return { returnChance: columnFor(shop.transactions.customers, customer, (row) => 1 - lossProbability[row]!) };
  },
});

const churnBacktest = method({ version: 1, learn: (shop, { cycle, horizonDays }) => backtestOf(shop.transactions, shop.asOf - horizonDays, shop.asOf, cycle) });

/** How the fit tells back what happened, weeks thinned to what a picture can show. */
const diagnosticsOf = <Name extends string>(shop: Shop, model: PurchaseModel<Name>, fit: PurchaseFit<Name>) => {
  const { actual, expected, chiSquare, pValue } = frequencyTableOf(model, fit.parameters, shop.histories());
  const curve = trackingCurveOf(model, fit.parameters, shop.totals(), shop.asOf, shop.asOf);
  return { frequencies: { actual: [...actual], expected: [...expected], chiSquare, pValue }, tracking: { actual: [...curve.actual], expected: [...curve.expected] } };
};

const bgNbdMethod = method({
  version: 1,
  learn: (shop, { horizonDays }) => {
    const fit = shop.purchaseFit();
    if (fit.type === 'tooFew') return fit;
    const modified = fitPurchaseModel(mbgNbd, shop.histories());
    const backTest = backTestOf(shop.totals(), shop.asOf - horizonDays, shop.asOf);
    return {
      type: 'known' as const, fit, modified: modified.type === 'fit' ? modified : null, ...diagnosticsOf(shop, bgNbd, fit), backTest: backTest.type === 'backTest' ? backTest : null,
    };
  },
  tell: (shop, { fit }) => {
    const histories = shop.histories();
    const column = (values: Float64Array) => columnFor(shop.transactions.customers, histories.customer, (row) => values[row]!);
    return {
      expectedPurchases: column(expectedPurchasesOf(bgNbd, fit.parameters, SPEND_DAYS / DAYS_A_WEEK, histories)),
      // without drop-out it is 1 for all and says nothing
      ...(fit.dropOutFound ? { pAlive: column(pAliveOf(bgNbd, fit.parameters, histories)) } : {}),
    };
  },
});

const paretoNbdMethod = method({
  version: 1,
  learn: (shop) => {
    const fit = fitPurchaseModel(paretoNbd, shop.histories());
    return fit.type === 'tooFew' ? fit : { type: 'known' as const, fit, ...diagnosticsOf(shop, paretoNbd, fit) };
  },
});

const gammaGamma = method({ version: 1, learn: (shop) => shop.spendFit() });

const clv = method({
  version: 1,
  learn: (shop, { months, monthlyDiscount }) => {
    const purchases = shop.purchaseFit();
    if (purchases.type === 'tooFew') return purchases;
    const spend = shop.spendFit();
    if (spend.type === 'tooFew') return spend;
    return { type: 'known' as const, months, monthlyDiscount, purchases: purchases.parameters, spend: spend.parameters };
  },
  tell: (shop, { purchases, spend, ...horizon }) => {
    const histories = shop.histories();
    const values = customerLifetimeValues(bgNbd, purchases, spend, histories, horizon);
    return { clvFen: columnFor(shop.transactions.customers, histories.customer, (row) => (values[row] === null ? null : wholeFen(values[row]!))) };
  },
});

const spendNetwork = method({
  version: 1,
  comparesAll: true,
  learn: (shop) => {
    const found = shop.spendPrediction();
    if (found.type === 'tooFew') return found;
    const { customer: _, spendFen: __, ...told } = found;
    return { ...told, type: 'known' as const };
  },
  tell: (shop, { isUseful }) => {
    const found = shop.spendPrediction();
    if (found.type === 'tooFew' || !isUseful) return {};
    return { predictedSpendFen: columnFor(shop.transactions.customers, found.customer, (row) => found.spendFen[row]!) };
  },
});

const replenishment = method({
  version: 1,
  learn: (shop) => {
    const rhythmic = shop.rhythms().customer.length;
    if (rhythmic === 0) return tooFew(REPLENISHMENT_MINIMUM_DAYS, 0);
    const gaps = gapsOf(shop.days());
    return { type: 'known' as const, customers: rhythmic, usualGap: gaps.length < MIN_SHOP_GAPS ? null : type7QuantileOf(gaps, 1, 2) };
  },
  tell: (shop, { usualGap }) => {
    const { customers, start, day, amountFen } = shop.totals();
    const found = Array.from({ length: customers }, (_, who) => {
      const next = replenishmentOf(day.subarray(start[who], start[who + 1]), amountFen.subarray(start[who], start[who + 1]), usualGap);
      return next.type === 'tooFew' ? null : next;
    });
    return { nextOrderDay: found.map((next) => next?.day ?? null), nextOrderFrom: found.map((next) => next?.first ?? null), nextOrderTo: found.map((next) => next?.last ?? null) };
  },
});

export const futureMethods = { churnWarning, returnChance, churnBacktest, bgNbd: bgNbdMethod, paretoNbd: paretoNbdMethod, gammaGamma, clv, spendNetwork, replenishment };
