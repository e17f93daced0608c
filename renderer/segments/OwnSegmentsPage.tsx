import { Button } from '@mantine/core';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import type { Failure } from '../../core/base/protocol.ts';
import type { SavedSegment } from '../../core/segments/contract.ts';
import { core, failureFrom, native } from '../core.ts';
import { t } from '../i18n/texts.ts';
import { Empty } from '../ui/Empty.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { fullDay, numberText } from '../ui/format.ts';
import { Page } from '../ui/Page.tsx';
import { offerUndo } from '../ui/undo.tsx';
import { useQuery } from '../ui/useQuery.ts';
import { draftOf, dropDraft, keepDraft, sayRule } from './draft.ts';

export const OwnSegmentsPage = () => {
  const { data: saved, failure } = useQuery('segments.list', undefined);
  const [refusal, setRefusal] = useState<Failure | null>(null);
  const [, navigate] = useLocation();
  const attempt = async (work: () => Promise<void>) => {
    setRefusal(null);
    await work().catch((error: unknown) => setRefusal(failureFrom(error)));
  };
  const remove = ({ id, name }: SavedSegment) => attempt(async () => {
    const { operationId } = await core.segments.remove({ id });
    dropDraft(String(id));
    offerUndo(t('segments.done.removed', { name }), operationId);
  });
  const copy = ({ id }: SavedSegment) => attempt(async () => {
    const { operationId, name } = await core.segments.copy({ id });
    offerUndo(t('segments.done.copied', { name }), operationId);
  });
  const read = () => attempt(async () => {
    const [file] = await native.chooseFiles({ title: t('segments.readTitle'), multiple: false, kind: 'json' });
    if (!file) return;
    const { name, rule } = await core.segments.readFile({ file: file.token });
    keepDraft('new', { ...draftOf(name, rule), saved: '' });
    navigate('/segments/own/new');
  });

  return (
    <Page
      title={t('segments.title')} parent="/segments"
      doings={
        <>
          <Button variant="default" onClick={() => void read()}>{t('segments.readFile')}</Button>
          <Button onClick={() => navigate('/segments/own/new')}>{t('segments.make')}</Button>
        </>
      }
    >
      <p>{t('segments.intro')}</p>
      {failure && <ErrorNotice failure={failure} />}
      {refusal && <ErrorNotice failure={refusal} />}
      {saved?.length === 0 && <Empty title={t('segments.empty')} hint={t('segments.emptyHint')} />}
      {saved !== undefined && saved.length > 0 && (
        <section className="panel" aria-label={t('segments.title')}>
          <table className="rows wrap">
            <thead>
              <tr>
                <th scope="col">{t('segments.heads.name')}</th><th scope="col">{t('segments.heads.sentence')}</th><th scope="col" className="number">{t('segments.heads.customers')}</th>
                <th scope="col" className="number">{t('segments.heads.madeOn')}</th><th scope="col"><span className="unseen">{t('segments.heads.doings')}</span></th>
              </tr>
            </thead>
            <tbody>
              {saved.map((one) => (
                <tr key={one.id}>
                  <td><Link href={`/segments/own/${one.id}`}>{one.name}</Link></td>
                  <td>{one.rule === null ? t('segments.fixed') : sayRule(one.rule)}</td>
                  <td className="number">{t('segments.people', { n: numberText(one.customers) })}</td>
                  <td className="number">{fullDay(one.madeOn)}</td>
                  <td className="number">
                    <Button variant="subtle" px={8} aria-label={t('segments.copyNamed', { name: one.name })} onClick={() => void copy(one)}>{t('segments.copy')}</Button>
                    <Button variant="subtle" px={8} color="brick" aria-label={t('segments.removeNamed', { name: one.name })} onClick={() => void remove(one)}>{t('segments.remove')}</Button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </Page>
  );
};
