/** What can be said to one person without everybody else's numbers, and what cannot be said yet. */
import { recommendationModelOf, recommendationsOf } from '../patterns/recommendations.rules.ts';
import { tooFew, type TooFew } from '../scoring/enough.rules.ts';
import { methodNumbers } from '../scoring/methods.rules.ts';
import { MIN_RHYTHM_DAYS } from '../scoring/rhythm.rules.ts';
import type { PersonAnalysis } from './contract.ts';
import type { FreshOffer } from './method.rules.ts';
import type { Results } from './methods.rules.ts';
import type { Learned } from './runs.rules.ts';
import type { Goods } from './shop.rules.ts';

const offersShown = 5;

/** Their own goods again, from their own lines; and goods they never had: the stored offers, else what sells best. */
export function ownOffersOf(goods: Goods, asOf: number, offers: readonly FreshOffer[] | null, learned: Results['recommendations'] | undefined): Pick<PersonAnalysis, 'again' | 'fresh'> {
  const { again } = recommendationsOf(recommendationModelOf(goods, [], null), 0, asOf, offersShown);
  const known = new Set(Array.from(goods.item, (item) => goods.itemNames[item]!));
  const popular = learned?.type === 'known' ? learned.popular.filter(({ name }) => !known.has(name)).map((one) => ({ ...one, customers: learned.buyers })) : [];
  return {
    again: again.flatMap(({ item, reason }) => (reason.code === 'own' ? [{ name: goods.itemNames[item]!, times: reason.times, lastDaysAgo: reason.lastDaysAgo, everyDays: reason.everyDays, dueInDays: reason.dueInDays }] : [])),
    // what they bought since the offers were made is no news to them
    fresh: [...(offers ?? []).filter(({ name }) => !known.has(name)).map((offer) => ({ ...offer, because: [...offer.because] })), ...(offers ? [] : popular)].slice(0, offersShown),
  };
}

/** The methods of the person's page that have too little to go on: of this person, or of the whole shop. */
export function missingFor(purchaseDays: number, learned: Pick<Learned, 'returnChance' | 'clv'>): PersonAnalysis['missing'] {
  const ofShop = (['returnChance', 'clv'] as const).flatMap((name) => {
    const result = learned[name];
    return result?.type === 'tooFew' ? [missing(name, result)] : [];
  });
  return [...(purchaseDays < MIN_RHYTHM_DAYS ? [missing('churnWarning', tooFew(MIN_RHYTHM_DAYS, purchaseDays))] : []), ...ofShop];
}

const missing = (name: 'churnWarning' | 'returnChance' | 'clv', { needed, have, ...rest }: TooFew): PersonAnalysis['missing'][number] => ({
  name, needed, have, what: 'what' in rest ? String(rest.what) : null, numbers: methodNumbers[name],
});
