import { Button } from '@mantine/core';
import type { Backup, RestoreSource } from '../../core/backups/contract.ts';
import { chooseBackupFile, useChosenBackup } from '../backups/chosen-backup.ts';
import { factsText } from '../backups/words.ts';
import { t } from '../i18n/texts.ts';
import { instantText } from '../ui/format.ts';
import { useQuery } from '../ui/useQuery.ts';

const shown = 5;

type Props = { readonly disabled: boolean; readonly onChosen: (source: RestoreSource) => void };

/** The backups of this laptop, newest first, or one on a stick. */
export const RestoreRemedy = ({ disabled, onChosen }: Props) => {
  const { data } = useQuery('backups.list', undefined);
  const backups = data?.backups ?? [];
  const choose = async () => {
    if (!(await chooseBackupFile())) return;
    const { source } = useChosenBackup.getState();
    useChosenBackup.setState({ source: null });
    if (source) onChosen(source);
  };
  return (
    <section className="panel" aria-label={t('store.restore.title')}>
      <h2>{t('store.restore.title')}</h2>
      <p className="soft">{t('store.restore.hint')}</p>
      {data && backups.length === 0 && <p>{t('store.restore.none')}</p>}
      {backups.length > 0 && (
        <ul className="rescue-backups">
          {backups.slice(0, shown).map((backup, index) => <Choice key={backup.name} backup={backup} newest={index === 0} disabled={disabled} onChosen={onChosen} />)}
        </ul>
      )}
      {backups.length > shown && <p className="soft">{t('store.restore.more', { count: backups.length - shown })}</p>}
      <div><Button variant="default" disabled={disabled} onClick={() => void choose()}>{t('store.restore.choose')}</Button></div>
    </section>
  );
};

const Choice = ({ backup: { name, madeAt, facts }, newest, disabled, onChosen }: Props & { readonly backup: Backup; readonly newest: boolean }) => (
  <li>
    <span>{facts.shopName ?? t('store.restore.noName')} · {factsText(facts)}</span>
    <Button variant={newest ? 'filled' : 'default'} autoFocus={newest} disabled={disabled} onClick={() => onChosen({ backup: name })}>
      {t('store.restore.start', { when: instantText(madeAt) })}
    </Button>
  </li>
);
