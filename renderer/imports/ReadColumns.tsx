import { Button } from '@mantine/core';
import type { ReadTable } from '../../core/imports/contract.ts';
import { t } from '../i18n/texts.ts';
import { correctColumns } from './import-queue.ts';
import type { Table } from './import-queue.ts';

const unusedText = ({ columns, unused }: ReadTable): string =>
  unused.map((header) => {
    const examples = columns.find((column) => column.header === header)?.examples ?? [];
    return examples.length === 0 ? t('imports.columns.unusedEmpty', { header }) : t('imports.columns.unusedColumn', { header, examples: examples.slice(0, 2).join('，') });
  }).join('、');

/** What the columns were taken for: those of no use with what stands in them, and the way to put it right. */
export const ReadColumns = ({ table, reads }: { readonly table: Table; readonly reads: readonly ReadTable[] }) => {
  const telling = reads.filter(({ unused, mapped }) => mapped || unused.length > 0);
  if (telling.length === 0) return null;
  return (
    <section className="panel" aria-label={t('imports.columns.title')}>
      <h2>{t('imports.columns.title')}</h2>
      {telling.map((read) => (
        <div key={read.sheet ?? ''} style={{ display: 'flex', gap: 16, alignItems: 'baseline' }}>
          <div style={{ flex: 1, minWidth: 0 }}>
            {read.mapped && <p>{read.sheet === null ? '' : `${read.sheet}：`}{t('imports.columns.used', { platform: read.platform, kind: t(`imports.preview.${read.kind}`) })}</p>}
            {read.unused.length > 0 && (
              <details open={read.mapped}>
                <summary className="soft">{!read.mapped && read.sheet !== null ? `${read.sheet}：` : ''}{t('imports.columns.unused', { n: read.unused.length })}</summary>
                <p className="soft">{unusedText(read)}</p>
              </details>
            )}
          </div>
          {read.mapped && <Button variant="default" onClick={() => correctColumns(table, read)}>{t('imports.columns.wrong')}</Button>}
        </div>
      ))}
    </section>
  );
};
