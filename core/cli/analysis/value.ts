/** clv and predict: what customers will buy and spend, by the purchase models and by what was learned from the log. */
import { dayFromNumber } from '../../base/dates.ts';
import { Refused } from '../../base/errors.ts';
import { type AnalysisOptions, cutOf } from './arguments.ts';
import { withoutType, yuan } from './customers.ts';
import type { Log } from './log.ts';
import { type Analysed, codeFor, inputTable, refusedAnalysis, tooFewOf } from './text.ts';
import { expectedPurchasesOf, holdOutOf, pAliveOf } from '../../prediction/back-test.rules.ts';
import { bgNbd, mbgNbd } from '../../prediction/bg-nbd.rules.ts';
import { customerLifetimeValues, WEEKS_A_MONTH } from '../../prediction/clv.rules.ts';
import { frequencyTableOf, trackingCurveOf } from '../../prediction/diagnostics.rules.ts';
import { fitPurchaseModel, type PurchaseFit } from '../../prediction/fit.rules.ts';
import { expectedSpend, fitGammaGamma, type GammaGammaFit } from '../../prediction/gamma-gamma.rules.ts';
import { DAYS_A_WEEK, purchaseHistoriesOf, purchasesWithin } from '../../prediction/histories.rules.ts';
import { paretoNbd } from '../../prediction/pareto-nbd.rules.ts';
import type { Parameters, PurchaseModel } from '../../prediction/purchase-model.rules.ts';
import { replenishmentsOf } from '../../prediction/replenishment.rules.ts';
import { predictSpend, SPEND_DAYS } from '../../prediction/spend-prediction.rules.ts';
import { dailyTotalsOf } from '../../scoring/daily-totals.rules.ts';

/** Beyond it a Pareto/NBD fit takes tens of seconds to minutes. */
const mostForPareto = 20_000;

export function clv(log: Log, options: AnalysisOptions<'clv'>): Analysed {
  switch (options.model) {
    case 'bgnbd':
      return valuesBy('bgnbd', bgNbd, log, options);
    case 'mbgnbd':
      return valuesBy('mbgnbd', mbgNbd, log, options);
    case 'pareto':
      return valuesBy('paretonbd', paretoNbd, log, options);
  }
}

/** Fitted in weeks; `unit` weeks or days for whoever reads it. A likelihood of times changes with their unit: by ln 7 per repeat purchase. */
function fitTold<Name extends string>(model: PurchaseModel<Name>, found: PurchaseFit<Name>, x: Float64Array, unit: 'day' | 'week') {
  const { parameters, standardErrors, logLikelihood, ...fit } = withoutType(found);
  const factor = unit === 'day' ? DAYS_A_WEEK : 1;
  const told = (values: Parameters<Name>): Parameters<Name> =>
    Object.fromEntries(model.names.map((name) => [name, values[name] * (model.timeNames.includes(name) ? factor : 1)])) as Record<Name, number>;
  return {
    ...told(parameters),
    standardErrors: standardErrors && told(standardErrors),
    logLikelihood: logLikelihood - x.reduce((sum, count) => sum + count, 0) * Math.log(factor),
    ...fit,
  };
}

function spendTold(found: GammaGammaFit) {
  const { parameters, ...fit } = withoutType(found);
  return { ...parameters, ...fit };
}

