import { Button, Checkbox } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { core, native } from '../core.ts';
import { t } from '../i18n/texts.ts';
import { Page } from '../ui/Page.tsx';
import { tell } from '../ui/undo.tsx';

type Props = {
  readonly title: string;
  /** name of the PDF, without its ending */
  readonly fileName: string;
  readonly parent: string;
  /** made for large type, which it begins with */
  readonly large?: boolean;
  /** the children are whole sheets, each with its own measure */
  readonly sheets?: boolean;
  /** whose data are on it, for the log of what was printed; null: nobody's */
  readonly holds: { readonly list: string; readonly people: number } | null;
  readonly options?: ReactNode;
  readonly children: ReactNode;
};

/** A sheet as it will come out of the printer, with 打印 and 存为 PDF. */
export const PaperPage = ({ title, fileName, parent, large: beginsLarge = false, sheets = false, holds, options, children }: Props) => {
  const [large, setLarge] = useState(beginsLarge);
  const [trouble, setTrouble] = useState<'print' | 'pdf' | null>(null);
  const [busy, setBusy] = useState(false);

  const note = async (kind: 'print' | 'pdf') => {
    if (holds) await core.staff.notePrint({ kind, ...holds });
  };
  const print = async () => {
    setTrouble(null);
    await note('print');
    const { ok, reason } = await native.print();
    if (!ok && reason !== 'cancelled') setTrouble('print');
  };
  const savePdf = async () => {
    setTrouble(null);
    const file = await native.chooseSavePath({ title: t('reports.pdfTitle'), defaultName: `${fileName}.pdf`, kind: 'pdf' });
    if (!file) return;
    setBusy(true);
    await note('pdf');
    const result = await native.savePdf(file.token, { edgeToEdge: sheets });
    setBusy(false);
    if (!result.ok) return setTrouble('pdf');
    return tell(
      <span style={{ display: 'flex', alignItems: 'center', gap: 16 }}>
        <span style={{ flex: 1 }}>{t('reports.pdfSaved', { pages: result.pages })}</span>
        <Button variant="default" onClick={() => void native.reveal(file.token)}>{t('app.actions.showInFolder')}</Button>
      </span>,
    );
  };

  return (
    <Page
      title={title}
      parent={parent}
      doings={
        <>
          <Button variant="default" loading={busy} onClick={() => void savePdf()}>{t('reports.savePdf')}</Button>
          <Button onClick={() => void print()}>{t('reports.print')}</Button>
        </>
      }
    >
      {trouble && (
        <div className="notice screen-only" role="alert">
          <p><strong>{t(trouble === 'print' ? 'reports.printFailed' : 'reports.pdfFailed')}</strong></p>
          <p>{t(trouble === 'print' ? 'reports.printFailedNow' : 'reports.pdfFailedNow')}</p>
        </div>
      )}
      <div className="side-by-side screen-only">
        {!sheets && <Checkbox label={t('reports.largeType')} checked={large} onChange={(event) => setLarge(event.currentTarget.checked)} />}
        {options}
      </div>
      <div className="paper-desk">
        <article className={sheets ? 'paper sheets' : large ? 'paper large' : 'paper'} aria-label={t('reports.paper')}>{children}</article>
      </div>
    </Page>
  );
};

export const PaperHead = ({ title, shopName, day }: { readonly title: string; readonly shopName: string; readonly day: string }) => (
  <header>
    <h1>{title}</h1>
    <div className="nowrap">{shopName}<br />{t('reports.sheet.printedOn', { day })}</div>
  </header>
);
