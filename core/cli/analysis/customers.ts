/** rfm, segments, score and churn: the customers of a log as the shop itself would judge them. */
import { dayFromNumber } from '../../base/dates.ts';
import { type AnalysisOptions, cutOf } from './arguments.ts';
import type { Log } from './log.ts';
import { type Analysed, codeFor, inputTable, refusedAnalysis, type ShortTable, tooFewOf } from './text.ts';
import { segmentNames } from '../../reports/tables.ts';
import { backtestOf } from '../../scoring/backtest.rules.ts';
import { churnWarningsOf } from '../../scoring/churn.rules.ts';
import { compositeOf, indicatorsOf, littleIsGood, MIN_COMPOSITE_CUSTOMERS, normalizedOf, type ValueIndicator } from '../../scoring/composite.rules.ts';
import { concentrationOf, pyramidOf, sharesOf } from '../../scoring/concentration.rules.ts';
import type { Segment } from '../../scoring/contract.ts';
import { tooFew, type TooFew } from '../../scoring/enough.rules.ts';
import { lifecycleOf, valueTiersOf } from '../../scoring/lifecycle.rules.ts';
import { purchaseDaysOf, type PurchaseDays } from '../../scoring/purchase-days.rules.ts';
import { relationOf } from '../../scoring/relation.rules.ts';
import { MIN_RHYTHM_DAYS } from '../../scoring/rhythm.rules.ts';
import { rfmOf, rfmScoresOf, type Rfm, type RfmMethod } from '../../scoring/rfm.rules.ts';
import { defaultRule } from '../../scoring/rules.ts';
import { eightSegmentsOf, elevenSegmentOf, elevenSegments, type HighRule, putlerSegmentOf, tenClassOf } from '../../scoring/segments.rules.ts';
import { componentWeightsOf, entropyWeightsOf, userWeightsOf } from '../../scoring/weights.rules.ts';

const eightSegments = ['111', '011', '101', '001', '110', '010', '100', '000'] as const satisfies readonly Segment[];

/** Fen as yuan, the unit of every amount that comes out. */
export const yuan = (fen: number): number => fen / 100;

const segmented = (rfm: Rfm, method: RfmMethod, rule: HighRule) => {
  const scores = rfmScoresOf(rfm, method, defaultRule);
  const { r, f, m, cuts } = scores;
  const eight = eightSegmentsOf(rfm, scores, rule);
  const eleven = Array.from(rfm.customer, (_, at) => elevenSegmentOf(r[at]!, f[at]!, m[at]!));
  return { r, f, m, cuts: { recency: cuts.r, frequency: cuts.f, monetary: cuts.m?.map(yuan) ?? null }, eight, eleven };
};

const segmentTables = (rfm: Rfm, eight: readonly Segment[], eleven: ReturnType<typeof segmented>['eleven']) => ({
  eight: sharesOf(eightSegments, eight, rfm.monetaryFen).map(({ name, customers, share }) => ({ segment: name, name: segmentNames[name], customers, monetaryShare: share })),
  eleven: sharesOf(elevenSegments, eleven, rfm.monetaryFen).map(({ name, customers, share }) => ({ segment: name, customers, monetaryShare: share })),
});

const eightTable = ({ eight }: ReturnType<typeof segmentTables>): ShortTable => ({
  title: '八类客户', columns: ['代码', '类别', '人数', '金额占比'], rows: eight.map(({ segment, name, customers, monetaryShare }) => [segment, name, customers, monetaryShare]),
});

export function rfm(log: Log, options: AnalysisOptions<'rfm'>): Analysed {
  const { transactions, customerNames, asOf, input } = log;
  const found = rfmOf(transactions, asOf);
  if (found.customer.length === 0) return refusedAnalysis('rfm', input, tooFew(1, 0), [inputTable(input)]);
  const { r, f, m, cuts, eight, eleven } = segmented(found, options['rfm-method'], options['high-rule']);
  const segments = segmentTables(found, eight, eleven);
  const customers = Array.from(found.customer, (who, at) => ({
    customer: customerNames[who]!,
    recency: found.recency[at]!, frequency: found.frequency[at]!, monetary: yuan(found.monetaryFen[at]!),
    firstPurchase: dayFromNumber(found.firstDay[at]!), lastPurchase: dayFromNumber(found.lastDay[at]!),
    r: r[at]!, f: f[at]!, m: m[at]!, rfm: `${r[at]}${f[at]}${m[at]}`,
    segment: eight[at]!, segmentName: segmentNames[eight[at]!], elevenSegment: eleven[at]!,
    putlerSegment: putlerSegmentOf(r[at]!, f[at]!, m[at]!), tenClass: tenClassOf(r[at]!, f[at]!),
  }));
  return {
    output: { command: 'rfm', asOf: dayFromNumber(asOf), input, rfmMethod: options['rfm-method'], highRule: options['high-rule'], cuts, segments, customers },
    tables: [
      inputTable(input), eightTable(segments),
      { title: '客户', columns: ['客户', '几天没来', '次数', '金额', 'RFM', '类别'], rows: customers.map((one) => [one.customer, one.recency, one.frequency, one.monetary, one.rfm, one.segmentName]) },
    ],
    code: codeFor(input),
  };
}

