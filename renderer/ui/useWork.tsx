import { useRef, useState } from 'react';
import type { JobOptions } from '../../core/base/client.ts';
import type { Failure, Progress } from '../../core/base/protocol.ts';
import { failureFrom } from '../core.ts';
import { ErrorNotice } from './ErrorNotice.tsx';
import { WorkBar } from './WorkBar.tsx';

/** One long work at a time; `notice` shows it, or what went wrong. Resolves to null when it did or was cancelled. */
export const useWork = () => {
  const [doing, setDoing] = useState<{ readonly title: string; readonly progress: Progress | null } | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const stop = useRef<AbortController | null>(null);
  const run = async <T,>(title: string, job: (options: JobOptions) => Promise<T>): Promise<T | null> => {
    if (stop.current) return null;
    const controller = new AbortController();
    stop.current = controller;
    setFailure(null);
    setDoing({ title, progress: null });
    try {
      return await job({ signal: controller.signal, onProgress: (progress) => setDoing({ title, progress }) });
    } catch (error) {
      if (!controller.signal.aborted) setFailure(failureFrom(error));
      return null;
    } finally {
      stop.current = null;
      setDoing(null);
    }
  };
  const notice = doing ? <WorkBar title={doing.title} progress={doing.progress} onCancel={() => stop.current?.abort()} /> : failure && <ErrorNotice failure={failure} />;
  return { run, notice, failure, working: doing !== null };
};
