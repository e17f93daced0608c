import { Button } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import type { ReactNode } from 'react';
import { t } from '../i18n/texts.ts';
import type { BarRow } from './BarPicture.tsx';

const BarPicture = lazy(async () => ({ default: (await import('./BarPicture.tsx')).BarPicture }));

type Props = {
  /** the finding, not the axis */
  readonly title: string;
  /** what the picture shows, for those who do not see it */
  readonly description: string;
  readonly rows: readonly BarRow[];
  readonly table: ReactNode;
  readonly lying?: boolean;
  readonly onPick?: (index: number) => void;
};

/** A finding with its bars; the same data as a table one key away. */
export const Picture = ({ title, description, rows, table, lying = false, onPick }: Props) => {
  const [asTable, setAsTable] = useState(false);
  return (
    <section className="panel" aria-label={title}>
      <div className="panel-head">
        <h2>{title}</h2>
        <Button variant="subtle" h={32} px={8} aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>{t(asTable ? 'app.actions.asChart' : 'app.actions.asTable')}</Button>
      </div>
      {asTable ? table : (
        <div role="img" aria-label={description} style={{ minHeight: lying ? rows.length * 34 + 8 : 240 }}>
          <Suspense><BarPicture rows={rows} lying={lying} {...(onPick ? { onPick } : {})} /></Suspense>
        </div>
      )}
    </section>
  );
};
