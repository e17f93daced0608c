/** The shop's key figures. */
import { cohortsOf } from '../indicators/cohorts.rules.ts';
import { changeOf } from '../indicators/comparison.rules.ts';
import { REPURCHASE_GOAL, repurchaseOf } from '../indicators/repurchase.rules.ts';
import { RETENTION_GOAL, retentionOf } from '../indicators/retention.rules.ts';
import { ENOUGH_CUSTOMERS, wordOfMouthOf } from '../referrals/rules.ts';
import { tooFew } from '../scoring/enough.rules.ts';
import { rfmOf } from '../scoring/rfm.rules.ts';
import { method } from './method.rules.ts';
import type { Shop } from './shop.rules.ts';

const halfYear = 182;
const year = 365;

const repurchase = method({
  version: 1,
  learn: (shop) => {
    const found = repurchaseOf(shop.transactions, shop.asOf);
    return found.buyers === 0 ? tooFew(1, 0) : { type: 'known' as const, ...found };
  },
});

const retention = method({
  version: 1,
  learn: (shop) => {
    const { lost, ...found } = retentionOf(shop.transactions, shop.asOf - halfYear, shop.asOf);
    return found.kept.whole === 0 ? tooFew(1, 0) : { type: 'known' as const, ...found, goal: RETENTION_GOAL, lost: lost.length };
  },
});

const cohorts = method({
  version: 1,
  learn: (shop) => {
    const found = cohortsOf(shop.transactions, shop.asOf);
    return found.cohorts.length === 0 ? tooFew(1, 0) : { type: 'known' as const, ...found };
  },
});

/** Buyers of the half year up to a day, and those of them with a second order in it. */
const returningIn = ({ transactions }: Shop, until: number) => {
  const rows = Int32Array.from(transactions.day.keys()).filter((row) => transactions.day[row]! > until - halfYear);
  const { frequency } = rfmOf({
    customers: transactions.customers, customer: rows.map((row) => transactions.customer[row]!), day: rows.map((row) => transactions.day[row]!), amountFen: Float64Array.from(rows, (row) => transactions.amountFen[row]!),
  }, until);
  return { part: frequency.filter((orders) => orders > 1).length, whole: frequency.length };
};

const changes = method({
  version: 1,
  learn: (shop) => {
    const found = changeOf(returningIn(shop, shop.asOf), returningIn(shop, shop.asOf - year), REPURCHASE_GOAL);
    return found.type === 'tooFew' ? found : { ...found, days: halfYear, goal: REPURCHASE_GOAL };
  },
});

/** First purchases of the last twelve months, by who was brought. */
const wordOfMouth = method({
  version: 1,
  learn: ({ referrals }) => (referrals.customers < ENOUGH_CUSTOMERS ? tooFew(ENOUGH_CUSTOMERS, referrals.customers) : { type: 'known' as const, ...referrals, ...wordOfMouthOf(referrals) }),
});

const referralNetwork = method({
  version: 1,
  learn: ({ referrals }) => (referrals.brought === 0 ? tooFew(1, 0) : { type: 'known' as const, ...referrals }),
});

export const indicatorMethods = { repurchase, retention, cohorts, changes, wordOfMouth, referralNetwork };
