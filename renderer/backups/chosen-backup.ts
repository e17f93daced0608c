import { create } from 'zustand';
import type { RestoreSource } from '../../core/backups/contract.ts';
import { native } from '../core.ts';
import { t } from '../i18n/texts.ts';

/** What the person is about to go back to. */
export const useChosenBackup = create<{ readonly source: RestoreSource | null }>(() => ({ source: null }));
export const chooseBackup = (source: RestoreSource | null): void => useChosenBackup.setState({ source });

/** Asks for a file; true when one was chosen. */
export const chooseBackupFile = async (): Promise<boolean> => {
  const [file] = await native.chooseFiles({ title: t('backups.list.chooseTitle'), multiple: false, kind: 'xkb' });
  if (file) chooseBackup({ file: file.token });
  return file !== undefined;
};
