/** The methods that look for patterns: who resembles whom, what goes with what, who tends to come back. */
import { type AssociationOptions, type AssociationRule, associationRulesOf, defaultAssociation, essentialRulesOf } from '../patterns/association.rules.ts';
import type { Baskets } from '../patterns/baskets.rules.ts';
import { clusterNamesOf, groupingsOf } from '../patterns/grouping.rules.ts';
import { squaredDistance } from '../patterns/points.rules.ts';
import { spreadOf, standardizedOf } from '../patterns/columns.rules.ts';
import { recommendationsBacktestOf, similarIsBetter } from '../patterns/recommendations-backtest.rules.ts';
import { MIN_BUYERS, recommendationModelOf, recommendationsOf } from '../patterns/recommendations.rules.ts';
import { defaultSimilarity } from '../patterns/similarity.rules.ts';
import { decisionTreeOf, defaultPruning } from '../patterns/tree-pruning.rules.ts';
import { treeRulesOf } from '../patterns/tree-reading.rules.ts';
import { tooFew } from '../scoring/enough.rules.ts';
import { boughtWithin } from '../scoring/return.rules.ts';
import { rfmOf, type Rfm } from '../scoring/rfm.rules.ts';
import { columnFor, type FreshOffer, method } from './method.rules.ts';
import type { AnalysisOptions } from './options.rules.ts';
import type { Shop } from './shop.rules.ts';

/** What groups and trees are made by: days, orders, yuan. */
export const rfmFeatures = ['recency', 'frequency', 'monetary'] as const;
const featureColumns = ({ recency, frequency, monetaryFen }: Rfm): Float64Array[] => [Float64Array.from(recency), Float64Array.from(frequency), monetaryFen.map((fen) => Math.max(0, fen) / 100)];

/** ln(1 + value), as the grouping takes it. */
const logged = (columns: readonly Float64Array[]): Float64Array[] => columns.map((column) => column.map((value) => Math.log1p(Math.max(0, value))));

const clusters = method({
  version: 1,
  learn: (shop, options) => {
    const columns = featureColumns(shop.rfm());
    const found = groupingsOf(rfmFeatures.map((name, at) => ({ name, values: columns[at]!, log: true })));
    if (found.type === 'tooFew') return found;
    const chosen = found.groupings.find(({ k }) => k === options.clusters)?.k ?? found.suggested;
    return {
      type: 'known' as const, rows: found.rows, suggested: found.suggested, chosen,
      spreads: logged(columns).map((column) => spreadOf(column, column.length)),
      groupings: found.groupings.map(({ k, inertia, silhouette, clusters: groups }) => ({ k, inertia, silhouette, clusters: groups, names: clusterNamesOf(groups, rfmFeatures) })),
    };
  },
  tell: (shop, { groupings, chosen, spreads }) => {
    const centers = Float64Array.from(groupings.find(({ k }) => k === chosen)!.clusters.flatMap(({ center }) => center));
    const columns = logged(featureColumns(shop.rfm())).map((column, at) => standardizedOf(column, spreads[at]!));
    const count = centers.length / columns.length;
    return {
      // k-means ends with everybody at the nearest center, so that newcomers belong there too
      cluster: columnFor(shop.transactions.customers, shop.rfm().customer, (row) => {
        const point = Float64Array.from(columns, (column) => column[row]!);
        const distances = Array.from({ length: count }, (_, cluster) => squaredDistance(point, 0, centers, cluster, columns.length));
        return distances.indexOf(Math.min(...distances));
      }),
    };
  },
});

/** Who comes back: told from what was known `horizonDays` ago, held against who has bought since. */
const tree = method({
  version: 1,
  learn: (shop, { horizonDays }) => {
    const cut = shop.asOf - horizonDays;
    const known = rfmOf(shop.transactions, cut);
    const back = boughtWithin(shop.transactions, cut, shop.asOf);
    // the few who come back, or the few who do not, must not drown among the others
    const found = decisionTreeOf(featureColumns(known), Int32Array.from(known.customer, (who) => back[who]!), 2, { ...defaultPruning, balanced: true });
    if (found.type === 'tooFew') return found;
    return { type: 'known' as const, days: horizonDays, rows: found.rows, features: rfmFeatures, rules: treeRulesOf(found.tree), steps: found.steps, chosen: found.chosen };
  },
});

