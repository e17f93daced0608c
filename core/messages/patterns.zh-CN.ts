import type { Level } from '../patterns/grouping.rules.ts';
import type { RecommendationReason } from '../patterns/recommendations.rules.ts';

/** What the words are there for; groups and trees by other features bring their own. */
type Feature = 'recency' | 'frequency' | 'monetary';
type Code =
  | `cluster.${Feature}.${Exclude<Level, 'usual'>}` | `cluster.apartBy.${Feature}` | `tree.${Feature}.${'atLeast' | 'below' | 'between'}`
  | `rule.${'byOrder' | 'byCustomer'}` | `recommendation.${RecommendationReason['code'] | 'ownDue' | 'ownLater'}`;

/** Words for what the patterns say by codes and numbers. Gaps in braces; money in yuan. */
export const patternMessages = {
  'cluster.asUsual': '跟大家差不多',
  'cluster.recency.muchLower': '刚来过',
  'cluster.recency.lower': '最近来过',
  'cluster.recency.higher': '有阵子没来',
  'cluster.recency.muchHigher': '很久没来',
  'cluster.frequency.muchLower': '难得来一回',
  'cluster.frequency.lower': '来得少',
  'cluster.frequency.higher': '来得多',
  'cluster.frequency.muchHigher': '来得特别多',
  'cluster.monetary.muchLower': '花得特别少',
  'cluster.monetary.lower': '花得少',
  'cluster.monetary.higher': '花得多',
  'cluster.monetary.muchHigher': '花得特别多',
  'cluster.apartBy.recency': '上次来大约在 {median} 天前',
  'cluster.apartBy.frequency': '大约来过 {median} 次',
  'cluster.apartBy.monetary': '大约花过 {median} 元',

  'tree.recency.atLeast': '满 {atLeast} 天没来',
  'tree.recency.below': '{below} 天内来过',
  'tree.recency.between': '上次来在 {atLeast} 到 {below} 天前',
  'tree.frequency.atLeast': '来过 {atLeast} 次以上',
  'tree.frequency.below': '来过不到 {below} 次',
  'tree.frequency.between': '来过 {atLeast} 次以上、不到 {below} 次',
  'tree.monetary.atLeast': '一共花了 {atLeast} 元以上',
  'tree.monetary.below': '一共花了不到 {below} 元',
  'tree.monetary.between': '一共花了 {atLeast} 到 {below} 元',
  'tree.leaf': '这样的有 {size} 人，其中 {count} 人{outcome}',
  'tree.noRule': '没有找出靠得住的规律：不管怎么分，都不比一概而论更准。',

  'rule.byOrder': '买了{antecedent}的 {antecedentCount} 单里，有 {count} 单也买了{consequent}，是平时的 {lift} 倍',
  'rule.byCustomer': '买过{antecedent}的 {antecedentCount} 人里，有 {count} 人也买过{consequent}，是平时的 {lift} 倍',

  'recommendation.own': '买过 {times} 天，上次在 {lastDaysAgo} 天前',
  'recommendation.ownDue': '一般 {everyDays} 天买一回，上次在 {lastDaysAgo} 天前，该买了',
  'recommendation.ownLater': '一般 {everyDays} 天买一回，上次在 {lastDaysAgo} 天前，再过 {dueInDays} 天该买了',
  'recommendation.similar': '买过{because}的 {buyers} 人里，有 {together} 人也买过它',
  'recommendation.rule': '买过{antecedent}的 {antecedentCount} 人里，有 {count} 人也买过它',
  'recommendation.popular': '店里 {customers} 位买主，有 {buyers} 位买过它',

  'patterns.tooFewRows': '数据还太少：要有 {needed} 条，现在只有 {have} 条，先不下结论。',
  'patterns.tooFewBaskets': '单子还太少：要有 {needed} 单，现在只有 {have} 单，先不下结论。',
  'patterns.tooMany': '凑在一起的货太多了（超过 {limit} 种搭配）。请把“至少占多少”调高一点再找。',
} as const satisfies Readonly<Record<Code, string>> & Readonly<Record<string, string>>;
