import { Button } from '@mantine/core';
import { useLocation } from 'wouter';
import { t } from '../i18n/texts.ts';
import { chooseTables } from './import-queue.ts';

/** Chooses files and goes to where they are shown. */
export const ImportButton = ({ label = t('app.actions.chooseFiles'), variant = 'filled' }: { readonly label?: string; readonly variant?: 'filled' | 'default' }) => {
  const [, navigate] = useLocation();
  const choose = async () => {
    if (await chooseTables()) navigate('/imports');
  };
  return <Button variant={variant} onClick={() => void choose()}>{label}</Button>;
};
