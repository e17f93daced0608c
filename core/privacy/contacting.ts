/** Who may be contacted: every list that is made for it asks here, and nowhere else. */
import type { Clock } from '../base/clock.ts';
import { todayOf } from '../base/clock.ts';
import type { ContactAnswer, ContactState, PrivacyRules } from './contract.ts';
import type { PrivacyRepository } from './repository.ts';
import { countedFrom, mayContact } from './rules.ts';

/** `quiet`: want to be left alone, or did not agree; `often`: were spoken to often enough for now. */
export type LeftAlone = { readonly quiet: number; readonly often: number };

type Parts = { readonly read: Pick<PrivacyRepository, 'reach'>; readonly rules: () => PrivacyRules; readonly clock: Clock };

export const createContacting = ({ read, rules, clock }: Parts) => {
  const states = (ids: readonly number[]): ContactState[] => {
    const limits = rules();
    return read.reach(ids, countedFrom(todayOf(clock))).map(({ id, quiet, refused, contacts }) => (
      { id, contacts, answer: mayContact({ quiet: quiet === 1, refused: refused === 1, contacts }, limits) }));
  };
  return {
    states,
    /** Those who may be contacted, in the same order, and how many are left alone. */
    among: (ids: readonly number[]): { readonly ids: readonly number[]; readonly left: LeftAlone } => {
      const answers = states(ids);
      const of = (...wanted: readonly ContactAnswer[]) => answers.filter(({ answer }) => wanted.includes(answer));
      return { ids: of('yes').map(({ id }) => id), left: { quiet: of('quiet', 'refused').length, often: of('often').length } };
    },
  };
};
export type Contacting = ReturnType<typeof createContacting>;
