import { Button, Checkbox, Group } from '@mantine/core';
import { useState } from 'react';
import { useLocation } from 'wouter';
import type { Failure, Progress } from '../../core/base/protocol.ts';
import type { ForgetPlan } from '../../core/privacy/contract.ts';
import { core, failureFrom } from '../core.ts';
import { t, wordsFor } from '../i18n/texts.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { fullDay, numberText, yuan } from '../ui/format.ts';
import { Page } from '../ui/Page.tsx';
import { tell } from '../ui/undo.tsx';
import { useQuery } from '../ui/useQuery.ts';
import { WorkBar } from '../ui/WorkBar.tsx';
import { forgottenText } from './words.ts';

/** What goes and what stays, and then for good: the one step that has no way back, so it asks for a tick and a button. */
export const ForgetPage = ({ id }: { readonly id: number }) => {
  // Asked once: when it is done the person is not there to be planned any more.
  const [done, setDone] = useState(false);
  const { data: plan, failure } = useQuery('privacy.forgetPlan', done ? null : { customerIds: [id] });
  const [understood, setUnderstood] = useState(false);
  const [progress, setProgress] = useState<Progress | null>(null);
  const [working, setWorking] = useState(false);
  const [refusal, setRefusal] = useState<Failure | null>(null);
  const [, navigate] = useLocation();
  const leave = () => navigate('/history/trash', { replace: true });

  const run = async () => {
    setWorking(true);
    setDone(true);
    try {
      tell(forgottenText(await core.privacy.forget({ customerIds: [id] }, { onProgress: setProgress })));
      leave();
    } catch (error) {
      setRefusal(failureFrom(error));
      setWorking(false);
    }
  };
  const title = t('privacy.forget.title', { name: plan?.names[0] ?? '' });
  return (
    <Page title={title} parent="/history/trash">
      {(refusal ?? (plan ? null : failure)) && <ErrorNotice failure={(refusal ?? failure)!} />}
      {plan && (
        <div style={{ display: 'flex', flexDirection: 'column', gap: 16, maxWidth: 760 }}>
          <Plan plan={plan} />
          {working ? <WorkBar title={t('privacy.away.working')} progress={progress} /> : (
            <>
              <Checkbox label={t('privacy.forget.understood')} description={t('privacy.forget.never')} checked={understood} onChange={(event) => setUnderstood(event.currentTarget.checked)} autoFocus />
              <Group>
                <Button color="brick" disabled={!understood} onClick={() => void run()}>{t('privacy.forget.run')}</Button>
                <Button variant="default" onClick={leave}>{t('privacy.forget.leave')}</Button>
              </Group>
            </>
          )}
        </div>
      )}
    </Page>
  );
};

const Plan = ({ plan: { kinds, earlier, orders, netFen, backups, goneOn } }: { readonly plan: ForgetPlan }) => (
  <>
    <section className="panel" aria-label={t('privacy.forget.goes')}>
      <h2>{t('privacy.forget.goes')}</h2>
      <p>{[t('privacy.forget.person'), ...Object.keys(kinds).flatMap((kind) => (kind === 'customers' ? [] : (wordsFor('undoing.fields', kind) ?? [])))].join('、')}</p>
      <p className="soft">{t('privacy.forget.goesHint', { n: numberText(earlier) })}</p>
    </section>
    <section className="panel" aria-label={t('privacy.forget.stays')}>
      <h2>{t('privacy.forget.stays')}</h2>
      <p>{orders === 0 ? t('privacy.forget.staysNone') : t('privacy.forget.staysOrders', { n: numberText(orders), money: yuan(netFen) })}</p>
      <p>{goneOn === null ? t('privacy.forget.noBackups') : t('privacy.forget.backups', { n: numberText(backups), day: fullDay(goneOn) })}</p>
      <p className="soft">{t('privacy.forget.others')}</p>
    </section>
  </>
);
