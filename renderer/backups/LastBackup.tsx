import { t } from '../i18n/texts.ts';
import { instantText } from '../ui/format.ts';
import { useQuery } from '../ui/useQuery.ts';

/** At the top of every page, beside 已保存. */
export const LastBackup = () => {
  const { data } = useQuery('backups.state', undefined);
  return data?.last ? <span>{t('backups.last', { when: instantText(data.last.madeAt) })}</span> : null;
};
