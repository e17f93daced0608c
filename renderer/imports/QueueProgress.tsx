import { t } from '../i18n/texts.ts';
import { numberText } from '../ui/format.ts';
import { useImportQueue } from './import-queue.ts';
import { LeftOut } from './LeftOut.tsx';
import type { Table } from './import-queue.ts';
import { isBusy, needsLook, stateOf, totalsOf } from './queue-states.ts';

/** 导入了 8 份：新增 1,243 单，新客户 45 人。1 份要你看。 */
const sentences = (tables: readonly Table[]): string => {
  const totals = totalsOf(tables);
  const standing = tables.filter((table) => stateOf(table) === 'done').length;
  const inState = (...states: readonly string[]) => tables.filter((table) => states.includes(stateOf(table))).length;
  const done = [
    totals.ordersCreated > 0 && t('imports.several.totals.ordersCreated', { n: numberText(totals.ordersCreated) }),
    totals.ordersUpdated > 0 && t('imports.several.totals.ordersUpdated', { n: numberText(totals.ordersUpdated) }),
    totals.peopleCreated > 0 && t('imports.several.totals.peopleCreated', { n: numberText(totals.peopleCreated) }),
    totals.goodsChanged > 0 && t('imports.several.totals.goodsChanged', { n: numberText(totals.goodsChanged) }),
    totals.rowsRefused > 0 && t('imports.several.totals.rowsRefused', { n: numberText(totals.rowsRefused) }),
  ].filter((text) => text !== false);
  const files = [
    [tables.filter(needsLook).length, 'toLook'], [inState('clean'), 'clean'], [inState('idle'), 'idle'], [inState('undone'), 'undone'], [inState('cancelled'), 'cancelled'],
  ] as const;
  return [
    standing === 0 ? '' : `${t('imports.several.imported', { n: standing })}${done.length === 0 ? '' : `：${done.join('，')}`}。`,
    ...files.flatMap(([n, which]) => (n === 0 ? [] : [`${t(`imports.several.${which}`, { n })}。`])),
  ].join('');
};

/** How far the queue is, then what it did; the same height either way, so that the list below stands still. */
export const QueueProgress = ({ undoing }: { readonly undoing: { readonly undone: number; readonly of: number } | null }) => {
  const tables = useImportQueue((queue) => queue.tables);
  const goesAhead = useImportQueue((queue) => queue.goesAhead);
  const busy = tables.filter(isBusy).length;
  const over = tables.length - busy - (goesAhead ? tables.filter((table) => stateOf(table) === 'clean').length : 0);
  const [done, of] = undoing ? [undoing.undone, undoing.of] : [over, tables.length];
  const atWork = useImportQueue((queue) => queue.working);
  const working = undoing !== null || atWork || busy > 0;
  const title = undoing ? t('imports.several.undoing', { done, of }) : t(goesAhead ? 'imports.several.importing' : 'imports.several.reading', { done, of });
  return (
    <div className="panel" role="status" aria-live="polite" style={{ minHeight: 56 }}>
      <p>{working ? title : sentences(tables)}</p>
      <div className="bar" style={{ visibility: working ? 'visible' : 'hidden' }} {...(working ? { role: 'progressbar', 'aria-label': title, 'aria-valuemin': 0, 'aria-valuemax': 100, 'aria-valuenow': Math.round((done / Math.max(1, of)) * 100) } : {})}>
        <div style={{ width: `${(done / Math.max(1, of)) * 100}%` }} />
      </div>
      <LeftOut />
    </div>
  );
};
