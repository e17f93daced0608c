import { Button } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconLock, IconUser } from '@tabler/icons-react';
import { t } from '../i18n/texts.ts';
import { useQuery } from '../ui/useQuery.ts';
import { lock } from './present.ts';

/** Who is working, and the key that locks. Nothing while nobody has to say who they are. */
export const AtTheDesk = () => {
  const { data } = useQuery('staff.state', undefined);
  const on = data?.on === true;
  useHotkeys([['F9', () => on && void lock()]], []);
  if (!on || !data.present) return null;
  return (
    <span style={{ display: 'inline-flex', gap: 6, alignItems: 'center' }}>
      <IconUser size={18} aria-hidden />
      <span>{data.present.name}</span>
      <Button variant="default" h={40} px="sm" leftSection={<IconLock size={16} aria-hidden />} aria-keyshortcuts="F9" onClick={() => void lock()}>{t('staff.lock.now')} <span className="soft small" style={{ marginLeft: 4 }}>{t('staff.lock.nowKey')}</span></Button>
    </span>
  );
};
