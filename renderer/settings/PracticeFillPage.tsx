import { Button } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { Failure, Progress } from '../../core/base/protocol.ts';
import { core, failureFrom, native } from '../core.ts';
import { t } from '../i18n/texts.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { WorkBar } from '../ui/WorkBar.tsx';
import { broughtTypeSize } from './practice-book.ts';

/** The practice book is opened for the first time: make up a shop, then give it a name, which ends this page. */
export const PracticeFillPage = () => {
  const [progress, setProgress] = useState<Progress | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const stop = useRef<AbortController | null>(null);

  const fill = async () => {
    if (stop.current) return;
    const controller = new AbortController();
    stop.current = controller;
    setFailure(null);
    try {
      await core.practice.fill({}, { onProgress: setProgress, signal: controller.signal });
      await core.settings.update({ shopName: t('settings.first.practiceShop'), ...broughtTypeSize() });
    } catch (error) {
      stop.current = null;
      setFailure(failureFrom(error));
    }
  };
  useEffect(() => {
    void fill();
  }, []);

  return (
    <main className="first-start">
      <div className="inside">
        {failure ? (
          <ErrorNotice failure={failure}>
            <Button onClick={() => void fill()}>{t('app.actions.retry')}</Button>
            <Button variant="default" onClick={() => void native.openBook('shop')}>{t('app.state.backToShop')}</Button>
          </ErrorNotice>
        ) : (
          <WorkBar title={t('settings.first.filling')} progress={progress} onCancel={() => { stop.current?.abort(); void native.openBook('shop'); }} />
        )}
      </div>
    </main>
  );
};