function valuesBy<Name extends string>(modelName: string, model: PurchaseModel<Name>, log: Log, options: AnalysisOptions<'clv'>): Analysed {
  const { 'time-unit': timeUnit, horizon: months, discount, until } = options;
  const { transactions, customerNames, asOf, input } = log;
  const cut = cutOf(until, asOf) ?? asOf;
  const totals = dailyTotalsOf(transactions);
  const histories = purchaseHistoriesOf(totals, cut);
  const { x, tx, T, meanSpend } = histories;
  if (model === (paretoNbd as unknown) && x.length > mostForPareto) throw new Refused('analysis.tooManyForPareto', { most: mostForPareto, have: x.length });
  const fit = fitPurchaseModel(model, histories);
  if (fit.type === 'tooFew') return refusedAnalysis('clv', input, fit, [inputTable(input)]);
  const spend = fitGammaGamma(histories);
  const weeks = months * WEEKS_A_MONTH;
  const expected = expectedPurchasesOf(model, fit.parameters, weeks, histories);
  // where nobody is seen to drop out it is 1 for all, give or take rounding
  const alive = fit.dropOutFound ? pAliveOf(model, fit.parameters, histories) : null;
  const values = spend.type === 'tooFew' ? null : customerLifetimeValues(model, fit.parameters, spend.parameters, histories, { months, monthlyDiscount: discount });
  const factor = timeUnit === 'day' ? DAYS_A_WEEK : 1;
  const later = asOf > cut ? { weeks: (asOf - cut) / DAYS_A_WEEK, came: purchasesWithin(totals, histories.customer, cut, asOf) } : null;
  const foretold = later && expectedPurchasesOf(model, fit.parameters, later.weeks, histories);
  const customers = Array.from(histories.customer, (who, row) => ({
    customer: customerNames[who]!,
    frequency: x[row]!, recency: tx[row]! * factor, T: T[row]! * factor, monetary: meanSpend[row]!,
    pAlive: alive && alive[row]!,
    expectedPurchases: expected[row]!,
    expectedSpend: spend.type === 'tooFew' ? null : expectedSpend(spend.parameters, x[row]!, meanSpend[row]!),
    clv: values && values[row]!,
    ...(later && foretold ? { holdout: { expectedPurchases: foretold[row]!, purchases: later.came.days[row]!, spend: yuan(later.came.fen[row]!) } } : {}),
  })).toSorted((a, b) => (b.clv ?? b.expectedPurchases) - (a.clv ?? a.expectedPurchases));
  const { actual, expected: byModel, chiSquare, pValue } = frequencyTableOf(model, fit.parameters, histories);
  const curve = later && trackingCurveOf(model, fit.parameters, totals, cut, asOf);
  const told = fitTold(model, fit, x, timeUnit);
  return {
    output: {
      command: 'clv', asOf: dayFromNumber(cut), until: dayFromNumber(asOf), input, model: options.model, timeUnit, horizonMonths: months, monthlyDiscount: discount,
      [modelName]: told,
      gammaGamma: spend.type === 'tooFew' ? tooFewOf(spend) : spendTold(spend),
      fitted: { frequencies: [...actual], expected: [...byModel], chiSquare, pValue },
      ...(later && foretold && curve ? { holdout: { days: asOf - cut, ...holdOutOf(foretold, later.came.days), tracking: { actual: [...curve.actual], expected: [...curve.expected] } } } : {}),
      customers,
    },
    tables: [
      inputTable(input),
      {
        title: fit.dropOutFound ? '模型（人还在不在）' : '模型：这段时间看不出有谁走了，“还在的可能”不作数',
        columns: ['参数', '值', '标准误'],
        // on the boundary single parameters mean nothing and are no finding
        rows: [...(fit.isOnBoundary ? [] : model.names.map((name) => [name, told[name], told.standardErrors && told.standardErrors[name]])), ['对数似然', told.logLikelihood, null]],
      },
      { title: `今后 ${months} 个月`, columns: ['客户', '回头次数', '还在的可能', '预计次数', '每次约花', '值多少'], rows: customers.map((one) => [one.customer, one.frequency, one.pAlive, one.expectedPurchases, one.expectedSpend, one.clv]) },
    ],
    code: codeFor(input),
  };
}

const methodNames = { network: '小神经网络', linear: '直线' } as const;

export function predict(log: Log, { seed }: AnalysisOptions<'predict'>): Analysed {
  const { transactions, customerNames, asOf, input } = log;
  const totals = dailyTotalsOf(transactions);
  const prediction = predictSpend(totals, asOf, seed);
  if (prediction.type === 'tooFew') return refusedAnalysis('predict', input, prediction, [inputTable(input)]);
  const { customer, spendFen, ...judged } = withoutType(prediction);
  const due = replenishmentsOf(totals);
  const customers = Array.from(customer, (who, row) => ({ customer: customerNames[who]!, expectedSpend: yuan(spendFen[row]!), nextPurchase: replenishmentTold(due[who]!) }))
    .toSorted((a, b) => b.expectedSpend - a.expectedSpend);
  return {
    output: { command: 'predict', asOf: dayFromNumber(asOf), input, days: SPEND_DAYS, seed, ...judged, customers },
    tables: [
      inputTable(input),
      { title: `用的是${methodNames[judged.method]}${judged.isUseful ? '' : '，但它不比猜一个平均数准，别当真'}`, columns: ['方法', 'R²', '排序相关'], rows: Object.entries(judged.scores).flatMap(([name, score]) => (score === null ? [] : [[name, score.rSquared, score.spearman]])) },
      { title: `今后 ${SPEND_DAYS} 天`, columns: ['客户', '预计花', '下次大约'], rows: customers.map((one) => [one.customer, one.expectedSpend, one.nextPurchase?.day ?? null]) },
    ],
    code: codeFor(input),
  };
}

const replenishmentTold = (due: ReturnType<typeof replenishmentsOf>[number]) =>
  due.type === 'tooFew' ? null : { ...withoutType(due), day: dayFromNumber(due.day), first: dayFromNumber(due.first), last: dayFromNumber(due.last) };
