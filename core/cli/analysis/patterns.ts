/** rules, clusters, tree and pca: patterns in a log or in any table of numbers. */
import { dayFromNumber } from '../../base/dates.ts';
import { Refused } from '../../base/errors.ts';
import type { AnalysisOptions } from './arguments.ts';
import { withoutType, yuan } from './customers.ts';
import { numbering } from './lines.ts';
import type { Log } from './log.ts';
import { type NumberColumns, placeOf, readRows, type TableSource, type TextTable } from './tables.ts';
import { type Analysed, codeFor, inputTable, refusedAnalysis, type ShortTable } from './text.ts';
import { textOf } from '../../imports/values.rules.ts';
import { associationRulesOf } from '../../patterns/association.rules.ts';
import { type Baskets, basketsBy, basketsOf } from '../../patterns/baskets.rules.ts';
import { defaultKMeans, kMeans } from '../../patterns/clusters.rules.ts';
import { columnsOf, completeRowsOf } from '../../patterns/columns.rules.ts';
import { type Feature, groupingsOf, MIN_ROWS_PER_CLUSTER, offeredClusters } from '../../patterns/grouping.rules.ts';
import { pointsOf } from '../../patterns/points.rules.ts';
import { principalComponents } from '../../patterns/principal-components.rules.ts';
import { meanSilhouettesOf } from '../../patterns/silhouette.rules.ts';
import { decisionTreeOf } from '../../patterns/tree-pruning.rules.ts';
import { treeRulesOf } from '../../patterns/tree-reading.rules.ts';
import type { TreeNode } from '../../patterns/tree.rules.ts';
import { tooFew } from '../../scoring/enough.rules.ts';
import { rfmOf } from '../../scoring/rfm.rules.ts';
import { boughtWithin } from '../../scoring/return.rules.ts';
import { componentWeightsOf } from '../../scoring/weights.rules.ts';

/** A file of baskets: one a line, an item a cell, no header; without the items named, as in `basketsIn`. */
export async function readBaskets(path: string, without: readonly string[] = []): Promise<{ readonly baskets: Baskets; readonly itemNames: readonly string[]; readonly source: TableSource }> {
  const { result, source } = await readRows(path, () => {
    const items = numbering();
    const [basket, item]: [number[], number[]] = [[], []];
    let count = 0;
    return {
      take: (cells) => {
        const texts = cells.map(textOf).filter((text) => text !== null);
        if (texts.length === 0) return;
        for (const text of texts) {
          if (without.includes(text)) continue;
          basket.push(count);
          item.push(items.of(text));
        }
        count += 1;
      },
      done: () => {
        const { names, rank } = items.sorted();
        return { baskets: basketsOf(count, names.length, Int32Array.from(basket), Int32Array.from(item, (each) => rank[each]!)), itemNames: names };
      },
    };
  });
  return { ...result, source };
}

export type BasketsRead = { readonly baskets: Baskets; readonly itemNames: readonly string[]; readonly input: unknown; readonly head: readonly ShortTable[]; readonly code: 0 | 1 };

/** Baskets without the items named (postage, bags); a basket that is empty then still counts among all. */
export function basketsIn({ lines, itemNames, input }: Log, by: 'order' | 'customer', without: readonly string[] = []): BasketsRead {
  const left = new Set(without);
  const item = lines.item.map((each) => (left.has(itemNames[each]!) ? -1 : each));
  return { baskets: basketsBy({ ...lines, item }, by), itemNames, input, head: [inputTable(input)], code: codeFor(input) };
}

export function rules({ baskets, itemNames, input, head, code }: BasketsRead, options: AnalysisOptions<'rules'>): Analysed {
  const { 'min-support': minSupport, 'min-confidence': minConfidence, 'max-length': maxLength, by } = options;
  const found = associationRulesOf(baskets, { minSupport, minConfidence, maxLength });
  if (found.type === 'tooFew') return refusedAnalysis('rules', input, found, head);
  if (found.type === 'tooMany') throw new Refused('analysis.tooManyRules', { limit: found.limit });
  const named = found.rules.map(({ antecedent, consequent, ...rule }) => ({ antecedent: antecedent.map((item) => itemNames[item]!), consequent: itemNames[consequent]!, ...rule }));
  return {
    output: { command: 'rules', input, by, minSupport, minConfidence, maxLength, baskets: found.baskets, items: itemNames.length, minCount: found.minCount, frequentSets: found.frequentSets, rules: named },
    tables: [...head, {
      title: `${found.baskets} 单里找到 ${named.length} 条搭配`, columns: ['买了', '也买', '单数', '支持度', '置信度', '提升度'],
      rows: named.map((rule) => [rule.antecedent.join('、'), rule.consequent, rule.count, rule.support, rule.confidence, rule.lift]),
    }],
    code,
  };
}

