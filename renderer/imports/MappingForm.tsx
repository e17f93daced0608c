import { Button, NativeSelect, TextInput } from '@mantine/core';
import type { FormEvent } from 'react';
import { ColumnMeaning } from '../../core/imports/contract.ts';
import type { Mapping, MappingQuestion, ReadTable } from '../../core/imports/contract.ts';
import { t } from '../i18n/texts.ts';
import { Choice } from '../ui/Choice.tsx';
import type { Answers } from './import-queue.ts';

type Props = { readonly question: MappingQuestion | ReadTable; readonly answers: Answers; readonly onChange: (change: Partial<Answers>) => void; readonly onAnswer: (mapping: Mapping) => void; readonly onLeave: () => void };

const forPeople: readonly ColumnMeaning[] = ['name', 'phone', 'village', 'address', 'province', 'city', 'district', 'town', 'buyerId', 'tags', 'note', 'birthday', 'gender'];
const notForOrders: readonly ColumnMeaning[] = ['tags', 'note', 'birthday', 'gender'];
const forOrders = ColumnMeaning.options.filter((meaning) => !notForOrders.includes(meaning));

/** What is missing or double, in words; null when the table can be read. */
const problemOf = (kind: Mapping['kind'], meanings: readonly (ColumnMeaning | null)[]): string | null => {
  const chosen = meanings.filter((meaning) => meaning !== null);
  const twice = chosen.find((meaning, index) => chosen.indexOf(meaning) !== index);
  if (twice) return t('imports.mapping.twice', { meaning: t(`imports.meanings.${twice}`) });
  if (kind === 'customers') return chosen.includes('name') || chosen.includes('phone') ? null : t('imports.mapping.needs', { columns: t('imports.mapping.needsName') });
  return chosen.includes('orderedAt') || chosen.includes('paidAt') ? null : t('imports.mapping.needs', { columns: t('imports.mapping.needsOrders') });
};

/** A table nobody has explained yet: every column with what stands in it, and a guess to confirm. Remembered for the next time. */
export const MappingForm = ({ question, answers, onChange, onAnswer, onLeave }: Props) => {
  const { kind, platform, meanings } = answers;
  const options = kind === 'orders' ? forOrders : forPeople;
  const fitting = meanings.map((meaning) => (meaning && options.includes(meaning) ? meaning : null));
  const problem = problemOf(kind, fitting);
  const unused = fitting.filter((meaning) => meaning === null).length;
  const again = 'mapped' in question;
  const title = t(again ? 'imports.columns.change' : 'imports.mapping.title', { file: question.fileName });

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (problem !== null) return;
    onAnswer({
      kind,
      platform: platform.trim() || t('imports.mapping.platformDefault'),
      columns: question.columns.flatMap(({ header }, index) => (fitting[index] ? [{ header, meaning: fitting[index] }] : [])),
    });
  };

  return (
    <form className="panel" aria-label={title} onSubmit={submit}>
      <div className="panel-head">
        <div>
          <h2>{title}</h2>
          <p className="soft">{t(again ? 'imports.columns.changeHint' : 'imports.mapping.hint')}</p>
        </div>
        <span style={{ display: 'flex', gap: 12 }}>
          <Button variant="default" onClick={onLeave}>{t(again ? 'imports.columns.keep' : 'imports.skip')}</Button>
          <Button type="submit" disabled={problem !== null}>{t('imports.mapping.next')}</Button>
        </span>
      </div>
      <div className="filters">
        <Choice label={t('imports.mapping.kind')} width={240} value={kind} options={[['orders', t('imports.mapping.kinds.orders')], ['customers', t('imports.mapping.kinds.customers')]]} onChange={(value) => onChange({ kind: value ?? 'orders' })} />
        <TextInput label={t('imports.mapping.platform')} placeholder={t('imports.mapping.platformHint')} value={platform} maxLength={20} w={220} onChange={(event) => onChange({ platform: event.currentTarget.value })} />
      </div>
      {problem !== null && <p role="alert" style={{ color: 'var(--x-brick)', marginTop: 12 }}>{problem}</p>}
      {problem === null && unused > 0 && <p className="soft" role="status" style={{ marginTop: 12 }}>{t('imports.mapping.unused', { n: unused, ignore: t('imports.mapping.ignore') })}</p>}
      <table className="rows fixed" aria-label={title} style={{ marginTop: 16 }}>
        <colgroup><col style={{ width: '26%' }} /><col /><col style={{ width: 220 }} /></colgroup>
        <thead>
          <tr>
            <th scope="col">{t('imports.mapping.heads.header')}</th>
            <th scope="col">{t('imports.mapping.heads.examples')}</th>
            <th scope="col">{t('imports.mapping.heads.meaning')}</th>
          </tr>
        </thead>
        <tbody>
          {question.columns.map(({ header, examples }, index) => (
            <tr key={`${header} ${index}`}>
              <td title={header}>{header}</td>
              <td className="soft" title={examples.join('，')}>{examples.slice(0, 3).join('，')}</td>
              <td style={{ paddingBlock: 4 }}>
                <NativeSelect
                  size="sm"
                  aria-label={t('imports.mapping.meaningOf', { header })}
                  value={fitting[index] ?? ''}
                  data={[{ value: '', label: t('imports.mapping.ignore') }, ...options.map((meaning) => ({ value: meaning as string, label: t(`imports.meanings.${meaning}`) }))]}
                  onChange={(event) => {
                    const chosen = ColumnMeaning.safeParse(event.currentTarget.value);
                    onChange({ meanings: meanings.map((meaning, at) => (at === index ? (chosen.success ? chosen.data : null) : meaning)) });
                  }}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </form>
  );
};
