import { Button, Group, Modal } from '@mantine/core';
import { t } from '../i18n/texts.ts';
import type { Leaving } from './leaving.ts';

type Props = { readonly leaving: Leaving; readonly onSave: () => void };

/** 保存, 不保存 or 接着改: nothing typed is lost without a word. */
export const UnsavedAsk = ({ leaving, onSave }: Props) => (
  <Modal opened={leaving.asking} onClose={leaving.stay} title={t('app.unsaved.title')} closeButtonProps={{ 'aria-label': t('app.actions.close') }}>
    <p>{t('app.unsaved.ask')}</p>
    <Group mt="md">
      <Button data-autofocus onClick={onSave}>{t('app.actions.save')}</Button>
      <Button variant="default" onClick={leaving.leave}>{t('app.unsaved.discard')}</Button>
      <Button variant="subtle" onClick={leaving.stay}>{t('app.unsaved.stay')}</Button>
    </Group>
  </Modal>
);
