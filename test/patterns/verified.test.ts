/** Every reference number of the patterns against ours; the telling ones become the README's table. */
import { afterAll, describe, expect, test } from 'vitest';
import type { AssociationRule } from '../../core/patterns/association.rules.ts';
import { associationRulesOf } from '../../core/patterns/association.rules.ts';
import { basketsBy, basketsOf } from '../../core/patterns/baskets.rules.ts';
import { kMeans } from '../../core/patterns/clusters.rules.ts';
import { columnsOf, spreadOf, standardizedOf } from '../../core/patterns/columns.rules.ts';
import { frequentSetsOf } from '../../core/patterns/frequent-sets.rules.ts';
import { groupingsOf } from '../../core/patterns/grouping.rules.ts';
import { pointsOf } from '../../core/patterns/points.rules.ts';
import { principalComponents } from '../../core/patterns/principal-components.rules.ts';
import { recommendationsBacktestOf } from '../../core/patterns/recommendations-backtest.rules.ts';
import { silhouettesOf } from '../../core/patterns/silhouette.rules.ts';
import { similaritiesOf } from '../../core/patterns/similarity.rules.ts';
import { decisionTreeOf, leafErrorsOf, leavesOf, prunedSizesOf } from '../../core/patterns/tree-pruning.rules.ts';
import { treeRulesOf } from '../../core/patterns/tree-reading.rules.ts';
import type { TreeNode } from '../../core/patterns/tree.rules.ts';
import { growTree, sortedRowsOf } from '../../core/patterns/tree.rules.ts';
import { verification } from '../support/verification.ts';
import { expectedOf, frenchLines, frenchSales, groceries, numbered, numbersOf, researchPresent, tableOf } from './research.ts';

const table = verification('patterns');

