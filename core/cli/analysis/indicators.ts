/** survey, kpis, cohorts, uplift and sample-size: figures that a shop reports. */
import { dayFromNumber } from '../../base/dates.ts';
import { Refused } from '../../base/errors.ts';
import type { AnalysisOptions } from './arguments.ts';
import { withoutType, yuan } from './customers.ts';
import type { Log } from './log.ts';
import { numberColumns, placeOf, type TableSource, type TextTable } from './tables.ts';
import { type Analysed, codeFor, inputTable, refusedAnalysis, tooFewOf } from './text.ts';
import { cohortsOf } from '../../indicators/cohorts.rules.ts';
import { factorabilityOf } from '../../indicators/factorability.rules.ts';
import { derivedImportanceOf } from '../../indicators/importance.rules.ts';
import { regressionOf } from '../../indicators/regression.rules.ts';
import { reliabilityOf } from '../../indicators/reliability.rules.ts';
import { repurchaseOf } from '../../indicators/repurchase.rules.ts';
import { retentionOf } from '../../indicators/retention.rules.ts';
import { meanOf } from '../../indicators/rules.ts';
import { netPromoterOf, satisfactionOf } from '../../indicators/satisfaction.rules.ts';
import { detectableShare, groupSizesForShares, upliftOf } from '../../indicators/uplift.rules.ts';
import { fenOf } from '../../imports/values.rules.ts';
import { concentrationOf } from '../../scoring/concentration.rules.ts';
import { tooFew, type TooFew } from '../../scoring/enough.rules.ts';
import { rfmOf } from '../../scoring/rfm.rules.ts';

/** A part that may have too little to speak, or cannot be computed; never the reason to hold back the others. */
const part = <T extends { readonly type: string }>(found: T | TooFew): object =>
  (found.type === 'tooFew' ? tooFewOf(found as TooFew) : found.type === 'known' ? withoutType(found) : { notPossible: found });

export function survey(table: TextTable, source: TableSource, options: AnalysisOptions<'survey'>): Analysed {
  const { missing, overall, csat, nps } = options;
  const { names, columns, notNumbers } = numberColumns(table, options.columns ?? null, [overall, csat, nps].filter((name) => name !== undefined));
  const single = (name: string | undefined): Float64Array | null => (name === undefined ? null : numberColumns(table, [name]).columns[0]!);
  const [satisfied, promoters] = [single(csat), single(nps)];
  const [satisfaction, netPromoter] = [satisfied && satisfactionOf(satisfied), promoters && netPromoterOf(promoters)];
  const offScale = [[csat, satisfaction] as const, [nps, netPromoter] as const].flatMap(([column, found]) =>
    (column === undefined || !found ? [] : [{ column, cells: table.texts[placeOf(table, column)]!.filter((text) => text !== null).length - found.n }])).filter(({ cells }) => cells > 0);
  const input = { source, rows: table.rows, columns: names, notNumbers, offScale };
  const reliability = reliabilityOf(columns, missing);
  const outcome = single(overall);
  if (reliability.type === 'tooFew' && outcome === null && csat === undefined && nps === undefined) return refusedAnalysis('survey', input, reliability);
  const factorability = factorabilityOf(columns, missing);
  const means = columns.map(meanOf);
  const items = names.map((name, at) => ({ item: name, ...means[at]!, ...(reliability.type === 'known' ? { itemTotal: reliability.questions[at]!.itemTotal, alphaIfDropped: reliability.questions[at]!.alphaIfDropped, against: reliability.questions[at]!.against } : {}) }));
  const importance = outcome && derivedImportanceOf(columns, outcome);
  const regression = outcome && regressionOf(outcome, columns);
  return {
    output: {
      command: 'survey', input, missing, items,
      reliability: reliability.type === 'tooFew' ? tooFewOf(reliability) : { n: reliability.n, leftOut: reliability.leftOut, alpha: reliability.alpha, standardizedAlpha: reliability.standardizedAlpha, meanCorrelation: reliability.meanCorrelation, alphaIfTurned: reliability.alphaIfTurned },
      factorability: part(factorability),
      ...(importance ? { importance: importance.type === 'tooFew' ? tooFewOf(importance) : { crosshair: importance.crosshair, items: importance.questions.map((question, at) => ({ item: names[at]!, ...question })) } } : {}),
      ...(regression ? { regression: regression.type === 'known' ? { ...withoutType(regression), coefficients: regression.coefficients.map((coefficient, at) => ({ item: names[at]!, ...coefficient })) } : part(regression) } : {}),
      ...(satisfaction ? { csat: satisfaction } : {}),
      ...(netPromoter ? { nps: netPromoter } : {}),
    },
    tables: [
      {
        title: `${table.rows} 份答卷，${names.length} 道题`, columns: [],
        rows: [
          ...notNumbers.map(({ column, cells }) => [`${column} 有 ${cells} 格不是数，当作没有写`]),
          ...offScale.map(({ column, cells }) => [`${column} 有 ${cells} 格不是该有的分数，没有算`]),
          ...(satisfaction ? [[`满意度 ${satisfaction.points?.toFixed(1) ?? '—'} 分（${satisfaction.n} 份）`]] : []),
          ...(netPromoter ? [[`推荐分 ${netPromoter.score?.toFixed(1) ?? '—'}（${netPromoter.n} 份）`]] : []),
          ...(reliability.type === 'tooFew' ? [] : [[`可靠性（Cronbach α）${reliability.alpha?.toFixed(3) ?? '—'}`], ...(factorability.type === 'known' ? [[`适合归类的程度（KMO）${factorability.kmo.toFixed(3)}`]] : [])]),
        ],
      },
      { title: '每道题', columns: ['题', '份数', '平均', '与其他题', '去掉后 α'], rows: items.map((item) => [item.item, item.n, item.mean, item.itemTotal ?? null, item.alphaIfDropped ?? null]) },
    ],
    code: notNumbers.length + offScale.length > 0 ? 1 : 0,
  };
}

