import { Button } from '@mantine/core';
import { useLocation } from 'wouter';
import { sentenceOf } from '../../core/messages/sentence.ts';
import { t } from '../i18n/texts.ts';
import { useQuery } from '../ui/useQuery.ts';

/** On the first page only when something is wrong. */
export const BackupCard = () => {
  const { data: state } = useQuery('backups.state', undefined);
  const [, navigate] = useLocation();
  if (!state?.trouble && !state?.overdue) return null;
  const title = state.trouble ? 'backups.card.troubleTitle' : state.copiedAt === null ? 'backups.card.neverTitle' : 'backups.card.overdueTitle';
  return (
    <div className="notice" role="alert">
      <p><strong>{t(title)}</strong></p>
      <p>{state.trouble ? sentenceOf({ code: state.trouble.code, ...(state.trouble.details ? { details: state.trouble.details } : {}) }) : t('backups.card.overdue')}</p>
      <div className="side-by-side"><Button variant="default" onClick={() => navigate('/backups')}>{t('backups.card.open')}</Button></div>
    </div>
  );
};