export function segments(log: Log, options: AnalysisOptions<'segments'>): Analysed {
  const { transactions, asOf, input } = log;
  const found = rfmOf(transactions, asOf);
  if (found.customer.length === 0) return refusedAnalysis('segments', input, tooFew(1, 0), [inputTable(input)]);
  const { eight, eleven, cuts } = segmented(found, options['rfm-method'], options['high-rule']);
  const counted = segmentTables(found, eight, eleven);
  const { newDays, dormantDays } = defaultRule;
  const lifecycles = Array.from(found.recency, (recency, at) => lifecycleOf({ firstOrderDaysAgo: asOf - found.firstDay[at]!, recency, hasNeed: false }, { newDays, dormantDays }));
  const concentration = concentrationOf(found.monetaryFen);
  return {
    output: {
      command: 'segments', asOf: dayFromNumber(asOf), input, rfmMethod: options['rfm-method'], highRule: options['high-rule'], cuts, segments: counted,
      lifecycle: sharesOf(['new', 'active', 'dormant'] as const, lifecycles.filter((one) => one === 'new' || one === 'active' || one === 'dormant'), found.monetaryFen).map(shareNamed),
      valueTiers: sharesOf(['high', 'middle', 'low'] as const, valueTiersOf(found.monetaryFen), found.monetaryFen).map(shareNamed),
      pyramid: sharesOf(['top', 'big', 'medium', 'small'] as const, pyramidOf(found.monetaryFen), found.monetaryFen).map(shareNamed),
      concentration: concentration.type === 'tooFew' ? tooFewOf(concentration) : { topFifthShare: concentration.topFifthShare, gini: concentration.gini },
    },
    tables: [inputTable(input), eightTable(counted)],
    code: codeFor(input),
  };
}

const shareNamed = ({ name, customers, share }: { readonly name: string; readonly customers: number; readonly share: number }) => ({ name, customers, monetaryShare: share });

/** A log asks nobody how they like it: four of the five indicators. */
const scored = ['frequency', 'monetary', 'orderValue', 'cycle'] as const satisfies readonly ValueIndicator[];

export function score(log: Log, { weights: wanted, normalization }: AnalysisOptions<'score'>): Analysed {
  const { transactions, customerNames, asOf, input } = log;
  const found = rfmOf(transactions, asOf);
  const days = purchaseDaysOf(transactions, asOf);
  const indicators = indicatorsOf(found, days);
  const columns = scored.map((name) => indicators[name]);
  const cost = scored.map((name) => littleIsGood[name]);
  const weighted = weightsFor(wanted, columns, cost);
  if (weighted.type === 'tooFew') return refusedAnalysis('score', input, weighted, [inputTable(input)]);
  const composite = compositeOf(columns, weighted.weights, cost, normalization);
  if (composite.type === 'tooFew') return refusedAnalysis('score', input, composite, [inputTable(input)]);
  const tiers = valueTiersOf(found.monetaryFen);
  const { newDays, dormantDays } = defaultRule;
  const customers = Array.from(found.customer, (who, at) => ({
    customer: customerNames[who]!,
    score: composite.scores[at]!,
    frequency: found.frequency[at]!, monetary: yuan(found.monetaryFen[at]!), orderValue: yuan(indicators.orderValue[at]!), cycle: Number.isNaN(indicators.cycle[at]) ? null : indicators.cycle[at]!,
    lifecycle: lifecycleOf({ firstOrderDaysAgo: asOf - found.firstDay[at]!, recency: found.recency[at]!, hasNeed: false }, { newDays, dormantDays }),
    valueTier: tiers[at]!,
    relation: relationOf(days.day.subarray(days.start[who], days.start[who + 1]), asOf, null)?.relation ?? null,
  })).toSorted((a, b) => (b.score ?? Number.NEGATIVE_INFINITY) - (a.score ?? Number.NEGATIVE_INFINITY));
  const { type: _, weights, ...weighing } = weighted;
  return {
    output: { command: 'score', asOf: dayFromNumber(asOf), input, normalization, weights: Object.fromEntries(scored.map((name, at) => [name, weights[at]!])), ...weighing, customers },
    tables: [
      inputTable(input),
      { title: '权重', columns: ['次数', '金额', '客单价', '间隔'], rows: [weights] },
      { title: '综合得分', columns: ['客户', '得分', '次数', '金额', '客单价', '间隔天数'], rows: customers.map((one) => [one.customer, one.score, one.frequency, one.monetary, one.orderValue, one.cycle]) },
    ],
    code: codeFor(input),
  };
}

