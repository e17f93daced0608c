import { Button } from '@mantine/core';
import { useState } from 'react';
import { useLocation } from 'wouter';
import type { Failure, Progress } from '../../core/base/protocol.ts';
import type { PairKind, PairOfIds } from '../../core/duplicates/contract.ts';
import { core, failureFrom } from '../core.ts';
import { t } from '../i18n/texts.ts';
import { Empty } from '../ui/Empty.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { numberText } from '../ui/format.ts';
import { Page } from '../ui/Page.tsx';
import { tell } from '../ui/undo.tsx';
import { useQuery } from '../ui/useQuery.ts';
import { WorkBar } from '../ui/WorkBar.tsx';
import type { Choices } from './choices.ts';
import { PairButtons } from './PairButtons.tsx';
import { PairView } from './PairView.tsx';
import { usePairActions } from './usePairActions.ts';

const keyOf = ({ leftId, rightId }: PairOfIds): string => `${leftId} ${rightId}`;
const kinds: readonly PairKind[] = ['duplicate', 'household'];

/** The queue, one pair after the other. */
export const DuplicatesPage = () => {
  const [, navigate] = useLocation();
  const [kind, setKind] = useState<PairKind>('duplicate');
  /** decided here; the core's next answer no longer has them */
  const [decided, setDecided] = useState<ReadonlySet<string>>(new Set());
  const [changed, setChanged] = useState<{ readonly of: string; readonly choices: Choices }>({ of: '', choices: {} });
  const { data, failure, waiting } = useQuery('duplicates.list', { kind, limit: 20 });
  const open = data?.pairs.filter((pair) => pair.kind === kind && !decided.has(keyOf(pair))) ?? [];
  const current = open[0];
  const key = current ? keyOf(current) : '';
  const { data: loaded, failure: unloaded } = useQuery('duplicates.pair', current ? { leftId: current.leftId, rightId: current.rightId } : null);
  const pair = loaded && current && loaded.left.id === current.leftId && loaded.right.id === current.rightId ? loaded : undefined;
  const choices = changed.of === key ? changed.choices : {};
  const forget = (one: string) => setDecided((before) => new Set([...before].filter((each) => each !== one)));
  const actions = usePairActions(pair, choices, () => setDecided((before) => new Set([...before, key])), () => forget(key));
  const search = useSearchAgain();

  const left = Math.max(0, (data?.total ?? 0) - ((data?.pairs.length ?? 0) - open.length));
  const countOf = (one: PairKind): number => (one === kind ? left : (data?.totals[one] ?? 0));
  const other: PairKind = kind === 'duplicate' ? 'household' : 'duplicate';
  const empty = data !== undefined && !current && !(waiting && left > 0);
  return (
    <Page
      title={t('duplicates.title')}
      parent="/quality"
      note={<span role="status" aria-live="polite">{current ? t('duplicates.left', { n: numberText(left) }) : t('duplicates.note')}</span>}
      doings={
        <>
          <Button variant="default" onClick={() => navigate('/quality/duplicates/merges')}>{t('duplicates.merges.title')}</Button>
          {pair && <PairButtons first={kind === 'duplicate' ? 'merge' : 'household'} onDecide={(one) => void actions.decide(one)} />}
        </>
      }
    >
      {(countOf('household') > 0 || kind === 'household') && (
        <nav className="side-by-side" aria-label={t('duplicates.kinds.label')}>
          {kinds.map((one) => (
            <Button key={one} variant={one === kind ? 'light' : 'default'} aria-pressed={one === kind} onClick={() => setKind(one)}>{t(`duplicates.kinds.${one}`, { n: numberText(countOf(one)) })}</Button>
          ))}
        </nav>
      )}
      {[failure, unloaded, actions.failure, search.failure].map((one, index) => one && <ErrorNotice key={index} failure={one} />)}
      {search.stop && <WorkBar title={t('duplicates.finding')} progress={search.progress} onCancel={() => search.stop?.abort()} />}
      {pair && <PairView key={key} pair={{ ...pair, reasons: current?.reasons ?? pair.reasons }} household={kind === 'household'} choices={choices} onChoose={(field, side) => setChanged({ of: key, choices: { ...choices, [field]: side } })} />}
      {empty && !search.stop && (
        <Empty title={t('duplicates.empty')} hint={t('duplicates.emptyHint')}>
          {countOf(other) > 0
            ? <Button onClick={() => setKind(other)}>{t(other === 'household' ? 'duplicates.emptyOther' : 'duplicates.emptyOtherDuplicates', { n: numberText(countOf(other)) })}</Button>
            : <Button variant="default" onClick={() => void search.run()}>{t('duplicates.find')}</Button>}
        </Empty>
      )}
    </Page>
  );
};

/** Looks through everybody anew, with a cancel. */
const useSearchAgain = () => {
  const [progress, setProgress] = useState<Progress | null>(null);
  const [stop, setStop] = useState<AbortController | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const run = async (): Promise<void> => {
    const mine = new AbortController();
    setFailure(null);
    setProgress(null);
    setStop(mine);
    try {
      const { pairs, households } = await core.duplicates.find({}, { signal: mine.signal, onProgress: setProgress });
      tell(t('duplicates.found', { duplicates: numberText(pairs), households: numberText(households) }));
    } catch (error) {
      if (!mine.signal.aborted) setFailure(failureFrom(error));
    } finally {
      setStop(null);
    }
  };
  return { progress, stop, failure, run };
};