/** Numbers by row, whatever they are of. */
export type Rows = { readonly rowNames: readonly (string | number)[]; readonly features: readonly Feature[]; readonly input: unknown; readonly head: readonly ShortTable[]; readonly code: 0 | 1 };

/** Recency, frequency and money of the buyers; the latter two by their logarithm, since 1 and 2 differ as 10 and 20 do. */
export function customerRows(log: Log, asOf = log.asOf): Rows & { readonly customer: Int32Array } {
  const { customer, recency, frequency, monetaryFen } = rfmOf(log.transactions, asOf);
  return {
    customer,
    rowNames: Array.from(customer, (who) => log.customerNames[who]!),
    features: [{ name: 'recency', values: recency, log: true }, { name: 'frequency', values: frequency, log: true }, { name: 'monetary', values: monetaryFen.map(yuan), log: true }],
    input: log.input, head: [inputTable(log.input)], code: codeFor(log.input),
  };
}

export const tableRows = ({ names, columns, notNumbers }: NumberColumns, source: TableSource): Rows => {
  const rows = columns[0]?.length ?? 0;
  return {
    rowNames: Array.from({ length: rows }, (_, row) => row + 1),
    features: names.map((name, at) => ({ name, values: columns[at]!, log: false })),
    input: { source, rows, columns: names, notNumbers },
    head: [{ title: `读了 ${rows} 行，${names.length} 列：${names.join('、')}`, columns: [], rows: notNumbers.map(({ column, cells }) => [`${column} 有 ${cells} 格不是数，当作没有写`]) }],
    code: notNumbers.length > 0 ? 1 : 0,
  };
};

type Grouped = { readonly k: number; readonly inertia: number; readonly silhouette: number; readonly sizes: readonly number[]; readonly centers: readonly (readonly number[])[]; readonly assignment: Int32Array; readonly traits?: unknown };

/** The columns as they are, for tables whose units are alike. */
function rawGroupings(features: readonly Feature[], ks: readonly number[], seed: number): readonly Grouped[] {
  const columns = features.map(({ values }) => values);
  const complete = completeRowsOf(columns);
  const points = pointsOf(columnsOf(columns, complete));
  const found = ks.flatMap((k) => (complete.length < k * MIN_ROWS_PER_CLUSTER ? [] : (kMeans(points, k, { ...defaultKMeans, seed }) ?? [])));
  const silhouettes = meanSilhouettesOf(points, found.map(({ assignment }) => assignment), seed);
  return found.map(({ sizes, inertia, centers, assignment }, at) => {
    const whole = new Int32Array(columns[0]?.length ?? 0).fill(-1);
    complete.forEach((row, place) => void (whole[row] = assignment[place]!));
    return { k: sizes.length, inertia, silhouette: silhouettes[at]!, sizes, centers: centers.map((center) => [...center]), assignment: whole };
  });
}

function groupedBy({ features }: Rows, { k, normalization, seed }: AnalysisOptions<'clusters'>): readonly Grouped[] {
  const ks = k === undefined ? offeredClusters : [k];
  if (normalization === 'none') return rawGroupings(features, ks, seed);
  const found = groupingsOf(features, ks, { ...defaultKMeans, seed });
  return found.type === 'tooFew' ? [] : found.groupings.map(({ clusters, ...one }) => ({ ...one, sizes: clusters.map(({ size }) => size), centers: clusters.map(({ center }) => center), traits: clusters.map(({ traits }) => traits) }));
}

export function clusters(rows: Rows, options: AnalysisOptions<'clusters'>): Analysed {
  const { rowNames, features, input, head, code } = rows;
  const found = groupedBy(rows, options);
  const best = found.reduce<Grouped | null>((most, one) => (most === null || one.silhouette > most.silhouette ? one : most), null);
  if (best === null) return refusedAnalysis('clusters', input, tooFew((options.k ?? offeredClusters[0]) * MIN_ROWS_PER_CLUSTER, completeRowsOf(features.map(({ values }) => values)).length), head);
  return {
    output: {
      command: 'clusters', input, features: features.map(({ name }) => name), normalization: options.normalization, seed: options.seed,
      clusterings: found.map(({ k, inertia, silhouette, sizes, centers, traits }) => ({ k, inertia, silhouette, sizes, centers, traits })), suggested: best.k,
      assignment: rowNames.map((row, at) => ({ row, cluster: best.assignment[at]! < 0 ? null : best.assignment[at]! })),
    },
    tables: [
      ...head,
      { title: '分几群', columns: ['群数', '离差平方和', '轮廓系数', '各群人数'], rows: found.map((one) => [one.k, one.inertia, one.silhouette, one.sizes.join(' / ')]) },
      { title: `分 ${best.k} 群时的中心`, columns: ['群', '人数', ...features.map(({ name }) => name)], rows: best.centers.map((center, at) => [String(at + 1), best.sizes[at]!, ...center]) },
    ],
    code,
  };
}

