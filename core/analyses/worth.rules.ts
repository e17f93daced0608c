/** The methods that say what somebody is worth and where they stand. */
import { principalComponents } from '../patterns/principal-components.rules.ts';
import { compositeOf, indicatorsOf, littleIsGood, MIN_COMPOSITE_CUSTOMERS, type Normalization, normalizedOf, valueIndicators } from '../scoring/composite.rules.ts';
import { concentrationOf, pyramidLevels, pyramidOf, sharesOf } from '../scoring/concentration.rules.ts';
import { Lifecycle, Segment } from '../scoring/contract.ts';
import { tooFew } from '../scoring/enough.rules.ts';
import { relationOf, type Relation } from '../scoring/relation.rules.ts';
import { MIN_FOR_FIFTHS, rfmScoresOf } from '../scoring/rfm.rules.ts';
import { scoreOf } from '../scoring/rules.ts';
import { seasonCurveOf } from '../scoring/season.rules.ts';
import { eightSegmentsOf, elevenSegmentOf, elevenSegments, type HighRule } from '../scoring/segments.rules.ts';
import { lifecyclesOf, transitionsOf } from '../scoring/transitions.rules.ts';
import { componentWeightsOf, entropyWeightsOf, userWeightsOf } from '../scoring/weights.rules.ts';
import { columnFor, method } from './method.rules.ts';
import type { AnalysisOptions } from './options.rules.ts';
import type { Shop } from './shop.rules.ts';

const countsOf = <C extends string>(classes: readonly C[], of: readonly (C | null)[]): { readonly name: C; readonly customers: number }[] =>
  classes.map((name) => ({ name, customers: of.filter((one) => one === name).length }));

const rfm = method({
  version: 1,
  learn: (shop) => {
    const { rule } = shop;
    const buyers = shop.rfm();
    if (buyers.customer.length === 0) return tooFew(1, 0);
    const variants = (['fixed', 'quantile', 'equal'] as const).map((mode) => {
      const scores = rfmScoresOf(buyers, mode, rule);
      return { mode, cuts: scores.cuts, segments: countsOf(Segment.options, eightSegmentsOf(buyers, scores, { by: 'scoreAtLeast', score: rule.high })) };
    });
    return { type: 'known' as const, buyers: buyers.customer.length, thresholds: shop.thresholds(), variants };
  },
});

/** What moves hundreds of people from class to class, so that the shop sees it before it believes a class. */
const eightSegments = method({
  version: 1,
  learn: (shop) => {
    const buyers = shop.rfm();
    if (buyers.customer.length === 0) return tooFew(1, 0);
    const scores = rfmScoresOf(buyers, shop.rule.mode, shop.rule);
    const rules: readonly HighRule[] = [{ by: 'scoreAtLeast', score: shop.rule.high }, { by: 'scoreAboveMean' }, { by: 'valueAboveMean' }, { by: 'valueAboveMedian' }];
    return { type: 'known' as const, buyers: buyers.customer.length, byRule: rules.map((rule) => ({ rule, segments: countsOf(Segment.options, eightSegmentsOf(buyers, scores, rule)) })) };
  },
});

const elevenOf = (shop: Shop, thresholds: Parameters<typeof scoreOf>[1]) => {
  const { recency, frequency, monetaryFen } = shop.rfm();
  return Array.from(recency, (days, row) => {
    const { r, f, m } = scoreOf({ recency: days, frequency: frequency[row]!, monetaryFen: monetaryFen[row]! }, thresholds);
    return elevenSegmentOf(r, f, m);
  });
};

const elevenSegmentsMethod = method({
  version: 1,
  learn: (shop) => {
    const { customer, monetaryFen } = shop.rfm();
    if (customer.length < MIN_FOR_FIFTHS) return tooFew(MIN_FOR_FIFTHS, customer.length);
    const thresholds = shop.thresholds();
    return { type: 'known' as const, thresholds, segments: sharesOf(elevenSegments, elevenOf(shop, thresholds), monetaryFen) };
  },
  tell: (shop, { thresholds }) => {
    const segments = elevenOf(shop, thresholds);
    return { elevenSegment: columnFor(shop.transactions.customers, shop.rfm().customer, (row) => segments[row]!) };
  },
});

const seasonRecency = method({ version: 1, learn: (shop) => seasonCurveOf(shop.transactions.day, shop.asOf) });

const lifecycle = method({
  version: 1,
  learn: (shop, { transitionDays }) => {
    const { transactions, asOf, rule, hasNeed } = shop;
    if (transactions.customers === 0) return tooFew(1, 0);
    const [before, now] = [lifecyclesOf(transactions, asOf - transitionDays, rule, hasNeed), lifecyclesOf(transactions, asOf, rule, hasNeed)];
    const { moved, ...table } = transitionsOf(Lifecycle.options, before, now);
    return { type: 'known' as const, days: transitionDays, counts: countsOf(Lifecycle.options, now), transitions: { ...table, moved: moved.length } };
  },
});

