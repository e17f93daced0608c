import { Button, Group, Modal } from '@mantine/core';
import { useState } from 'react';
import type { KeyboardEvent } from 'react';
import { t } from '../i18n/texts.ts';
import { instantText } from '../ui/format.ts';
import { undoOperation } from '../ui/undo.tsx';
import { usePageKeys } from '../ui/usePageKeys.ts';
import { useQuery } from '../ui/useQuery.ts';
import { stepSentence } from './step-words.ts';

const steps = 30;

/** Ctrl+Z on every page says in words what would be taken back. In a field of text it stays the field's own. */
export const UndoDialog = () => {
  const [opened, setOpened] = useState(false);
  const close = () => setOpened(false);
  usePageKeys([['mod+Z', () => setOpened(true)]]);
  return (
    <Modal opened={opened} onClose={close} title={t('history.which')} size="lg" closeButtonProps={{ 'aria-label': t('app.actions.close') }}>
      {opened && <StandingSteps onClose={close} />}
    </Modal>
  );
};

/** The latest steps that can be taken back, the last one chosen: arrows choose, Enter takes back. */
const StandingSteps = ({ onClose }: { readonly onClose: () => void }) => {
  const [chosen, setChosen] = useState(0);
  const { data } = useQuery('history.list', { limit: steps, standing: true });
  if (!data) return null;
  const operation = data[chosen];
  if (!operation) return <p>{t('history.nothing')}</p>;

  const undo = async (id: number) => {
    onClose();
    await undoOperation(id);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const target = { ArrowDown: chosen + 1, ArrowUp: chosen - 1, Home: 0, End: data.length - 1 }[event.key];
    if (target === undefined) return;
    event.preventDefault();
    setChosen(Math.max(0, Math.min(data.length - 1, target)));
  };
  return (
    <div onKeyDown={onKeyDown}>
      <p className="soft">{t('history.whichHint', { n: data.length })}</p>
      <ul className="steps" role="listbox" aria-label={t('history.which')} aria-activedescendant={`step-${operation.id}`}>
        {data.map((step, index) => (
          <li key={step.id} id={`step-${step.id}`} role="option" aria-selected={index === chosen} ref={index === chosen ? (row) => row?.scrollIntoView({ block: 'nearest' }) : undefined}
            onClick={() => setChosen(index)} onDoubleClick={() => void undo(step.id)}>
            <span>{stepSentence(step)}</span>
            <span className="soft">{instantText(step.doneAt)}</span>
          </li>
        ))}
      </ul>
      <Group mt="md">
        <Button autoFocus data-autofocus h="auto" mih={40} py={6} styles={{ label: { whiteSpace: 'normal' } }} onClick={() => void undo(operation.id)}>{t('history.undone', { what: stepSentence(operation) })}</Button>
        <Button variant="subtle" onClick={onClose}>{t('app.actions.cancel')}</Button>
      </Group>
    </div>
  );
};
