/** What a person is likely to do, in plain sentences with their own numbers; what too little stands behind is said as such. */
import type { PersonAnalysis } from '../../core/analyses/contract.ts';
import type { NamedReason } from '../../core/analyses/method.rules.ts';
import { daysBetween } from '../../core/base/dates.ts';
import { t } from '../i18n/texts.ts';
import { dayText, moneyShort, numberText } from '../ui/format.ts';
import { patternSentence, roughly, roughMoney } from './words.ts';

const nextLines = ({ nextOrder, asOf }: PersonAnalysis): string[] => {
  if (!nextOrder || asOf === null) return [];
  const { on, from, to } = nextOrder;
  if (to < asOf) return [t('analyses.person.nextPassed', { to: dayText(to), days: numberText(daysBetween(to, asOf)) })];
  return [from === to ? t('analyses.person.nextExact', { on: dayText(on) }) : t('analyses.person.next', { from: dayText(from), to: dayText(to), on: dayText(on) })];
};

const reasonText = (reason: Exclude<NamedReason, { readonly code: 'productOut' }>): string => {
  const { name = '' } = reason;
  switch (reason.code) {
    case 'complaint': {
      const days = reason.daysBeforeLast;
      if (days === 0) return t('analyses.person.reasons.complaintSame');
      return t(days > 0 ? 'analyses.person.reasons.complaintBefore' : 'analyses.person.reasons.complaintAfter', { days: numberText(Math.abs(days)) });
    }
    case 'price':
      return t('analyses.person.reasons.price', { name, paid: moneyShort(Math.round(reason.paidFen)), later: moneyShort(Math.round(reason.laterFen)) });
    case 'refund':
    case 'season':
      return t(`analyses.person.reasons.${reason.code}`);
  }
};

/** Goods that the shop no longer has are one sentence, however many. */
const reasonLines = (reasons: readonly NamedReason[]): string[] => {
  const out = reasons.flatMap((reason) => (reason.code === 'productOut' ? [reason] : []));
  const others = reasons.flatMap((reason) => (reason.code === 'productOut' ? [] : [reasonText(reason)]));
  if (out.length === 0) return others;
  const names = out.map(({ name = '' }) => name).join(t('portraits.between'));
  return [...others, t('analyses.person.reasons.productOut', { names, days: numberText(Math.min(...out.map(({ unsoldDays }) => unsoldDays))) })];
};

const warningLines = ({ figures, elapsedDays }: PersonAnalysis): string[] => {
  if (!figures || figures.warningLevel === null || figures.cycleDays === null || elapsedDays === null) return [];
  const said = t(`analyses.person.level.${figures.warningLevel}`, { every: numberText(Math.round(figures.cycleDays)), elapsed: numberText(elapsedDays) });
  if (figures.warningLevel === 'normal') return [said];
  const worth = figures.valueAtRiskFen === null || figures.valueAtRiskFen === 0 ? '' : t('analyses.person.atRisk', { money: roughMoney(figures.valueAtRiskFen) });
  return [said + worth, ...reasonLines(figures.reasons ?? [])];
};

/** Of ten people like this one; a share in words that nobody has to reckon with. */
const chanceLines = ({ figures, horizonDays: days }: PersonAnalysis): string[] => {
  if (!figures || figures.returnChance === null) return [];
  const n = Math.round(figures.returnChance * 10);
  return [n === 0 ? t('analyses.person.chanceFew', { days }) : n === 10 ? t('analyses.person.chanceAll', { days }) : t('analyses.person.chance', { days, n })];
};

const valueLines = ({ figures, months }: PersonAnalysis): string[] => [
  ...(figures && figures.expectedPurchases !== null && figures.expectedPurchases >= 0.5 ? [t('analyses.person.expected', { n: roughly(figures.expectedPurchases) })] : []),
  ...(figures && figures.clvFen !== null ? [t('analyses.person.value', { months, money: roughMoney(figures.clvFen) })] : []),
];

const missingText = ({ name, needed, have, what, numbers }: PersonAnalysis['missing'][number]): string => {
  const counted = { needed: roughly(needed), have: roughly(have) };
  if (name === 'clv') {
    const kind = what === 'customers' || what === 'repeaters' || what === 'meanGaps' ? what : 'other';
    return t('analyses.person.missing.clv', { ...counted, customers: numbers['customers'] ?? 0, repeaters: numbers['repeaters'] ?? 0, meanGaps: numbers['meanGaps'] ?? 0, what: t(`analyses.person.missing.whats.${kind}`) });
  }
  return t(name === 'returnChance' ? 'analyses.person.missing.returnChance' : 'analyses.person.missing.churnWarning', counted);
};

/** The most pressing first. */
export const futureSentences = (person: PersonAnalysis): readonly string[] =>
  person.purchaseDays === 0 ? [t('analyses.person.empty')] : [...warningLines(person), ...nextLines(person), ...chanceLines(person), ...valueLines(person), ...person.missing.map(missingText)];

/** Their own goods that are not yet due say when they will be. */
export const againText = ({ times, lastDaysAgo, everyDays, dueInDays }: PersonAnalysis['again'][number]): string => {
  if (everyDays === null || dueInDays === null) return patternSentence('recommendation.own', { times, lastDaysAgo });
  const every = numberText(Math.round(everyDays));
  return dueInDays > 0
    ? patternSentence('recommendation.ownLater', { everyDays: every, lastDaysAgo, dueInDays })
    : patternSentence('recommendation.ownDue', { everyDays: every, lastDaysAgo });
};

export const freshText = (offer: PersonAnalysis['fresh'][number]): string =>
  'because' in offer
    ? patternSentence('recommendation.similar', { because: offer.because.join(t('portraits.between')), together: offer.together, buyers: offer.buyers })
    : patternSentence('recommendation.popular', { customers: offer.customers, buyers: offer.buyers });
