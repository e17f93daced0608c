/**
 * Every method of the shop's figures with the least data it speaks from, for the method cards: the words are in
 * core/messages/methods.zh-CN.ts, their gaps are filled from here.
 */
import { MIN_GROUP } from '../indicators/comparison.rules.ts';
import { RESPONSE_HOURS } from '../indicators/complaints.rules.ts';
import { MIN_FACTOR_QUESTIONS, MIN_PEOPLE_PER_QUESTION } from '../indicators/factorability.rules.ts';
import { MIN_PEOPLE_PER_PREDICTOR } from '../indicators/regression.rules.ts';
import { MIN_ANSWERS, MIN_QUESTIONS } from '../indicators/reliability.rules.ts';
import { LOST_AFTER_DAYS, LOST_AFTER_GAPS } from '../indicators/retention.rules.ts';
import { ENOUGH } from '../indicators/rules.ts';
import { POINTS_PER_STEP } from '../indicators/satisfaction.rules.ts';
import { POWER } from '../indicators/uplift.rules.ts';
import { MIN_BASKETS, MIN_TOGETHER } from '../patterns/association.rules.ts';
import { MIN_ROWS_PER_CLUSTER } from '../patterns/grouping.rules.ts';
import { MIN_ROWS_PER_COLUMN } from '../patterns/principal-components.rules.ts';
import { MIN_BUYERS } from '../patterns/recommendations.rules.ts';
import { MIN_ROWS, MIN_ROWS_PER_CLASS } from '../patterns/tree-pruning.rules.ts';
import { PURCHASE_MODEL_MINIMUM } from '../prediction/fit.rules.ts';
import { REPLENISHMENT_MINIMUM_DAYS } from '../prediction/replenishment.rules.ts';
import { NETWORK_MINIMUM_CUSTOMERS, SPEND_DAYS, SPEND_MINIMUM } from '../prediction/spend-prediction.rules.ts';
import { ENOUGH_CUSTOMERS } from '../referrals/rules.ts';
import { MIN_BACKTEST_CUSTOMERS, MIN_BACKTEST_LOST } from './backtest.rules.ts';
import { MIN_COMPOSITE_CUSTOMERS } from './composite.rules.ts';
import { MIN_CONCENTRATION_CUSTOMERS } from './concentration.rules.ts';
import { MIN_LOYAL_DAYS } from './relation.rules.ts';
import { MIN_OF_EACH_OUTCOME } from './return.rules.ts';
import { MIN_FOR_FIFTHS } from './rfm.rules.ts';
import { MIN_RHYTHM_DAYS } from './rhythm.rules.ts';
import { defaultRule } from './rules.ts';
import { MIN_SEASON_DAYS, MIN_SEASON_ORDERS } from './season.rules.ts';
import { MIN_ENTROPY_ROWS } from './weights.rules.ts';

/** Per method the numbers that its card names, in the order in which the cards are read. */
export const methodNumbers = {
  rfm: { buyers: MIN_FOR_FIFTHS },
  eightSegments: { high: defaultRule.high },
  elevenSegments: { buyers: MIN_FOR_FIFTHS },
  seasonRecency: { days: MIN_SEASON_DAYS, orders: MIN_SEASON_ORDERS },
  lifecycle: { newDays: defaultRule.newDays, dormantDays: defaultRule.dormantDays },
  valueTiers: { buyers: MIN_CONCENTRATION_CUSTOMERS },
  relation: { purchaseDays: MIN_LOYAL_DAYS },
  composite: { buyers: MIN_COMPOSITE_CUSTOMERS },
  entropyWeights: { buyers: MIN_ENTROPY_ROWS },
  principalComponents: { perColumn: MIN_ROWS_PER_COLUMN },
  clusters: { perGroup: MIN_ROWS_PER_CLUSTER },
  tree: { customers: MIN_ROWS, perClass: MIN_ROWS_PER_CLASS },
  association: { baskets: MIN_BASKETS, together: MIN_TOGETHER },
  recommendations: { buyers: MIN_BUYERS, together: MIN_TOGETHER },
  churnWarning: { purchaseDays: MIN_RHYTHM_DAYS },
  returnChance: { ofEach: MIN_OF_EACH_OUTCOME },
  churnBacktest: { customers: MIN_BACKTEST_CUSTOMERS, lost: MIN_BACKTEST_LOST },
  bgNbd: PURCHASE_MODEL_MINIMUM,
  paretoNbd: PURCHASE_MODEL_MINIMUM,
  gammaGamma: { repeaters: PURCHASE_MODEL_MINIMUM.repeaters },
  clv: PURCHASE_MODEL_MINIMUM,
  spendNetwork: { days: SPEND_DAYS, ...SPEND_MINIMUM, network: NETWORK_MINIMUM_CUSTOMERS },
  replenishment: { purchaseDays: REPLENISHMENT_MINIMUM_DAYS },
  repurchase: { enough: ENOUGH },
  retention: { lostDays: LOST_AFTER_DAYS, lostGaps: LOST_AFTER_GAPS, purchaseDays: MIN_RHYTHM_DAYS },
  cohorts: { enough: ENOUGH },
  wordOfMouth: { customers: ENOUGH_CUSTOMERS },
  referralNetwork: { people: 2 },
  satisfaction: { perStep: POINTS_PER_STEP, enough: ENOUGH },
  netPromoter: { enough: ENOUGH },
  complaints: { enough: ENOUGH },
  firstResponse: { hours: RESPONSE_HOURS },
  changes: { group: MIN_GROUP },
  uplift: { group: MIN_GROUP },
  sampleSize: { power: POWER * 100, group: MIN_GROUP },
  reliability: { answers: MIN_ANSWERS, questions: MIN_QUESTIONS },
  factorability: { questions: MIN_FACTOR_QUESTIONS, perQuestion: MIN_PEOPLE_PER_QUESTION },
  regression: { perPredictor: MIN_PEOPLE_PER_PREDICTOR },
  importance: { answers: MIN_ANSWERS },
} as const satisfies Readonly<Record<string, Readonly<Record<string, number>>>>;

export type Method = keyof typeof methodNumbers;
