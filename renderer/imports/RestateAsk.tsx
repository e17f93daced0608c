import { Button, Group, Modal } from '@mantine/core';
import { t } from '../i18n/texts.ts';
import { numberText } from '../ui/format.ts';

type Props = { readonly orders: number; readonly several?: boolean; readonly onAnswer: (restate: boolean) => void; readonly onLeave: () => void };

/** Orders were imported under the word already: do they follow? */
export const RestateAsk = ({ orders, several = false, onAnswer, onLeave }: Props) => (
  <Modal opened onClose={onLeave} title={t(several ? 'statusWords.stored.titleSeveral' : 'statusWords.stored.title', { n: numberText(orders) })} closeButtonProps={{ 'aria-label': t('app.actions.close') }}>
    <p className="soft">{t('statusWords.stored.hint')}</p>
    <Group mt="md">
      <Button data-autofocus onClick={() => onAnswer(true)}>{t('statusWords.stored.all')}</Button>
      <Button variant="default" onClick={() => onAnswer(false)}>{t('statusWords.stored.onlyNew')}</Button>
    </Group>
  </Modal>
);
