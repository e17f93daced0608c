import type { EntryFacts, EntryKind, TimelineItem } from './contract.ts';

/** Words that came from the person came by some way; debts and notes are the shop's own. */
export const hasChannel = (kind: EntryKind): boolean => kind === 'talk' || kind === 'enquiry' || kind === 'feedback' || kind === 'complaint';
export const hasAmount = (kind: EntryKind): boolean => kind === 'debt' || kind === 'repayment';

/** Why an entry cannot be kept as it is; null when it can. `latest` is the last moment that may be written. */
export const entryProblem = ({ kind, at, text, amountFen }: EntryFacts, latest: string): 'timeline.amount' | 'timeline.text' | 'timeline.future' | null => {
  if (hasAmount(kind) && amountFen === null) return 'timeline.amount';
  if (!hasAmount(kind) && text === '') return 'timeline.text';
  return at !== null && at > latest ? 'timeline.future' : null;
};

/** Newest first; of one source's items at one moment the later written one comes first. */
export const isNewer = (a: Pick<TimelineItem, 'at' | 'id'>, b: Pick<TimelineItem, 'at' | 'id'>): boolean => a.at > b.at || (a.at === b.at && a.id > b.id);

/** What is still owed, and since when without a pause. `accounts` come oldest first; a repayment is negative. */
export const owedOf = (accounts: readonly { readonly at: string; readonly signedFen: number }[]): { readonly owedFen: number; readonly owedSince: string | null } =>
  accounts.reduce<{ owedFen: number; owedSince: string | null }>(
    (before, { at, signedFen }) => {
      const owedFen = before.owedFen + signedFen;
      return { owedFen, owedSince: owedFen <= 0 ? null : (before.owedSince ?? at) };
    },
    { owedFen: 0, owedSince: null },
  );
