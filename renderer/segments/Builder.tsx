import { Button, TextInput } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useLocation } from 'wouter';
import type { Failure } from '../../core/base/protocol.ts';
import { core, failureFrom, native } from '../core.ts';
import { t } from '../i18n/texts.ts';
import { useExcel } from '../reports/useExcel.tsx';
import { useMay } from '../staff/present.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { numberText } from '../ui/format.ts';
import { Page } from '../ui/Page.tsx';
import { offerUndo, tell } from '../ui/undo.tsx';
import { useQuery } from '../ui/useQuery.ts';
import { Conditions } from './Conditions.tsx';
import type { Draft } from './draft.ts';
import { draftOf, dropDraft, isUnsaved, keepDraft, ruleFrom, sayGroup } from './draft.ts';
import { News } from './News.tsx';
import { PeopleTable } from './PeopleTable.tsx';

/** Left the sentence, right whom it finds, counted while it is being written. */
export const Builder = ({ id, draft }: { readonly id: number | null; readonly draft: Draft }) => {
  const { name, root } = draft;
  const key = String(id ?? 'new');
  const [, navigate] = useLocation();
  const may = useMay();
  const { exportTable, notice } = useExcel();
  const [failure, setFailure] = useState<Failure | null>(null);
  const [nameError, setNameError] = useState<string | null>(null);
  const { rule, keys } = useMemo(() => ruleFrom(root), [root]);
  const { data: count, failure: uncounted } = useQuery('segments.count', { rule });
  const counts = useMemo(() => new Map(keys.map((one, at) => [one, count?.parts[at] ?? 0] as const)), [keys, count]);
  const set = (part: Partial<Draft>) => keepDraft(key, { ...draft, ...part });
  const title = id === null ? t('segments.builder.titleNew') : name;
  const shown = name.trim() === '' ? t('segments.paper.unnamed') : name.trim();

  const save = async (fixed: boolean) => {
    if (name.trim() === '') return setNameError(t('segments.builder.nameNeeded'));
    setFailure(null);
    try {
      if (id !== null && !fixed) {
        const { operationId } = await core.segments.change({ id, name: name.trim(), rule });
        keepDraft(key, draftOf(name.trim(), rule));
        return offerUndo(t('segments.done.changed', { name: name.trim() }), operationId, () => dropDraft(key));
      }
      const made = await core.segments.create({ name: name.trim(), rule, fixed });
      dropDraft(key);
      navigate(`/segments/own/${made.id}`, { replace: true });
      return offerUndo(t('segments.done.created', { name: name.trim(), n: numberText(count?.total ?? 0) }), made.operationId, () => navigate('/segments/own'));
    } catch (error) {
      return setFailure(failureFrom(error));
    }
  };
  const share = async () => {
    setFailure(null);
    const file = await native.chooseSavePath({ title: t('segments.builder.shareTitle'), defaultName: `${shown}.json`, kind: 'json' });
    if (!file) return;
    try {
      const { fileName } = await core.segments.saveFile({ name: shown, rule, file: file.token });
      tell(t('segments.done.fileSaved', { file: fileName }));
    } catch (error) {
      setFailure(failureFrom(error));
    }
  };

  return (
    <Page
      full title={title} parent="/segments/own" note={sayGroup(root)}
      doings={
        <>
          <Button variant="default" disabled={rule.parts.length === 0} title={t('segments.builder.saveFixedHint', { n: numberText(count?.total ?? 0) })} onClick={() => void save(true)}>{t('segments.builder.saveFixed')}</Button>
          <Button disabled={rule.parts.length === 0 || (id !== null && !isUnsaved(draft))} onClick={() => void save(false)}>{t('segments.builder.save')}</Button>
        </>
      }
    >
      {notice}
      {failure && <ErrorNotice failure={failure} />}
      <div className="builder">
        <section className="builder-said" aria-label={t('segments.builder.conditions')}>
          <TextInput label={t('segments.builder.name')} placeholder={t('segments.builder.nameHint')} value={name} error={nameError} maxLength={30} autoComplete="off"
            onChange={(event) => { set({ name: event.currentTarget.value }); setNameError(null); }} />
          <Conditions root={root} counts={counts} onChange={(changed) => set({ root: changed })} />
        </section>
        <section className="filling" aria-label={t('segments.builder.list')}>
          <div className="found-head">
            <p className="big" role="status">{count ? t('segments.builder.total', { n: numberText(count.total) }) : t('segments.builder.counting')}</p>
            <div className="doings">
              <Button variant="subtle" px={8} onClick={() => void share()} disabled={rule.parts.length === 0}>{t('segments.builder.share')}</Button>
              {may('reports.exportTable') && <Button variant="default" disabled={!count?.total} onClick={() => void exportTable({ kind: 'customers', title: t('segments.builder.excelTitle'), name: shown, people: { rule } })}>{t('segments.builder.export')}</Button>}
              <Button variant="default" disabled={!count?.total} onClick={() => navigate(`/segments/own/${key}/print`)}>{t('segments.builder.print')}</Button>
            </div>
          </div>
          {count && count.unknown > 0 && <p className="soft small">{t('segments.builder.unknown', { n: numberText(count.unknown) })}</p>}
          {id !== null && <News id={id} />}
          {uncounted ? <ErrorNotice failure={uncounted} /> : <PeopleTable people={{ rule }} />}
        </section>
      </div>
    </Page>
  );
};
