import { Button, Group, Textarea, TextInput } from '@mantine/core';
import { useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import type { Failure } from '../../core/base/protocol.ts';
import type { EntryFacts, EntryKind, TalkChannel } from '../../core/timeline/contract.ts';
import { EntryKind as EntryKinds, TalkChannel as TalkChannels } from '../../core/timeline/contract.ts';
import { hasAmount, hasChannel } from '../../core/timeline/rules.ts';
import { failureFrom } from '../core.ts';
import { t } from '../i18n/texts.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { isOwnKey } from '../ui/ime.ts';
import { DigitChoice } from './DigitChoice.tsx';
import type { EntryDraft, EntryErrors } from './entry-draft.ts';
import { entryErrors, entryFacts } from './entry-draft.ts';

type Props = { readonly draft: EntryDraft; readonly onChange: (draft: EntryDraft) => void; readonly onSave: (facts: EntryFacts) => Promise<void>; readonly onLeave: () => void };

/** Digit, digit, a sentence, Enter. The first digit says what, the second how it came; for money the amount comes first. */
export const EntryForm = ({ draft, onChange, onSave, onLeave }: Props) => {
  const { kind, channel } = draft;
  const [errors, setErrors] = useState<EntryErrors>({});
  const [failure, setFailure] = useState<Failure | null>(null);
  const [saving, setSaving] = useState(false);
  const amount = useRef<HTMLInputElement>(null);
  const text = useRef<HTMLTextAreaElement>(null);
  const set = (part: Partial<EntryDraft>) => onChange({ ...draft, ...part });
  /** The fields appear with the choice, so the focus moves when they are there. */
  const focusSoon = (field: typeof amount | typeof text) => void setTimeout(() => field.current?.focus());

  const chooseKind = (one: EntryKind) => {
    set({ kind: one });
    setErrors({});
    if (!hasChannel(one)) focusSoon(hasAmount(one) ? amount : text);
  };
  const chooseChannel = (one: TalkChannel) => {
    set({ channel: one });
    focusSoon(text);
  };
  const save = async () => {
    if (saving || kind === null) return;
    const wrong = entryErrors(draft);
    setErrors(wrong);
    if (wrong.amount !== undefined) return focusSoon(amount);
    if (wrong.text !== undefined) return focusSoon(text);
    if (wrong.at !== undefined) return undefined;
    setSaving(true);
    setFailure(null);
    try {
      await onSave(entryFacts(kind, draft));
    } catch (error) {
      setFailure(failureFrom(error));
      setSaving(false);
    }
    return undefined;
  };
  const onKeyDown = (event: KeyboardEvent<HTMLFormElement>) => {
    const inText = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement;
    const digit = /^[1-9]$/.test(event.key) && !event.ctrlKey && !event.altKey && !event.metaKey ? Number(event.key) - 1 : null;
    if (!inText && digit !== null) {
      event.preventDefault();
      const asksChannel = kind !== null && hasChannel(kind) && channel === null;
      const [oneKind, oneChannel] = [EntryKinds.options[digit], TalkChannels.options[digit]];
      if (asksChannel && oneChannel) chooseChannel(oneChannel);
      else if (!asksChannel && oneKind) chooseKind(oneKind);
    } else if (inText && event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      if (!isOwnKey(event, 'Enter')) return;
      if (event.target === amount.current) text.current?.focus();
      else void save();
    }
  };

  return (
    <form onKeyDown={onKeyDown} onSubmit={(event) => { event.preventDefault(); void save(); }} style={{ display: 'flex', flexDirection: 'column', gap: 16 }}>
      {failure && <ErrorNotice failure={failure} />}
      <DigitChoice label={t('timeline.entry.kind')} options={EntryKinds.options.map((one) => [one, t(`timeline.kinds.${one}`)])} value={kind} onChange={chooseKind} autoFocus />
      {kind !== null && hasChannel(kind) && <DigitChoice key={kind} label={t('timeline.entry.channel')} options={TalkChannels.options.map((one) => [one, t(`timeline.channels.${one}`)])} value={channel} onChange={chooseChannel} autoFocus />}
      {kind !== null && hasAmount(kind) && (
        <TextInput ref={amount} label={t('timeline.entry.amount')} value={draft.amount} error={errors.amount} w={160} inputMode="decimal" autoComplete="off" onChange={(event) => set({ amount: event.currentTarget.value })} />
      )}
      {kind !== null && (
        <>
          <Textarea ref={text} label={t('timeline.entry.text')} description={t('timeline.entry.textHint')} value={draft.text} error={errors.text} rows={3} maxLength={2000} onChange={(event) => set({ text: event.currentTarget.value })} />
          <TextInput label={t('timeline.entry.at')} description={t('timeline.entry.atHint')} value={draft.at} error={errors.at} w={260} autoComplete="off" onChange={(event) => set({ at: event.currentTarget.value })} />
        </>
      )}
      <Group>
        <Button type="submit" disabled={kind === null} loading={saving}>{t('timeline.entry.save')}</Button>
        <Button variant="subtle" onClick={onLeave}>{t('app.actions.cancel')}</Button>
        <span className="soft">{t('timeline.entry.keys')}</span>
      </Group>
    </form>
  );
};
