import { Autocomplete, Button, Group, Modal } from '@mantine/core';
import { useState } from 'react';
import { t } from '../i18n/texts.ts';
import { isOwnKey } from '../ui/ime.ts';
import { useQuery } from '../ui/useQuery.ts';

type Props = { readonly title: string; readonly run: string; readonly onRun: (tag: string) => void; readonly onClose: () => void };

/** Which tag: one that is in use is offered, a new one is typed. */
export const TagDialog = ({ title, run, onRun, onClose }: Props) => {
  const [tag, setTag] = useState('');
  const [error, setError] = useState<string | null>(null);
  const { data = [] } = useQuery('customers.tags', undefined);
  const submit = () => {
    const chosen = tag.trim();
    if (chosen === '' || chosen.length > 20) setError(t(chosen === '' ? 'bulk.tagNeeded' : 'bulk.tagLong'));
    else onRun(chosen);
  };
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t('app.actions.close') }}>
      <form onSubmit={(event) => { event.preventDefault(); submit(); }}
        onKeyDown={(event) => { if (event.key === 'Enter' && event.target instanceof HTMLInputElement && !isOwnKey(event, 'Enter')) event.preventDefault(); }}>
        <Autocomplete data-autofocus size="md" label={t('bulk.tagName')} data={data.map((one) => one.tag)} limit={8} value={tag} error={error} onChange={(text) => { setTag(text); setError(null); }} autoComplete="off" />
        <Group mt="md">
          <Button type="submit">{run}</Button>
          <Button variant="subtle" onClick={onClose}>{t('app.actions.cancel')}</Button>
        </Group>
      </form>
    </Modal>
  );
};
