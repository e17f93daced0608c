import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { ReactNode } from 'react';
import type { Failure } from '../../core/base/protocol.ts';
import { sentenceOf } from '../../core/messages/sentence.ts';
import { core, failureFrom } from '../core.ts';
import { t } from '../i18n/texts.ts';

const closeButtonProps = () => ({ 'aria-label': t('app.actions.close') });

export const tell = (message: ReactNode): void => {
  notifications.show({ message, color: 'green', autoClose: 6000, closeButtonProps: closeButtonProps() });
};

export const tellTrouble = (failure: Failure): void => {
  notifications.show({ role: 'alert', message: sentenceOf(failure), color: 'brick', autoClose: false, closeButtonProps: closeButtonProps() });
};

/** The notice that offers to take the step back. */
const offerOf = (operationId: number): string => `undo-${operationId}`;

/** Takes an operation back; true when it worked. */
export const undoOperation = async (operationId: number): Promise<boolean> => {
  try {
    const { kept } = await core.history.undo({ operationId });
    notifications.hide(offerOf(operationId));
    tell(kept > 0 ? t('app.actions.undoneKept', { kept }) : t('app.actions.undone'));
    return true;
  } catch (error) {
    tellTrouble(failureFrom(error));
    return false;
  }
};

/** Three notes are shown at a time and further ones wait: the oldest offers give way, so that the latest step is told at once. */
const offered = new Set<string>();
const offersAtMost = 2;

/** Said after every write: what was done, and 撤销 for a while. */
export const offerUndo = (message: string, operationId: number, afterUndo?: () => void): void => {
  const id = offerOf(operationId);
  const undo = async () => {
    notifications.hide(id);
    if (await undoOperation(operationId)) afterUndo?.();
  };
  const [oldest] = offered;
  if (oldest !== undefined && offered.size >= offersAtMost) {
    offered.delete(oldest);
    notifications.hide(oldest);
  }
  offered.add(id);
  notifications.show({
    id,
    onClose: () => void offered.delete(id),
    color: 'green',
    autoClose: 12_000,
    closeButtonProps: closeButtonProps(),
    message: (
      <span style={{ display: 'flex', alignItems: 'center', gap: 16 }}>
        <span style={{ flex: 1 }}>{message}</span>
        <Button variant="default" onClick={() => void undo()}>{t('app.actions.undo')}</Button>
      </span>
    ),
  });
};