const rulesShown = 100;

/** Over the years a customer buys of everything: what one in a hundred customers has bought together is no pattern. */
const leastOfCustomers = 0.05;
const longestOfCustomers = 3;

const namedRules = (shop: Shop, baskets: Baskets, options: AssociationOptions) => {
  const found = associationRulesOf(baskets, options);
  if (found.type !== 'known') return found;
  const name = (item: number): string => shop.goods.itemNames[item]!;
  const essential = essentialRulesOf(found.rules);
  return {
    type: 'known' as const, baskets: found.baskets, minCount: found.minCount, found: essential.length,
    rules: essential.slice(0, rulesShown).map(({ antecedent, consequent, ...numbers }) => ({ ...numbers, antecedent: antecedent.map(name), consequent: name(consequent) })),
  };
};

const ofCustomers = ({ minSupport, minConfidence }: AnalysisOptions): AssociationOptions => ({ minSupport: Math.max(minSupport, leastOfCustomers), minConfidence, maxLength: longestOfCustomers });

const association = method({
  version: 1,
  learn: (shop, options) => {
    const byOrder = namedRules(shop, shop.basketsByOrder(), { ...defaultAssociation, minSupport: options.minSupport, minConfidence: options.minConfidence });
    const byCustomer = namedRules(shop, shop.basketsByCustomer(), ofCustomers(options));
    // the same minimum for both: what too few orders hold, still fewer customers do
    return byOrder.type === 'tooFew' ? byOrder : { type: 'known' as const, byOrder, byCustomer };
  },
});

const offersStored = 5;
const bestSellersStored = 30;
/** The surest ones: each is held against everybody. */
const rulesTried = 300;

const rulesByCustomer = (shop: Shop, options: AnalysisOptions): readonly AssociationRule[] => {
  const found = associationRulesOf(shop.basketsByCustomer(), ofCustomers(options));
  return found.type === 'known' ? found.rules.toSorted((a, b) => b.confidence - a.confidence).slice(0, rulesTried) : [];
};

const recommendations = method({
  version: 1,
  comparesAll: true,
  learn: (shop) => {
    const model = recommendationModelOf(shop.goods, [], null);
    if (model.buyers === 0) return tooFew(MIN_BUYERS, 0);
    const backtest = recommendationsBacktestOf(shop.goods);
    return {
      type: 'known' as const,
      buyers: model.buyers,
      backtest: backtest.type === 'known' ? backtest : null,
      similarIsBetter: backtest.type === 'known' && similarIsBetter(backtest),
      popular: model.popular.slice(0, bestSellersStored).map(({ item, buyers }) => ({ name: shop.goods.itemNames[item]!, buyers })),
    };
  },
  tell: (shop, learned, options) => {
    if (!learned.similarIsBetter) return {};
    const model = recommendationModelOf(shop.goods, rulesByCustomer(shop, options), defaultSimilarity);
    const name = (item: number): string => shop.goods.itemNames[item]!;
    const offersOf = (who: number): FreshOffer[] | null => {
      const offers = recommendationsOf(model, who, shop.asOf, offersStored).fresh.flatMap(({ item, reason }): FreshOffer[] => {
        if (reason.code === 'similar') return [{ name: name(item), because: [name(reason.because)], together: reason.together, buyers: reason.buyers }];
        return reason.code === 'rule' ? [{ name: name(item), because: reason.antecedent.map(name), together: reason.count, buyers: reason.antecedentCount }] : [];
      });
      return offers.length === 0 ? null : offers;
    };
    return { freshOffers: Array.from({ length: shop.transactions.customers }, (_, who) => offersOf(who)) };
  },
});

export const patternMethods = { clusters, tree, association, recommendations };
