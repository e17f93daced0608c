import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { core } from '../core.ts';
import { t } from '../i18n/texts.ts';
import { tell, tellTrouble } from '../ui/undo.tsx';
import { useMay } from '../staff/present.ts';
import { useQuery } from '../ui/useQuery.ts';
import { useWork } from '../ui/useWork.tsx';
import { factsText } from './words.ts';

/** Where Enter would mean something else, the question waits to be seen. */
const isBusy = (): boolean => {
  const { activeElement } = document;
  return (activeElement !== null && activeElement !== document.body && activeElement.matches('input, textarea, select, button, [contenteditable]')) || document.querySelector('[role="dialog"]') !== null;
};

/** A stick was plugged in: one Enter, and a copy leaves the laptop. */
export const DriveAsk = () => {
  const { data } = useQuery('backups.state', undefined);
  const { run, notice, working, failure } = useWork();
  const yes = useRef<HTMLButtonElement>(null);
  const may = useMay();
  const drive = may('backups.copy') ? data?.drives[0] : undefined;
  const id = drive?.id;
  useEffect(() => {
    if (id !== undefined && !isBusy()) yes.current?.focus();
  }, [id]);

  // The page below has nothing to do with it: a note that can be closed.
  useEffect(() => {
    if (failure) tellTrouble(failure);
  }, [failure]);

  if (working) return <div style={{ padding: '8px 24px' }}>{notice}</div>;
  if (!drive) return null;
  const copy = async () => {
    const copied = await run(t('backups.drive.working', { label: drive.label }), (options) => core.backups.copy({ to: { drive: drive.id } }, options));
    if (copied) tell(t('backups.drive.done', { label: copied.label, facts: factsText(copied.facts) }));
  };
  return (
    <div className="banner" role="alert">
      <span>{t('backups.drive.ask', { label: drive.label })}</span>
      <Button ref={yes} onClick={() => void copy()}>{t('backups.drive.yes')}</Button>
      <Button variant="default" onClick={() => void core.backups.leaveDrive({ drive: drive.id })}>{t('backups.drive.no')}</Button>
    </div>
  );
};