/** Entropy and components look at scores 1–5, on which they are usable (SCORING §0.9); a cycle nobody knows yet is the middle. */
function weightsFor(wanted: AnalysisOptions<'score'>['weights'], columns: readonly Float64Array[], cost: readonly boolean[]):
  { readonly type: 'known'; readonly weights: readonly number[]; readonly weighting: string } | TooFew {
  if (typeof wanted !== 'string') return { type: 'known', weights: userWeightsOf(scored.map((_, at) => wanted[at] ?? 0)), weighting: 'user' };
  if (wanted === 'user') return { type: 'known', weights: userWeightsOf(scored.map(() => 1)), weighting: 'user' };
  const fifths = columns.map((column, at) => normalizedOf(column, 'fifths', cost[at]!).map((value) => (Number.isNaN(value) ? 3 : value)));
  const found = wanted === 'entropy' ? entropyWeightsOf(fifths, fifths.map(() => false)) : componentWeightsOf(fifths, 'all');
  if (found.type === 'noVariation') return tooFew(MIN_COMPOSITE_CUSTOMERS, 1);
  return found.type === 'tooFew' ? found : { type: 'known', weights: found.weights, weighting: wanted };
}

const levelNames = { watch: '留意', warn: '提醒', alarm: '警报' } as const;

export function churn(log: Log, { horizon, cycle, until }: AnalysisOptions<'churn'>): Analysed {
  const { transactions, customerNames, asOf, input } = log;
  const { warnings, levels, withoutRhythm, learning, season } = churnWarningsOf(transactions, asOf, { cycle, horizon });
  const cut = cutOf(until, asOf) ?? asOf - horizon;
  const backtest = backtestOf(transactions, cut, asOf, cycle);
  const customers = warnings.map(({ customer, valueAtRiskFen, ...one }) => ({ customer: customerNames[customer]!, ...one, valueAtRisk: yuan(valueAtRiskFen) }));
  const rhythms = levels.normal + levels.watch + levels.warn + levels.alarm;
  if (rhythms === 0) return refusedAnalysis('churn', input, { ...tooFew(MIN_RHYTHM_DAYS, mostDaysOf(purchaseDaysOf(transactions, asOf))), what: 'purchaseDays' }, [inputTable(input)]);
  return {
    output: {
      command: 'churn', asOf: dayFromNumber(asOf), input, horizon, cycle, levels, withoutRhythm,
      learning: learning.type === 'tooFew' ? tooFewOf(learning) : { learnedFrom: learning.learnedFrom, baseRate: learning.baseRate },
      season: season.type === 'tooFew' ? tooFewOf(season) : { years: season.years, orders: season.orders },
      backtest: backtest.type === 'tooFew' ? tooFewOf(backtest) : { cut: dayFromNumber(cut), end: dayFromNumber(asOf), ...withoutType(backtest) },
      customers,
    },
    tables: [
      inputTable(input),
      { title: `按时来 ${levels.normal} 人，留意 ${levels.watch} 人，提醒 ${levels.warn} 人，警报 ${levels.alarm} 人；买得少、看不出规律 ${withoutRhythm} 人`, columns: [], rows: [] },
      { title: '先联系谁（不再来的可能 × 可能损失）', columns: ['客户', '级别', '平时几天', '已经几天', '不再来的可能', '可能损失'], rows: customers.map((one) => [one.customer, levelNames[one.level], one.everyDays, one.elapsed, one.lossProbability, one.valueAtRisk]) },
    ],
    code: codeFor(input),
  };
}

const mostDaysOf = ({ start }: PurchaseDays): number => start.reduce((most, end, at) => (at > 0 ? Math.max(most, end - start[at - 1]!) : 0), 0);

/** The type only tells a result from a refusal; what is printed is one or the other anyway. */
export const withoutType = <T extends { readonly type: string }>(found: T): Omit<T, 'type'> => {
  const { type: _, ...rest } = found;
  return rest;
};
