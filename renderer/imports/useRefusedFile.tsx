import { Button } from '@mantine/core';
import { useRef, useState } from 'react';
import type { Failure, Progress } from '../../core/base/protocol.ts';
import { core, failureFrom, native } from '../core.ts';
import { t } from '../i18n/texts.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { numberText } from '../ui/format.ts';
import { tell } from '../ui/undo.tsx';
import { WorkBar } from '../ui/WorkBar.tsx';
import { passwordsOf } from './import-queue.ts';
import type { Table } from './import-queue.ts';

/** Asks where, writes the refused rows of a table and says so. `notice` shows the work and what went wrong. */
export const useRefusedFile = ({ file, mapping }: Table) => {
  const [saving, setSaving] = useState(false);
  const [progress, setProgress] = useState<Progress | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const stop = useRef<AbortController | null>(null);

  const save = async () => {
    if (stop.current) return;
    setFailure(null);
    const controller = new AbortController();
    stop.current = controller;
    try {
      const defaultName = `${t('imports.refusals.saveName', { name: file.name.replace(/\.[a-z]{3,4}$/i, '') })}.xlsx`;
      const target = await native.chooseSavePath({ title: t('imports.refusals.saving'), defaultName, kind: 'xlsx' });
      if (!target) return;
      setSaving(true);
      const { rows, fileName } = await core.imports.exportRefused({ file: file.token, mapping, passwords: passwordsOf(), target: target.token }, {
        signal: controller.signal,
        // The rows are found by a trial that is taken back: for the person nothing is imported here.
        onProgress: (step) => setProgress(step.phase === 'imports.writing' ? { ...step, phase: 'imports.comparing' } : step),
      });
      tell(
        <span style={{ display: 'flex', alignItems: 'center', gap: 16 }}>
          <span style={{ flex: 1 }}>{t('imports.refusals.saved', { rows: numberText(rows), file: fileName })}</span>
          <Button variant="default" onClick={() => void native.reveal(target.token)}>{t('app.actions.showInFolder')}</Button>
        </span>,
      );
    } catch (error) {
      if (!controller.signal.aborted) setFailure(failureFrom(error));
    } finally {
      stop.current = null;
      setSaving(false);
      setProgress(null);
    }
  };

  const notice = failure ? <ErrorNotice failure={failure} /> : saving ? <WorkBar title={t('imports.refusals.saving')} progress={progress} onCancel={() => stop.current?.abort()} /> : null;
  return { save, saving, notice };
};
