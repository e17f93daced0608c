import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import type { ChangedRecord, RecordRef, UndoPlan } from '../../core/history/contract.ts';
import { core, failureFrom } from '../core.ts';
import { stepWords } from '../history/step-words.ts';
import { t, wordsFor } from '../i18n/texts.ts';
import { instantText } from '../ui/format.ts';
import { tellTrouble } from '../ui/undo.tsx';

export const keyOf = ({ kind, id }: RecordRef): string => `${kind} ${id}`;

const nameOf = ({ kind, name }: ChangedRecord): string => [wordsFor('undoing.kindNames', kind), name].filter(Boolean).join(' ');

const fieldsText = ({ fields }: ChangedRecord): string => [...new Set(fields.flatMap((field) => wordsFor('undoing.fields', field) ?? []))].join('、');

const stepText = ({ by }: ChangedRecord): string => {
  if (!by) return '';
  const { what, whom } = stepWords(by);
  return `${instantText(by.doneAt)} ${what}${whom === '' ? '' : `“${whom}”`}`;
};

type Props = {
  readonly batchId: number;
  /** the plan with its first page */
  readonly first: UndoPlan;
  readonly changed: 'keep' | 'takeBack';
  readonly except: readonly RecordRef[];
  readonly onToggle: (record: RecordRef) => void;
};

/** What was changed since or is still needed; each can be answered by itself. Long lists come by the page. */
export const ChangedRecords = ({ batchId, first, changed, except, onToggle }: Props) => {
  const [rows, setRows] = useState<readonly ChangedRecord[]>(first.rows);
  const left = first.asked + first.needed - rows.length;
  const more = async () => {
    try {
      const next = await core.imports.undoPlan({ batchId, offset: rows.length });
      setRows((before) => [...before, ...next.rows]);
    } catch (error) {
      tellTrouble(failureFrom(error));
    }
  };
  const stays = (record: ChangedRecord) => (changed === 'keep') !== except.some((one) => keyOf(one) === keyOf(record));
  return (
    <div style={{ maxHeight: 300, overflow: 'auto', border: '1px solid var(--x-hairline)', borderRadius: 6 }}>
      <table className="rows wrap" aria-label={t('undoing.list')}>
        <thead>
          <tr>
            <th scope="col">{t('undoing.heads.what')}</th>
            <th scope="col">{t('undoing.heads.fields')}</th>
            <th scope="col">{t('undoing.heads.by')}</th>
            <th scope="col" style={{ width: 110 }}>{t('undoing.heads.answer')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((record) => {
            const name = nameOf(record);
            return (
              <tr key={keyOf(record)}>
                <td>{name}</td>
                <td>{fieldsText(record)}</td>
                <td className="soft">{stepText(record)}</td>
                <td>
                  {record.asked
                    ? <NativeSelect size="sm" aria-label={t('undoing.thenNamed', { name })} value={stays(record) ? 'keep' : 'takeBack'} data={[{ value: 'keep', label: t('undoing.kept') }, { value: 'takeBack', label: t('undoing.takenBack') }]} onChange={() => onToggle(record)} />
                    : t(record.needed || changed === 'keep' ? 'undoing.stays' : 'undoing.goes')}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {left > 0 && <Button variant="subtle" onClick={() => void more()}>{t('undoing.more', { n: left })}</Button>}
    </div>
  );
};
