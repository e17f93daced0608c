import { Button } from '@mantine/core';
import type { Progress } from '../../core/base/protocol.ts';
import { t, wordsFor } from '../i18n/texts.ts';
import { numberText } from './format.ts';

type Props = { readonly title: string; readonly progress: Progress | null; readonly onCancel?: () => void; readonly cancelling?: boolean };

const phaseText = (phase: string): string => wordsFor('app.phases', phase) ?? t('app.phases.working');

/** Long work: what is being done, rows done, and a cancel that truly cancels. */
export const WorkBar = ({ title, progress, onCancel, cancelling = false }: Props) => {
  const total = progress?.total ?? null;
  const known = total !== null && total > 0;
  const share = known ? Math.min(1, (progress?.done ?? 0) / total) : 0;
  return (
    <div className="panel" role="status" aria-live="polite">
      <div className="panel-head">
        <h2>{title}</h2>
        {onCancel && <Button variant="default" onClick={onCancel} disabled={cancelling}>{cancelling ? t('app.work.cancelling') : t('app.actions.cancel')}</Button>}
      </div>
      <p className="soft">
        {progress ? phaseText(progress.phase) : phaseText('working')}
        {progress && (progress.done > 0 || known) && ` · ${known ? t('app.work.doneOf', { done: numberText(progress.done), total: numberText(total) }) : t('app.work.done', { done: numberText(progress.done) })}`}
      </p>
      <div className={known ? 'bar' : 'bar unknown'} role="progressbar" aria-label={title} aria-valuemin={0} aria-valuemax={100} {...(known ? { 'aria-valuenow': Math.round(share * 100) } : {})}>
        <div style={known ? { width: `${share * 100}%` } : undefined} />
      </div>
    </div>
  );
};
