import { Button } from '@mantine/core';
import type { BackupState } from '../../core/backups/contract.ts';
import { sentenceOf } from '../../core/messages/sentence.ts';
import { core } from '../core.ts';
import { t } from '../i18n/texts.ts';
import { instantText } from '../ui/format.ts';
import type { useWork } from '../ui/useWork.tsx';
import { factsText } from './words.ts';

const said = (rehearsal: BackupState['rehearsal']): string => {
  if (!rehearsal) return t('backups.rehearsal.never');
  const { at, name, failure, facts, seconds } = rehearsal;
  const when = instantText(at);
  if (failure === null && facts) return t('backups.rehearsal.good', { when, facts: factsText(facts), seconds: String(seconds) });
  return t('backups.rehearsal.bad', { when, reason: sentenceOf({ code: failure ?? 'core.unexpected', details: { file: name } }) });
};

/** Whether going back works is tried before it is needed. */
export const RehearsalPanel = ({ rehearsal, work: { run, working } }: { readonly rehearsal: BackupState['rehearsal']; readonly work: ReturnType<typeof useWork> }) => (
  <section className="panel" aria-label={t('backups.rehearsal.title')}>
    <div className="panel-head">
      <h2>{t('backups.rehearsal.title')}</h2>
      <Button variant="default" disabled={working} onClick={() => void run(t('backups.rehearsal.working'), (options) => core.backups.rehearse(undefined, options))}>{t('backups.rehearsal.run')}</Button>
    </div>
    <p className="soft small">{t('backups.rehearsal.hint')}</p>
    <p>{said(rehearsal)}</p>
  </section>
);
