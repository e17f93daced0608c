import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Failure } from '../../core/base/protocol.ts';
import type { FaultCode } from '../../core/quality/contract.ts';
import { core, failureFrom } from '../core.ts';
import { t } from '../i18n/texts.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { numberText } from '../ui/format.ts';
import { offerUndo } from '../ui/undo.tsx';

type Props = { readonly code: FaultCode; readonly left: number; readonly onDone: () => void };

/** For a kind that is too long to go through today: all of it in one step. */
export const PutOffKind = ({ code, left, onDone }: Props) => {
  const [working, setWorking] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const run = async (): Promise<void> => {
    setWorking(true);
    setFailure(null);
    try {
      const { operationId, faults } = await core.quality.putOff({ code });
      offerUndo(t('quality.done.putOff', { n: numberText(faults) }), operationId);
      onDone();
    } catch (error) {
      setFailure(failureFrom(error));
      setWorking(false);
    }
  };
  return (
    <>
      {failure && <ErrorNotice failure={failure} />}
      <div><Button variant="default" loading={working} onClick={() => void run()}>{t('quality.putOff', { n: numberText(left) })}</Button></div>
    </>
  );
};
