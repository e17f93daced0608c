import { Button } from '@mantine/core';
import { useRef, useState } from 'react';
import type { InputOf } from '../../core/base/contract.ts';
import type { Failure, Progress } from '../../core/base/protocol.ts';
import type { XiangkeContract } from '../../core/contract.ts';
import { core, failureFrom, native } from '../core.ts';
import { t } from '../i18n/texts.ts';
import { numberText } from '../ui/format.ts';
import { tell } from '../ui/undo.tsx';
import { WorkBar } from '../ui/WorkBar.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';

type Export = InputOf<XiangkeContract['reports']['exportTable']>;
type Wish = Pick<Export, 'kind' | 'filter' | 'selection' | 'people' | 'orderFilter'> & { readonly title: string; readonly name: string };

/** Asks where, writes the workbook and says so. `notice` shows the work and what went wrong. */
export const useExcel = () => {
  const [progress, setProgress] = useState<Progress | null>(null);
  const [title, setTitle] = useState<string | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const stop = useRef<AbortController | null>(null);

  const exportTable = async ({ title: heading, name, ...wish }: Wish) => {
    if (stop.current) return;
    setFailure(null);
    const file = await native.chooseSavePath({ title: heading, defaultName: `${name}.xlsx`, kind: 'xlsx' });
    if (!file) return;
    const controller = new AbortController();
    stop.current = controller;
    setTitle(heading);
    try {
      const { rows, fileName } = await core.reports.exportTable({ ...wish, file: file.token }, { onProgress: setProgress, signal: controller.signal });
      tell(
        <span style={{ display: 'flex', alignItems: 'center', gap: 16 }}>
          <span style={{ flex: 1 }}>{t('customers.done.exported', { rows: numberText(rows), file: fileName })}</span>
          <Button variant="default" onClick={() => void native.reveal(file.token)}>{t('app.actions.showInFolder')}</Button>
        </span>,
      );
    } catch (error) {
      if (!controller.signal.aborted) setFailure(failureFrom(error));
    } finally {
      stop.current = null;
      setTitle(null);
      setProgress(null);
    }
  };

  const notice = failure ? <ErrorNotice failure={failure} /> : title === null ? null : <WorkBar title={title} progress={progress} onCancel={() => stop.current?.abort()} />;
  return { exportTable, notice };
};
