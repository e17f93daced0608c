import { Button, Checkbox } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import type { Failure } from '../../core/base/protocol.ts';
import type { AddressLabel } from '../../core/customers/contract.ts';
import { core, failureFrom } from '../core.ts';
import { t } from '../i18n/texts.ts';
import { PaperPage } from '../reports/PaperPage.tsx';
import { Empty } from '../ui/Empty.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { numberText } from '../ui/format.ts';
import { Page } from '../ui/Page.tsx';
import { chosenCount, selectionOf, useSelection } from './selection.ts';
import { addressText } from './words.ts';

/** A4 with 3 × 8 labels of 70 × 37 mm, the commonest sheet there is. */
const perSheet = 24;
/** A hundred sheets: more than a shop's printer takes in one go. */
const labelsAtMost = 100 * perSheet;
const pageSize = 200;

type Labels = { readonly rows: readonly AddressLabel[]; readonly total: number; readonly withoutAddress: number; readonly quiet: number; readonly often: number };

const loadLabels = async (selection: ReturnType<typeof selectionOf>): Promise<Labels> => {
  const { rows, ...counts } = await core.customers.labels({ selection, limit: pageSize });
  const all = [...rows];
  while (all.length < Math.min(counts.total, labelsAtMost)) {
    const next = await core.customers.labels({ selection, offset: all.length, limit: pageSize });
    if (next.rows.length === 0) break;
    all.push(...next.rows);
  }
  return { rows: all.slice(0, labelsAtMost), ...counts };
};

/** The addresses of the chosen, as sheets of labels. */
export const LabelsPage = () => {
  const selection = useSelection();
  const [, navigate] = useLocation();
  const [labels, setLabels] = useState<Labels | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [withPhone, setWithPhone] = useState(true);
  const chosen = chosenCount(selection);

  useEffect(() => {
    if (chosen === 0) return undefined;
    let gone = false;
    loadLabels(selectionOf(selection)).then((loaded) => !gone && setLabels(loaded)).catch((error: unknown) => !gone && setFailure(failureFrom(error)));
    return () => {
      gone = true;
    };
  }, [selection, chosen]);

  const title = t('bulk.labels.title');
  const toList = <Button onClick={() => navigate('/customers')}>{t('bulk.labels.toList')}</Button>;
  if (chosen === 0) return <Page title={title} parent="/customers"><Empty title={t('bulk.labels.notChosen')} hint={t('bulk.labels.notChosenHint')}>{toList}</Empty></Page>;
  if (failure) return <Page title={title} parent="/customers"><ErrorNotice failure={failure} /></Page>;
  if (!labels) return <Page title={title} parent="/customers">{null}</Page>;
  if (labels.total === 0) return <Page title={title} parent="/customers"><Empty title={t('bulk.labels.nobody')} hint={t('bulk.labels.nobodyHint')}>{toList}</Empty></Page>;

  const sheets = Array.from({ length: Math.ceil(labels.rows.length / perSheet) }, (_, page) => labels.rows.slice(page * perSheet, (page + 1) * perSheet));
  return (
    <PaperPage title={title} fileName={t('bulk.labels.fileName')} parent="/customers" sheets holds={{ list: 'labels', people: labels.rows.length }}
      options={
        <>
          <Checkbox label={t('bulk.labels.withPhone')} checked={withPhone} onChange={(event) => setWithPhone(event.currentTarget.checked)} />
          <span className="soft">
            {[
              t('bulk.labels.counted', { n: numberText(labels.rows.length), pages: numberText(sheets.length) }),
              labels.total > labelsAtMost && t('bulk.labels.tooMany', { max: numberText(labelsAtMost) }),
              labels.withoutAddress > 0 && t('bulk.labels.withoutAddress', { n: numberText(labels.withoutAddress) }),
              labels.quiet > 0 && t('bulk.labels.quiet', { n: numberText(labels.quiet) }),
              labels.often > 0 && t('bulk.labels.often', { n: numberText(labels.often) }),
            ].filter(Boolean).join('；')}
          </span>
        </>
      }>
      {sheets.map((sheet, page) => (
        <section key={sheet[0]?.id} className="label-sheet" aria-label={t('bulk.labels.sheet', { page: page + 1 })}>
          {sheet.map(({ id, name, phone, address }) => (
            <div key={id} className="label">
              <div className="address">{addressText(address)}</div>
              <div className="whom">{t('bulk.labels.to', { name })}</div>
              {withPhone && phone !== null && <div>{phone}</div>}
            </div>
          ))}
        </section>
      ))}
    </PaperPage>
  );
};