const valueTiers = method({
  version: 1,
  comparesAll: true,
  learn: (shop) => {
    const { monetaryFen } = shop.rfm();
    const concentration = concentrationOf(monetaryFen);
    return concentration.type === 'tooFew' ? concentration : { ...concentration, pyramid: sharesOf(pyramidLevels, pyramidOf(monetaryFen), monetaryFen) };
  },
  tell: (shop) => {
    const levels = pyramidOf(shop.rfm().monetaryFen);
    return { pyramidLevel: columnFor(shop.transactions.customers, shop.rfm().customer, (row) => levels[row]!) };
  },
});

const relationsOf = (shop: Shop): (Relation | null)[] => {
  const { start, day } = shop.days();
  return Array.from({ length: shop.transactions.customers }, (_, who) => {
    const own = day.subarray(start[who], start[who + 1]);
    const asked = shop.enquiriesOf().get(who);
    // nobody knows when a wish was written down: it speaks only for who never bought
    const askedDaysAgo = asked ? shop.asOf - Math.max(...asked) : own.length === 0 && shop.hasNeed[who] === true ? 0 : null;
    return relationOf(own, shop.asOf, askedDaysAgo)?.relation ?? null;
  });
};

const relation = method({
  version: 1,
  learn: (shop) => {
    const relations = relationsOf(shop);
    const known = relations.filter((one) => one !== null).length;
    return known === 0 ? tooFew(1, 0) : { type: 'known' as const, relations: countsOf(['loyal', 'potential', 'churned'] as const, relations) };
  },
  tell: (shop) => ({ relation: relationsOf(shop) }),
});

/** The indicators of whom anything is known, made comparable: a column that nobody has (yet) is no indicator. */
const comparedOf = (shop: Shop, normalization: Normalization) => {
  const columns = indicatorsOf(shop.rfm(), shop.days());
  const known = valueIndicators.filter((name) => columns[name].some((value) => !Number.isNaN(value)));
  return { known, raw: known.map((name) => columns[name]), compared: known.map((name) => normalizedOf(columns[name], normalization, littleIsGood[name])) };
};

const named = <N extends string>(names: readonly N[], values: readonly number[]) => names.map((name, at) => ({ name, weight: values[at]! }));

const entropyWeights = method({
  version: 1,
  learn: (shop) => {
    const { known, compared } = comparedOf(shop, 'fifths');
    const found = entropyWeightsOf(compared, known.map(() => false));
    return found.type === 'tooFew' ? found : { type: 'known' as const, rows: found.rows, weights: named(known, found.weights), entropies: found.entropies };
  },
});

const principalComponentsMethod = method({
  version: 1,
  learn: (shop, options) => {
    const { known, compared } = comparedOf(shop, options.normalization);
    const found = principalComponents(compared);
    const weights = componentWeightsOf(compared, 'kaiser');
    if (found.type !== 'known' || weights.type !== 'known') return found.type === 'tooFew' ? found : { type: 'noVariation' as const };
    const { rows, eigenvalues, explainedVariance, loadings } = found;
    return { type: 'known' as const, rows, indicators: known, eigenvalues, explainedVariance, loadings, retained: weights.retained, weights: named(known, weights.weights) };
  },
});

/** The weights chosen, and those that were wanted but could not be had: then the shop's own stand in. */
const weightsOf = (shop: Shop, options: AnalysisOptions) => {
  const { known, compared } = comparedOf(shop, options.normalization);
  const own = { by: 'own' as const, weights: userWeightsOf(known.map((name) => options.weights[name])) };
  if (options.weighting === 'own') return own;
  const found = options.weighting === 'entropy'
    ? entropyWeightsOf(comparedOf(shop, 'fifths').compared, known.map(() => false))
    : componentWeightsOf(compared, 'kaiser');
  return found.type === 'known' ? { by: options.weighting, weights: found.weights } : own;
};

const composite = method({
  version: 1,
  comparesAll: true,
  learn: (shop, options) => {
    const buyers = shop.rfm().customer.length;
    if (buyers < MIN_COMPOSITE_CUSTOMERS) return tooFew(MIN_COMPOSITE_CUSTOMERS, buyers);
    const { by, weights } = weightsOf(shop, options);
    return { type: 'known' as const, buyers, normalization: options.normalization, by, weights: named(comparedOf(shop, options.normalization).known, weights) };
  },
  tell: (shop, { weights }, { normalization }) => {
    const { known, raw } = comparedOf(shop, normalization);
    const made = compositeOf(raw, weights.map(({ weight }) => weight), known.map((name) => littleIsGood[name]), normalization);
    return made.type === 'tooFew' ? {} : { composite: columnFor(shop.transactions.customers, shop.rfm().customer, (row) => made.scores[row]!) };
  },
});

export const worthMethods = {
  rfm, eightSegments, elevenSegments: elevenSegmentsMethod, seasonRecency, lifecycle, valueTiers, relation, composite, entropyWeights, principalComponents: principalComponentsMethod,
};
