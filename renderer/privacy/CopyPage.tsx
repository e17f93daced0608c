import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Failure } from '../../core/base/protocol.ts';
import type { CopySheet } from '../../core/privacy/contract.ts';
import { core, failureFrom, native } from '../core.ts';
import { t } from '../i18n/texts.ts';
import { PaperHead, PaperPage } from '../reports/PaperPage.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { fullDay } from '../ui/format.ts';
import { Page } from '../ui/Page.tsx';
import { tell } from '../ui/undo.tsx';
import { useQuery } from '../ui/useQuery.ts';

/** All that the shop keeps of a person, on paper and as a workbook, for that person. */
export const CopyPage = ({ id }: { readonly id: number }) => {
  const { data, failure } = useQuery('privacy.copyOf', { id });
  const [refusal, setRefusal] = useState<Failure | null>(null);
  const parent = `/customers/${id}`;
  if (!data) return <Page title={t('privacy.own.open')} parent={parent}>{failure && <ErrorNotice failure={failure} />}</Page>;
  const title = t('privacy.own.paper', { name: data.name });

  const save = async () => {
    setRefusal(null);
    const file = await native.chooseSavePath({ title: t('privacy.own.saveTitle', { name: data.name }), defaultName: `${title}.xlsx`, kind: 'xlsx' });
    if (!file) return;
    try {
      const { fileName } = await core.privacy.exportCopy({ id, file: file.token });
      tell(
        <span style={{ display: 'flex', alignItems: 'center', gap: 16 }}>
          <span style={{ flex: 1 }}>{t('privacy.own.saved', { file: fileName })}</span>
          <Button variant="default" onClick={() => void native.reveal(file.token)}>{t('app.actions.showInFolder')}</Button>
        </span>,
      );
    } catch (error) {
      setRefusal(failureFrom(error));
    }
  };
  return (
    <PaperPage title={title} fileName={title} parent={parent} holds={{ list: data.uid, people: 1 }}
      options={<Button variant="default" onClick={() => void save()}>{t('privacy.own.save')}</Button>}>
      {refusal && <div className="screen-only"><ErrorNotice failure={refusal} /></div>}
      <PaperHead title={title} shopName={data.shopName} day={fullDay(data.madeOn)} />
      <p>{t('privacy.own.intro', { shop: data.shopName, name: data.name, day: fullDay(data.madeOn) })}</p>
      {data.sheets.map((sheet) => <Sheet key={sheet.name} sheet={sheet} />)}
    </PaperPage>
  );
};

/** More columns than a page is wide are told row by row. */
const columnsOnPaper = 6;

const Sheet = ({ sheet: { name, headers, rows } }: { readonly sheet: CopySheet }) => (
  <section aria-label={name}>
    <h2>{name}</h2>
    {headers.length > columnsOnPaper ? (
      <ol>
        {rows.map((row, at) => (
          <li key={at}>{row.flatMap((cell, column) => (cell === null || cell === '' ? [] : [`${headers[column]}：${cell}`])).join('；')}</li>
        ))}
      </ol>
    ) : (
      <table aria-label={name}>
        <thead><tr>{headers.map((header) => <th key={header} scope="col">{header}</th>)}</tr></thead>
        <tbody>{rows.map((row, at) => <tr key={at}>{row.map((cell, column) => <td key={headers[column]} style={{ whiteSpace: 'pre-line' }}>{cell}</td>)}</tr>)}</tbody>
      </table>
    )}
  </section>
);
