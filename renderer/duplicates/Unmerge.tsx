import { Button, Checkbox, Group, Modal } from '@mantine/core';
import { useState } from 'react';
import type { Failure } from '../../core/base/protocol.ts';
import type { Merge, UnmergeQuestion } from '../../core/duplicates/contract.ts';
import { core, failureFrom } from '../core.ts';
import { t } from '../i18n/texts.ts';
import { Choice } from '../ui/Choice.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { numberText } from '../ui/format.ts';
import { offerUndo, tellTrouble } from '../ui/undo.tsx';
import { useQuery } from '../ui/useQuery.ts';
import { returningText } from './words.ts';

type Whose = UnmergeQuestion['proposed'];
type Props = { readonly merge: Merge; readonly low?: boolean };

const keyOf = ({ table, id }: Pick<UnmergeQuestion, 'table' | 'id'>): string => `${table} ${id}`;
/** Two of the same name are told apart by what becomes of them. */
const namesOf = ({ keptName: kept, droppedName: dropped }: Merge): readonly [kept: string, dropped: string] =>
  kept === dropped ? [t('duplicates.unmerge.theKept', { name: kept }), t('duplicates.unmerge.theDropped', { name: dropped })] : [kept, dropped];

/** More than these are not asked one by one. */
const askedAtMost = 50;

/** They would be proposed again at once. */
const rememberTwo = async ({ keptId, keptName, droppedName }: Merge, id: number): Promise<void> => {
  try {
    const { operationId } = await core.duplicates.notSame({ leftId: keptId, rightId: id });
    offerUndo(t('duplicates.done.notSame', { left: keptName, right: droppedName }), operationId);
  } catch (error) {
    tellTrouble(failureFrom(error));
  }
};

/** 拆开: says first what goes back by itself, asks for the rest, and then does it. */
export const Unmerge = ({ merge, low = false }: Props) => {
  const [open, setOpen] = useState(false);
  const leave = () => setOpen(false);
  return (
    <>
      <Button variant="default" {...(low ? { h: 32 } : {})} aria-label={t('duplicates.merges.unmergeNamed', { kept: merge.keptName, dropped: merge.droppedName })} onClick={() => setOpen(true)}>{t('duplicates.merges.unmerge')}</Button>
      <Modal opened={open} onClose={leave} size={640} title={merge.keptName === merge.droppedName ? t('duplicates.unmerge.titleSame', { name: merge.keptName }) : t('duplicates.unmerge.title', { kept: merge.keptName, dropped: merge.droppedName })} closeButtonProps={{ 'aria-label': t('app.actions.close') }}>
        {open && <UnmergeForm merge={merge} onLeave={leave} />}
      </Modal>
    </>
  );
};

const UnmergeForm = ({ merge, onLeave }: Pick<Props, 'merge'> & { readonly onLeave: () => void }) => {
  const { data: plan, failure } = useQuery('duplicates.unmergePlan', { mergeId: merge.id });
  const [said, setSaid] = useState<Readonly<Record<string, Whose>>>({});
  const [twoPeople, setTwoPeople] = useState(true);
  const [refusal, setRefusal] = useState<Failure | null>(null);
  const [working, setWorking] = useState(false);
  const whose = (question: UnmergeQuestion): Whose => said[keyOf(question)] ?? question.proposed;
  const [kept, dropped] = namesOf(merge);
  const sides: readonly (readonly [Whose, string])[] = [['kept', kept], ['dropped', dropped]];

  const run = async (): Promise<void> => {
    if (!plan || working) return;
    setWorking(true);
    try {
      const answers = plan.questions.slice(0, 5000).map((question) => ({ table: question.table, id: question.id, to: whose(question) }));
      const { operationId, id } = await core.duplicates.unmerge({ mergeId: merge.id, answers });
      offerUndo(t('duplicates.unmerge.done', { name: merge.droppedName }), operationId);
      onLeave();
      if (twoPeople) await rememberTwo(merge, id);
    } catch (error) {
      setRefusal(failureFrom(error));
      setWorking(false);
    }
  };
  if (!plan) return failure && <ErrorNotice failure={failure} />;
  const returning = returningText(plan.returning);
  const questions = plan.questions.slice(0, askedAtMost);
  return (
    <div style={{ display: 'flex', flexDirection: 'column', gap: 12 }}>
      <p>{returning === '' ? t('duplicates.unmerge.nothing', { dropped }) : t('duplicates.unmerge.returning', { dropped, what: returning })}</p>
      <p className="soft">{t('duplicates.unmerge.stays', { kept })}</p>
      {questions.length > 0 && (
        <>
          <p>{t('duplicates.unmerge.questions', { n: numberText(plan.questions.length) })}</p>
          {questions.length > 1 && (
            <Group>
              {sides.map(([side, name]) => (
                <Button key={side} variant="default" onClick={() => setSaid(Object.fromEntries(plan.questions.map((question) => [keyOf(question), side])))}>{t('duplicates.unmerge.allTo', { name })}</Button>
              ))}
            </Group>
          )}
          <ul className="list" style={{ maxHeight: 280, overflow: 'auto' }}>
            {questions.map((question) => (
              <li key={keyOf(question)}>
                <span>{question.text}</span>
                <Choice label={t('duplicates.unmerge.whose', { text: question.text })} hideLabel width={160} value={whose(question)} options={sides} onChange={(side) => side && setSaid((before) => ({ ...before, [keyOf(question)]: side }))} />
              </li>
            ))}
          </ul>
          {plan.questions.length > askedAtMost && <p className="soft">{t('duplicates.unmerge.more', { n: numberText(plan.questions.length - askedAtMost) })}</p>}
        </>
      )}
      <Checkbox label={t('duplicates.unmerge.twoPeople')} description={t('duplicates.unmerge.twoPeopleHint')} checked={twoPeople} onChange={(event) => setTwoPeople(event.currentTarget.checked)} />
      {refusal && <ErrorNotice failure={refusal} />}
      <Group>
        <Button data-autofocus autoFocus loading={working} onClick={() => void run()}>{t('duplicates.unmerge.run')}</Button>
        <Button variant="default" onClick={onLeave}>{t('duplicates.unmerge.leave')}</Button>
      </Group>
    </div>
  );
};
