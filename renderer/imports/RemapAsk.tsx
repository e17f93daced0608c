import { Button, Group, Modal } from '@mantine/core';
import type { ImportBatch } from '../../core/imports/contract.ts';
import { t } from '../i18n/texts.ts';
import { chooseTableAgain } from './import-queue.ts';

/** Says what putting the columns of an old import right takes, and asks for its table. */
export const RemapAsk = ({ batch, onLeave }: { readonly batch: ImportBatch | null; readonly onLeave: () => void }) => {
  const choose = async () => {
    if (batch && (await chooseTableAgain(batch.id))) onLeave();
  };
  return (
    <Modal opened={batch !== null} onClose={onLeave} title={t('imports.history.remapTitle', { file: batch?.fileName ?? '' })} closeButtonProps={{ 'aria-label': t('app.actions.close') }}>
      <p>{t('imports.history.remapHow')}</p>
      <Group mt="md">
        <Button data-autofocus onClick={() => void choose()}>{t('imports.history.remapChoose')}</Button>
        <Button variant="default" onClick={onLeave}>{t('imports.history.remapNot')}</Button>
      </Group>
    </Modal>
  );
};
