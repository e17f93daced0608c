import { Button } from '@mantine/core';
import { useLocation } from 'wouter';
import { t } from '../i18n/texts.ts';
import { chooseTables } from './import-queue.ts';

/** Chooses files and goes to where they are shown. */
export const ImportButton = ({ label = t('app.actions.chooseFiles') }: { readonly label?: string }) => {
  const [, navigate] = useLocation();
  const choose = async () => {
    if (await chooseTables()) navigate('/imports');
  };
  return <Button onClick={() => void choose()}>{label}</Button>;
};
