import { useRef, useState } from 'react';
import type { Failure, Progress } from '../../core/base/protocol.ts';
import { core, failureFrom } from '../core.ts';
import { t } from '../i18n/texts.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { tell } from '../ui/undo.tsx';
import { WorkBar } from '../ui/WorkBar.tsx';

/** Scores everybody again, with progress and cancel; false when it was not finished. */
export const useRescore = () => {
  const [progress, setProgress] = useState<Progress | null>(null);
  const [working, setWorking] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const stop = useRef<AbortController | null>(null);

  const rescore = async (): Promise<boolean> => {
    if (stop.current) return false;
    const controller = new AbortController();
    stop.current = controller;
    setFailure(null);
    setWorking(true);
    try {
      await core.scoring.score({}, { onProgress: setProgress, signal: controller.signal });
      tell(t('scoring.done'));
      return true;
    } catch (error) {
      if (!controller.signal.aborted) setFailure(failureFrom(error));
      return false;
    } finally {
      stop.current = null;
      setWorking(false);
      setProgress(null);
    }
  };
  const notice = failure ? <ErrorNotice failure={failure} /> : working ? <WorkBar title={t('scoring.recalculating')} progress={progress} onCancel={() => stop.current?.abort()} /> : null;
  return { rescore, notice };
};