/** Half a year, as the target asks for. */
const retentionDays = 182;

export function kpis(log: Log): Analysed {
  const { transactions, asOf, input } = log;
  const { averageOrderFen, buyers, orders, ordersPerBuyer, byOrders, byDays, within } = repurchaseOf(transactions, asOf);
  if (buyers === 0) return refusedAnalysis('kpis', input, tooFew(1, 0), [inputTable(input)]);
  const { kept, bought, from } = retentionOf(transactions, asOf - retentionDays, asOf);
  const { monetaryFen } = rfmOf(transactions, asOf);
  const concentration = concentrationOf(monetaryFen);
  return {
    output: {
      command: 'kpis', asOf: dayFromNumber(asOf), input, buyers, orders,
      revenue: yuan(monetaryFen.reduce((sum, fen) => sum + fen, 0)),
      averageOrderValue: averageOrderFen === null ? null : yuan(averageOrderFen), ordersPerBuyer,
      repeatRate: byOrders, repeatRateByDays: byDays, repeatWithin: within.map(({ days, again }) => ({ days, ...again })),
      retention: { from: dayFromNumber(from), to: dayFromNumber(asOf), kept, bought },
      concentration: part(concentration),
    },
    tables: [inputTable(input), {
      title: '指标', columns: [],
      rows: [['买过的人', buyers], ['订单', orders], ['客单价（元）', averageOrderFen === null ? null : yuan(averageOrderFen)], ['人均单数', ordersPerBuyer], ['复购率', byOrders.share], ['半年留住', kept.share]],
    }],
    code: codeFor(input),
  };
}

export function cohorts(log: Log): Analysed {
  const { transactions, asOf, input } = log;
  if (transactions.day.every((day) => day > asOf)) return refusedAnalysis('cohorts', input, tooFew(1, 0), [inputTable(input)]);
  const { cohorts: found, incomplete, monthToMonth } = cohortsOf(transactions, asOf);
  return {
    output: { command: 'cohorts', asOf: dayFromNumber(asOf), input, cohorts: found, incompleteMonth: incomplete, monthToMonth },
    tables: [inputTable(input), { title: `第一次买的月份${incomplete === null ? '' : `（${incomplete} 还没有过完）`}`, columns: ['月份', '人数', ...(found[0]?.active ?? []).slice(1, 13).map((_, at) => `+${at + 1}`)], rows: found.map(({ month, size, active }) => [month, size, ...active.slice(1, 13)]) }],
    code: codeFor(input),
  };
}

/** In one column who was addressed and who was held out, in the other what they spent in yuan; nobody's blank is a purchase. */
const heldWords = new Set(['0', 'held', 'holdout', 'hold-out', 'control', '对照', '留出', '不发', '没发']);
const addressedWords = new Set(['1', 'addressed', 'treatment', 'treated', 'test', '发了', '发', '参加', '活动']);

export function uplift(table: TextTable, source: TableSource, { columns = {}, cost }: AnalysisOptions<'uplift'>): Analysed {
  const groups = table.texts[placeOf(table, columns['group'] ?? 'group')]!.map((text) => text?.toLowerCase() ?? '');
  const fen = table.texts[placeOf(table, columns['amount'] ?? 'amount')]!.map((text) => fenOf(text) ?? 0);
  const of = (words: ReadonlySet<string>): number[] => fen.flatMap((one, row) => (words.has(groups[row]!) && one !== 'bad' ? [one] : []));
  const [addressed, held] = [of(addressedWords), of(heldWords)];
  const unused = table.rows - addressed.length - held.length;
  const input = { source, rows: table.rows, addressed: addressed.length, held: held.length, unused };
  const found = upliftOf(addressed, held, Math.round(cost * 100));
  if (found.type === 'tooFew') return refusedAnalysis('uplift', input, found);
  const { buyers, spend, extraFen, extraInterval, returnOnCost, returnInterval } = found;
  const inYuan = (interval: typeof extraInterval) => interval && { low: yuan(interval.low), high: yuan(interval.high) };
  return {
    output: {
      command: 'uplift', input, buyers: withoutType(buyers),
      spend: { addressed: yuan(spend.first.mean), held: yuan(spend.second.mean), difference: yuan(spend.difference), interval: inYuan(spend.interval), t: spend.t, degrees: spend.degrees, p: spend.p, verdict: spend.verdict },
      extra: yuan(extraFen), extraInterval: inYuan(extraInterval), returnOnCost, returnInterval,
    },
    tables: [{
      title: { more: '发了的花得更多', less: '发了的反而花得少', cannotTell: '看不出差别' }[spend.verdict], columns: ['', '发了的', '没发的'],
      rows: [['人数', addressed.length, held.length], ['买了的占比', buyers.first.share, buyers.second.share], ['人均花（元）', yuan(spend.first.mean), yuan(spend.second.mean)]],
    }],
    code: unused > 0 ? 1 : 0,
  };
}

export function sampleSize({ usual, hoped, 'held-share': heldShare }: AnalysisOptions<'sample-size'>): Analysed {
  const sizes = groupSizesForShares(usual, hoped, heldShare);
  if (sizes === null) throw new Refused('cli.usage', { reason: `--hoped ${hoped}` });
  return {
    output: { command: 'sample-size', usual, hoped, heldShare, ...sizes, detectableShare: detectableShare(usual, sizes) },
    tables: [{ title: '要多少人', columns: ['发的', '留出不发的'], rows: [[sizes.addressed, sizes.held]] }],
    code: 0,
  };
}