describe.skipIf(!researchPresent)('as the literature has it', () => {
  afterAll(() => table.matchesReadme());

  const textbook = researchPresent ? expectedOf('textbook/expected_textbook.json') : {};
  const iris = () => numbersOf(tableOf('textbook/iris.csv'), 'Sepal.Length', 'Sepal.Width', 'Petal.Length', 'Petal.Width');
  const species = () => numbered(tableOf('textbook/iris.csv').map(({ Species }) => Species!)).numbers;
  const allRows = (count: number) => Int32Array.from({ length: count }, (_, row) => row);

  test('principal components: iris and USArrests', () => {
    const arrests = numbersOf(tableOf('textbook/usarrests.csv'), 'Murder', 'Assault', 'UrbanPop', 'Rape');
    const cases = [[principalComponents(iris(), 'covariance'), textbook.pca.iris_cov], [principalComponents(iris()), textbook.pca.iris_corr], [principalComponents(arrests), textbook.pca.usarrests_corr]] as const;
    for (const [ours, expected] of cases) {
      if (ours.type !== 'known') throw new Error(ours.type);
      ours.eigenvalues.forEach((eigenvalue, at) => expect(Math.abs(eigenvalue - expected.eigenvalues[at])).toBeLessThan(1e-9));
      ours.explainedVariance.forEach((share, at) => expect(Math.abs(share - expected.explained[at])).toBeLessThan(1e-9));
      ours.loadings.forEach((loading, component) => loading.forEach((coefficient, at) => expect(Math.abs(coefficient - expected.eigenvectors_columns[at][component])).toBeLessThan(1e-9)));
    }
    const [covariance, , correlation] = cases.map(([ours]) => (ours.type === 'known' ? ours : null));
    [0.92461872, 0.05306648, 0.01710261].forEach((share, at) => table.row(`PCA of covariances, explained variance ${at + 1}`, 'iris', share, covariance!.explainedVariance[at]!, { absolute: 5.1e-9 }));
    [1.5748783, 0.9948694, 0.5971291, 0.4164494].forEach((deviation, at) => table.row(`PCA of correlations, standard deviation ${at + 1}`, 'USArrests', deviation, Math.sqrt(correlation!.eigenvalues[at]!), { absolute: 5.1e-8 }));
    table.row('PCA of correlations, loading of Murder on 1', 'USArrests', 0.5358995, correlation!.loadings[0]![0]!, { absolute: 5.1e-8 });
  });

  test('k-means and silhouettes: iris for k = 2 … 7', () => {
    const points = pointsOf(iris());
    for (let k = 2; k <= 7; k += 1) {
      const expected = textbook.kmeans_iris.by_k[k];
      const found = kMeans(points, k)!;
      const [widths] = silhouettesOf(points, [found.assignment]);
      const mean = widths!.reduce((sum, width) => sum + width, 0) / points.count;
      expect(Math.abs(found.inertia - expected.best_inertia)).toBeLessThan(1e-9);
      expect(found.sizes.toSorted((a, b) => a - b)).toEqual(expected.sizes);
      expect(Math.abs(mean - expected.silhouette)).toBeLessThan(1e-9);
      if (k === 3) {
        found.centers.forEach((center, at) => center.forEach((value, axis) => expect(value).toBeCloseTo(expected.centers_sorted[at][axis], 9)));
        expected.silhouette_samples_first5.forEach((width: number, at: number) => expect(widths![at]).toBeCloseTo(width, 9));
        table.row('k-means, inertia for k = 3', 'iris', 78.85144, found.inertia, { absolute: 5.1e-6 });
        table.row('silhouette for k = 3', 'iris', 0.552819, mean, { absolute: 5.1e-7 });
      }
      if (k === 2) table.row('silhouette for k = 2', 'iris', 0.681046, mean, { absolute: 5.1e-7 });
    }
  });

  test('k-means on a real shop: no worse than a thousandth above the best known', () => {
    const [recency, frequency, monetary] = numbersOf(tableOf('uci_online_retail/expected_rfm.csv'), 'recency', 'frequency', 'monetary') as [Float64Array, Float64Array, Float64Array];
    const expected = expectedOf('uci_online_retail/expected_crm.json').kmeans.by_k;
    // the reference takes ln F, ours ln(1 + F)
    const found = groupingsOf([{ name: 'recency', values: recency, log: true }, { name: 'frequency', values: frequency.map((orders) => orders - 1), log: true }, { name: 'monetary', values: monetary, log: true }], [2, 3, 4, 5]);
    if (found.type === 'tooFew') throw new Error(found.type);
    expect(found.suggested).toBe(2);
    for (const { k, inertia, silhouette } of found.groupings) {
      expect(inertia).toBeLessThanOrEqual(expected[k].best_inertia * 1.001);
      expect(Math.abs(silhouette - expected[k].silhouette)).toBeLessThan(0.001);
      if (k <= 4) table.row(`k-means, inertia for k = ${k}`, 'UCI Online Retail, RFM', Number(expected[k].best_inertia.toFixed(3)), inertia, { relative: 0.001 });
    }
    expect(found.groupings[0]!.clusters.map(({ size }) => size).toSorted((a, b) => b - a)).toEqual(expected[2].sizes_desc);
  });

  test('decision trees: iris as scikit-learn and rpart grow it', () => {
    const sameTree = (ours: TreeNode, theirs: typeof textbook, names: readonly string[], classes: readonly string[]): void => {
      expect(ours.counts).toEqual(classes.map((name) => theirs.counts[name] ?? 0));
      expect(ours.split === null).toBe(theirs.feature === undefined);
      if (ours.split === null) return;
      expect([names[ours.split.feature], ours.split.threshold]).toEqual([theirs.feature, expect.closeTo(theirs.threshold, 9)]);
      expect(ours.split.gain).toBeCloseTo(theirs.gain, 9);
      sameTree(ours.split.left, theirs.left, names, classes);
      sameTree(ours.split.right, theirs.right, names, classes);
    };
    const irisNames = ['Sepal.Length', 'Sepal.Width', 'Petal.Length', 'Petal.Width'];
    const deep = growTree(iris(), species(), 3, sortedRowsOf(iris(), allRows(150)), { minSplit: 2, minBucket: 1, maxDepth: 3, cp: 0, balanced: false });
    sameTree(deep, textbook.cart.iris_depth3_minsplit2, irisNames, ['setosa', 'versicolor', 'virginica']);
    table.row('CART of depth 3, training accuracy', 'iris', 0.97333, 1 - leafErrorsOf(deep) / 150, { absolute: 5.1e-6 });

    const pruned = decisionTreeOf(iris(), species(), 3);
    if (pruned.type === 'tooFew') throw new Error(pruned.type);
    expect(treeRulesOf(pruned.tree).map(({ conditions, counts }) => [conditions.map(({ feature, atLeast, below }) => [irisNames[feature], atLeast, below]), counts])).toEqual([
      [[['Petal.Length', null, 2.45]], [50, 0, 0]],
      [[['Petal.Length', 2.45, null], ['Petal.Width', null, 1.75]], [0, 49, 5]],
      [[['Petal.Length', 2.45, null], ['Petal.Width', 1.75, null]], [0, 1, 45]],
    ]);

    const backs = tableOf('textbook/kyphosis.csv');
    const columns = numbersOf(backs, 'Age', 'Number', 'Start');
    const outcome = numbered(backs.map(({ Kyphosis }) => Kyphosis!)).numbers;
    sameTree(growTree(columns, outcome, 2, sortedRowsOf(columns, allRows(81)), { minSplit: 20, minBucket: 7, maxDepth: 4, cp: 0, balanced: false }), textbook.cart.kyphosis_minsplit20_minleaf7_depth4, ['Age', 'Number', 'Start'], ['absent', 'present']);
    const sizes = prunedSizesOf(growTree(columns, outcome, 2, sortedRowsOf(columns, allRows(81))), 0.01).toReversed();
    expect(sizes.map(({ tree }) => leavesOf(tree) - 1)).toEqual([0, 1, 4]);
    [0.176471, 0.019608, 0.01].forEach((cp, at) => table.row(`CART pruned, cp of size ${at + 1}`, 'kyphosis', cp, sizes[at]!.cp, { absolute: 5.1e-7 }));
    [1, 0.82353, 0.76471].forEach((error, at) => expect(leafErrorsOf(sizes[at]!.tree) / 17).toBeCloseTo(error, 5));
    table.row('CART pruned to cp .01, training errors', 'kyphosis', 13, leafErrorsOf(sizes[2]!.tree));
  });

  const sameRule = (ours: AssociationRule, theirs: { count: number; ante_count: number; cons_count: number; support: number; confidence: number; lift: number; leverage: number; conviction: number | null; zhang: number }): void => {
    expect([ours.count, ours.antecedentCount, ours.consequentCount]).toEqual([theirs.count, theirs.ante_count, theirs.cons_count]);
    for (const name of ['support', 'confidence', 'lift', 'leverage', 'zhang'] as const) expect(ours[name]).toBeCloseTo(theirs[name], 12);
    if (theirs.conviction === null) expect(ours.conviction).toBeNull();
    else expect(ours.conviction).toBeCloseTo(theirs.conviction, 10);
  };

  test('association rules: every rule of the groceries', () => {
    const { count, names, basket, item } = groceries();
    const baskets = basketsOf(count, names.length, basket, item);
    const spelled = ({ antecedent, consequent }: AssociationRule) => `${antecedent.map((each) => names[each]).join(';')} → ${names[consequent]}`;
    for (const run of expectedOf('groceries/expected_rules.json').runs) {
      const { min_support: minSupport, min_confidence: minConfidence } = run;
      const found = associationRulesOf(baskets, { minSupport, minConfidence, maxLength: 10 });
      if (found.type !== 'known') throw new Error(found.type);
      expect([found.minCount, found.frequentSets, found.rules.length]).toEqual([run.min_count, run.n_frequent_itemsets, run.n_rules_single_consequent]);
      const bySpelling = new Map(found.rules.map((rule) => [spelled(rule), rule]));
      for (const theirs of run.top_single_by_lift) sameRule(bySpelling.get(`${theirs.antecedent.join(';')} → ${theirs.consequent[0]}`)!, theirs);
      for (const [antecedent, consequent, together, antecedentCount, consequentCount] of run.all_single_rules ?? []) {
        expect(bySpelling.get(`${antecedent} → ${consequent}`)).toMatchObject({ count: together, antecedentCount, consequentCount });
      }
      const where = `Groceries, support ${minSupport}, confidence ${minConfidence}`;
      if (minSupport !== 0.005) table.row('association rules', where, run.n_rules_single_consequent, found.rules.length);
      if (minConfidence === 0.25) table.row('lift of herbs → root vegetables', where, 3.956477, found.rules[0]!.lift, { absolute: 5.1e-7 });
      if (minConfidence === 0.8) table.row('lift of liquor, red/blush wine → bottled beer', where, 11.23527, found.rules[0]!.lift, { absolute: 5.1e-6 });
    }
    const sets = frequentSetsOf(baskets, 99, 10);
    table.row('frequent sets', 'Groceries, support 0.01', 333, sets.type === 'known' ? sets.sets.length : 0);
  });

  test('association rules: orders from France', () => {
    const described = frenchSales().filter(({ Description }) => Description !== '');
    const orders = numbered(described.map(({ InvoiceNo }) => InvoiceNo!));
    // postage is left out, yet an order of nothing else still is one
    const goods = described.map(({ Description }, row) => ({ name: Description!, order: orders.numbers[row]! })).filter(({ name }) => name !== 'POSTAGE');
    const items = numbered(goods.map(({ name }) => name));
    const baskets = basketsOf(orders.names.length, items.names.length, Int32Array.from(goods, ({ order }) => order), items.numbers);
    expect(baskets.count).toBe(392);
    const found = associationRulesOf(baskets, { minSupport: 0.07, minConfidence: 0, maxLength: 10 });
    if (found.type !== 'known') throw new Error(found.type);
    table.row('frequent sets', 'UCI France, support 0.07', 51, found.frequentSets);
    const clocks = found.rules.find(({ antecedent, consequent }) => antecedent.length === 1 && items.names[antecedent[0]!] === 'ALARM CLOCK BAKELIKE RED' && items.names[consequent] === 'ALARM CLOCK BAKELIKE GREEN')!;
    table.row('confidence of red → green clock', 'UCI France', 0.837838, clocks.confidence, { absolute: 5.1e-7 });
    table.row('lift of red → green clock', 'UCI France', 8.642959, clocks.lift, { absolute: 5.1e-7 });
    table.row('rules with lift ≥ 6 and confidence ≥ 0.8', 'UCI France', 8, found.rules.filter(({ lift, confidence }) => lift >= 6 && confidence >= 0.8).length);
  });

  test('goods with the same buyers, and how well they foretell the last order', () => {
    const lines = frenchLines();
    const { item_item: expected, leave_last_out: tested } = expectedOf('uci_online_retail/expected_items_france.json');
    expect([lines.customers, lines.items]).toEqual([expected.n_customers, expected.n_items]);
    for (const measure of ['cosine', 'jaccard'] as const) {
      const { offsets, other, together, similarity } = similaritiesOf(basketsBy(lines, 'customer'), { measure, shrink: 0, minTogether: 1 });
      for (const [name, theirs] of Object.entries<[string, number, number][]>(expected[`${measure}_top10`])) {
        const item = lines.names.indexOf(name);
        const ours = Array.from({ length: offsets[item + 1]! - offsets[item]! }, (_, at) => offsets[item]! + at)
          .toSorted((a, b) => Math.round((similarity[b]! - similarity[a]!) * 1e12) || other[a]! - other[b]!).slice(0, 10);
        expect(ours.map((at) => [lines.names[other[at]!], together[at]])).toEqual(theirs.map(([code, , count]) => [code, count]));
        ours.forEach((at, place) => expect(similarity[at]).toBeCloseTo(theirs[place]![1], 12));
        if (measure === 'cosine' && name === '22554') table.row('cosine of 22554 and 22551', 'UCI France', 0.7720486, similarity[ours[0]!]!, { absolute: 5.1e-8 });
      }
    }
    const backtest = recommendationsBacktestOf(lines, { measure: 'cosine', shrink: 0, minTogether: 1 });
    if (backtest.type === 'tooFew') throw new Error(backtest.type);
    const { similar, popular } = backtest.fresh;
    expect([similar.customers, popular.customers]).toEqual([tested.item_cosine.users, tested.popularity.users]);
    table.row('new goods in the last order, hit@10 by cosine', 'UCI France', 0.373, similar.hits / similar.customers, { absolute: 5.1e-4 });
    table.row('new goods in the last order, hit@10 by popularity', 'UCI France', 0.392, popular.hits / popular.customers, { absolute: 5.1e-4 });
    // no published figure for this part of the data; on all customers the own history had 0.720
    expect(backtest.anything.own).toEqual({ hits: 46, customers: 58 });
  });

  test('the spread of RFM on logarithms is that of the reference', () => {
    const [recency] = columnsOf(numbersOf(tableOf('uci_online_retail/expected_rfm.csv'), 'recency'), allRows(4338));
    const logs = recency!.map((days) => Math.log1p(days));
    const spread = spreadOf(logs, logs.length);
    const expected = expectedOf('uci_online_retail/expected_crm.json').kmeans;
    expect(spread.mean).toBeCloseTo(expected.z_mean[0], 10);
    expect(spread.deviation).toBeCloseTo(expected.z_sd_population[0], 10);
    expect(spreadOf(standardizedOf(logs, spread), logs.length).deviation).toBeCloseTo(1, 12);
  });
});
