/** What goes with what: association rules with one item at the end (Agrawal & Srikant 1994). */
import type { TooFew } from '../scoring/enough.rules.ts';
import type { Baskets } from './baskets.rules.ts';
import type { FrequentSet } from './frequent-sets.rules.ts';
import { frequentSetsOf } from './frequent-sets.rules.ts';

/** Fewer baskets than this tell nothing about a shop. */
export const MIN_BASKETS = 50;
/** Twice together may be the same family's habit: three times is the least that counts. */
export const MIN_TOGETHER = 3;

export type AssociationRule = {
  /** Items ascending, one or more. */
  readonly antecedent: readonly number[];
  readonly consequent: number;
  /** Baskets with all of them, with the antecedent, with the consequent. */
  readonly count: number;
  readonly antecedentCount: number;
  readonly consequentCount: number;
  /** count / baskets. */
  readonly support: number;
  /** count / antecedentCount: of those who take the one, how many take the other. */
  readonly confidence: number;
  /** How many times as often as in all baskets (Brin et al. 1997); 1 = no connection. */
  readonly lift: number;
  /** Share of baskets above what chance would bring (Piatetsky-Shapiro 1991), −0.25 … 0.25. */
  readonly leverage: number;
  /** (1 − support of the consequent) / (1 − confidence); null when the rule never failed, where it has no bound. */
  readonly conviction: number | null;
  /** −1 never together … 0 no connection … 1 always together (Yan, Zhang & Zhang 2009). */
  readonly zhang: number;
};

export type AssociationOptions = {
  /** Shares 0 … 1, held to a millionth. */
  readonly minSupport: number;
  readonly minConfidence: number;
  /** Items in a rule, both sides together. */
  readonly maxLength: number;
};

export const defaultAssociation: AssociationOptions = { minSupport: 0.01, minConfidence: 0.3, maxLength: 4 };

export type AssociationRules =
  | { readonly type: 'known'; readonly baskets: number; readonly minCount: number; readonly frequentSets: number; readonly rules: readonly AssociationRule[] }
  | TooFew
  | { readonly type: 'tooMany'; readonly limit: number };

/** By lift, confidence, count, most first; then by the items, so that equal rules keep their order everywhere. */
export function associationRulesOf(baskets: Baskets, { minSupport, minConfidence, maxLength }: AssociationOptions = defaultAssociation): AssociationRules {
  if (baskets.count < MIN_BASKETS) return { type: 'tooFew', needed: MIN_BASKETS, have: baskets.count };
  const minCount = Math.max(MIN_TOGETHER, minCountOf(minSupport, baskets.count));
  const found = frequentSetsOf(baskets, minCount, maxLength);
  if (found.type === 'tooMany') return found;

  const counts = new Map(found.sets.map(({ items, count }) => [items.join(), count]));
  // whole numbers on both sides: in doubles (16/9835)/(20/9835) is less than 0.8
  const least = millionthsOf(minConfidence);
  const rules = found.sets.filter(({ items }) => items.length > 1).flatMap((set) =>
    set.items.flatMap((consequent) => {
      const antecedent = set.items.filter((item) => item !== consequent);
      const antecedentCount = counts.get(antecedent.join())!;
      return set.count * million >= least * antecedentCount ? [ruleOf(set, antecedent, antecedentCount, consequent, counts.get(`${consequent}`)!, baskets.count)] : [];
    }));
  return { type: 'known', baskets: baskets.count, minCount, frequentSets: found.sets.length, rules: rules.toSorted(compareRules) };
}

const million = 1_000_000;
const millionthsOf = (share: number): number => Math.round(Math.min(1, Math.max(0, share)) * million);

/** The least count whose share reaches the support: reckoned in whole millionths, because 0.07 × 400 is more than 28 in doubles. */
export const minCountOf = (minSupport: number, baskets: number): number => Math.ceil((millionthsOf(minSupport) * baskets) / million);

function ruleOf({ count }: FrequentSet, antecedent: readonly number[], antecedentCount: number, consequent: number, consequentCount: number, baskets: number): AssociationRule {
  const support = count / baskets;
  const expected = (antecedentCount / baskets) * (consequentCount / baskets);
  const leverage = support - expected;
  const most = Math.max(count * (baskets - antecedentCount), antecedentCount * (consequentCount - count)) / baskets / baskets;
  return {
    antecedent, consequent, count, antecedentCount, consequentCount, support,
    confidence: count / antecedentCount,
    lift: (count * baskets) / (antecedentCount * consequentCount),
    leverage,
    conviction: count === antecedentCount ? null : (antecedentCount * (baskets - consequentCount)) / (baskets * (antecedentCount - count)),
    zhang: most === 0 ? 0 : Math.max(-1, Math.min(1, leverage / most)),
  };
}

const compareRules = (a: AssociationRule, b: AssociationRule): number =>
  b.lift - a.lift || b.confidence - a.confidence || b.count - a.count || compareItems(a.antecedent, b.antecedent) || a.consequent - b.consequent;

const compareItems = (a: readonly number[], b: readonly number[]): number => {
  const at = a.findIndex((item, place) => item !== b[place]);
  return at < 0 || b[at] === undefined ? a.length - b.length : a[at]! - b[at];
};

/**
 * Without the rules that a shorter one makes needless: the same end from a part of the antecedent with at least the same
 * confidence (Bayardo, Agrawal & Gunopulos 2000). The order stays.
 */
export function essentialRulesOf(rules: readonly AssociationRule[]): AssociationRule[] {
  const keyOf = (antecedent: readonly number[], consequent: number): string => `${antecedent.join()} ${consequent}`;
  const known = new Map(rules.map((rule) => [keyOf(rule.antecedent, rule.consequent), rule]));
  return rules.filter((rule) =>
    !properPartsOf(rule.antecedent).some((part) => {
      const shorter = known.get(keyOf(part, rule.consequent));
      return shorter !== undefined && shorter.count * rule.antecedentCount >= rule.count * shorter.antecedentCount;
    }));
}

/** All parts but the whole and nothing. */
const properPartsOf = (items: readonly number[]): number[][] =>
  Array.from({ length: Math.max(0, 2 ** items.length - 2) }, (_, at) => items.filter((_item, place) => ((at + 1) >> place) & 1));