export type Classes = { readonly target: string; readonly classOf: Int32Array; readonly classNames: readonly string[] };

/** The classes of a table by the words in one column; rows without a word are left out by a missing number. */
export function classesIn(table: TextTable, target: string | undefined): Classes {
  if (target === undefined) throw new Refused('cli.usage', { reason: '没有写 --target' });
  const texts = table.texts[placeOf(table, target)]!;
  const classNames = [...new Set(texts.filter((text) => text !== null))].toSorted();
  return { target, classNames, classOf: Int32Array.from(texts, (text) => (text === null ? -1 : classNames.indexOf(text))) };
}

/** Who of the customers of `horizon` days ago has bought since. */
export function returnClasses(log: Log, horizon: number): { readonly rows: Rows; readonly classes: Classes } {
  const cut = log.asOf - horizon;
  const rows = customerRows(log, cut);
  const back = boughtWithin(log.transactions, cut, log.asOf);
  return { rows, classes: { target: `bought within ${horizon} days of ${dayFromNumber(cut)}`, classNames: ['gone', 'back'], classOf: Int32Array.from(rows.customer, (who) => back[who]!) } };
}

export function tree({ features, input, head, code }: Rows, { target, classOf, classNames }: Classes, options: AnalysisOptions<'tree'>): Analysed {
  const known = classOf.map((_, row) => row).filter((row) => classOf[row]! >= 0);
  const columns = columnsOf(features.map(({ values }) => values), known);
  const found = decisionTreeOf(columns, known.map((row) => classOf[row]!), classNames.length, { minSplit: options['min-split'], minBucket: options['min-bucket'], maxDepth: options['max-depth'], cp: options.cp, balanced: false, folds: 10, seed: options.seed });
  if (found.type === 'tooFew') return refusedAnalysis('tree', input, found, head);
  const nameOf = (feature: number): string => features[feature]!.name;
  const told = ({ size, counts, prediction, errors, split }: TreeNode): object => ({
    size, counts, prediction: classNames[prediction]!, errors,
    split: split && { feature: nameOf(split.feature), threshold: split.threshold, gain: split.gain, left: told(split.left), right: told(split.right) },
  });
  const leaves = treeRulesOf(found.tree).map(({ conditions, prediction, ...leaf }) => ({ conditions: conditions.map(({ feature, ...bounds }) => ({ feature: nameOf(feature), ...bounds })), prediction: classNames[prediction]!, ...leaf }));
  return {
    output: { command: 'tree', input, target, classes: classNames, rows: found.rows, tree: told(found.tree), rules: leaves, steps: found.steps, chosen: found.chosen },
    tables: [...head, {
      title: leaves.length === 1 ? '没有找出靠得住的规律' : `${leaves.length} 条规律`, columns: ['条件', '结果', '行数', '把握'],
      rows: leaves.map((leaf) => [leaf.conditions.map(({ feature, atLeast, below }) => [atLeast === null ? '' : `${feature} ≥ ${atLeast}`, below === null ? '' : `${feature} < ${below}`].filter(Boolean).join('，')).join('；'), leaf.prediction, leaf.size, leaf.confidence]),
    }],
    code,
  };
}

export function pca({ features, input, head, code }: Rows, { basis }: AnalysisOptions<'pca'>): Analysed {
  const names = features.map(({ name }) => name);
  const columns = features.map(({ values, log }) => (log ? Float64Array.from(values, (value) => Math.log1p(Math.max(0, value))) : values));
  const found = principalComponents(columns, basis);
  if (found.type === 'tooFew') return refusedAnalysis('pca', input, found, head);
  if (found.type === 'noVariation') return refusedAnalysis('pca', input, tooFew(2, 1), head);
  const named = (numbers: readonly number[]) => Object.fromEntries(names.map((name, at) => [name, numbers[at]!]));
  const weights = componentWeightsOf(columns, 'all');
  const { eigenvalues, explainedVariance, loadings, means, deviations, rows } = withoutType(found);
  return {
    output: {
      command: 'pca', input, basis, rows, columns: names, eigenvalues, standardDeviations: eigenvalues.map(Math.sqrt), explainedVariance, loadings: loadings.map(named),
      means: named(means), deviations: named(deviations), weights: weights.type === 'known' ? named(weights.weights) : null,
    },
    tables: [...head, { title: '主成分', columns: ['', '方差占比', ...names], rows: loadings.map((loading, at) => [String(at + 1), explainedVariance[at]!, ...loading]) }],
    code,
  };
}
