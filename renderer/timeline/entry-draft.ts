/** What stands in the entry form: everything as typed. Turned into facts only when saved. */
import { create } from 'zustand';
import type { EntryFacts, EntryKind, TalkChannel, TimelineItem } from '../../core/timeline/contract.ts';
import { EntryKind as EntryKinds } from '../../core/timeline/contract.ts';
import { fenFrom, yuanText } from '../../core/base/money.ts';
import { hasAmount, hasChannel } from '../../core/timeline/rules.ts';
import { t } from '../i18n/texts.ts';
import { instantFrom } from '../ui/format.ts';

export type EntryDraft = { readonly kind: EntryKind | null; readonly channel: TalkChannel | null; readonly amount: string; readonly text: string; readonly at: string };

export const emptyEntry: EntryDraft = { kind: null, channel: null, amount: '', text: '', at: '' };

/** What was typed for a person and not saved yet: closing the form by mistake loses nothing. */
export const useEntryDraft = create<{ readonly customerId: number | null; readonly draft: EntryDraft }>(() => ({ customerId: null, draft: emptyEntry }));

export const isEntry = (item: TimelineItem): item is TimelineItem & { readonly kind: EntryKind } => EntryKinds.options.some((kind) => kind === item.kind);

export const entryOf = (item: TimelineItem & { readonly kind: EntryKind }): EntryDraft => ({
  kind: item.kind,
  channel: item.channel,
  amount: item.amountFen === null ? '' : yuanText(item.amountFen).replace(/\.00$/, ''),
  text: item.text,
  at: item.at.slice(0, 16).replace('T', ' '),
});

export type EntryErrors = Partial<Record<'amount' | 'text' | 'at', string>>;

export const entryErrors = ({ kind, amount, text, at }: EntryDraft): EntryErrors => ({
  ...(kind !== null && hasAmount(kind) && !((fenFrom(amount) ?? 0) > 0) && { amount: t('timeline.entry.amountWrong') }),
  ...(kind !== null && !hasAmount(kind) && text.trim() === '' && { text: t('timeline.entry.textNeeded') }),
  ...(at.trim() !== '' && instantFrom(at) === null && { at: t('timeline.entry.atWrong') }),
});

export const entryFacts = (kind: EntryKind, { channel, amount, text, at }: EntryDraft): EntryFacts => ({
  kind,
  channel: hasChannel(kind) ? channel : null,
  amountFen: hasAmount(kind) ? fenFrom(amount) : null,
  text: text.trim(),
  at: at.trim() === '' ? null : instantFrom(at),
});
