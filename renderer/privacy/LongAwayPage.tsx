import { Button, Checkbox, Group } from '@mantine/core';
import { useState } from 'react';
import type { Failure, Progress } from '../../core/base/protocol.ts';
import type { LongAway } from '../../core/privacy/contract.ts';
import { core, failureFrom } from '../core.ts';
import { t } from '../i18n/texts.ts';
import { Empty } from '../ui/Empty.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { dayText, fullDay, numberText, yuan } from '../ui/format.ts';
import { Page } from '../ui/Page.tsx';
import { PhoneText } from '../ui/PhoneText.tsx';
import { tell } from '../ui/undo.tsx';
import { usePages } from '../ui/usePages.ts';
import type { Column } from '../ui/VirtualTable.tsx';
import { VirtualTable } from '../ui/VirtualTable.tsx';
import { WorkBar } from '../ui/WorkBar.tsx';
import { forgottenText } from './words.ts';

/** Who has not been seen for years: to be forgotten together, but for those whom the shop wants to keep. */
export const LongAwayPage = () => {
  const [active, setActive] = useState(0);
  const [kept, setKept] = useState<ReadonlySet<number>>(new Set());
  const [understood, setUnderstood] = useState(false);
  const [working, setWorking] = useState(false);
  const [progress, setProgress] = useState<Progress | null>(null);
  const [refusal, setRefusal] = useState<Failure | null>(null);
  const { total, head, failure, rowAt, need } = usePages<LongAway, { readonly before: string }>('privacy', 'longAway', (offset, limit) => core.privacy.longAway({ offset, limit }));

  const keep = ({ id }: LongAway) => setKept((before) => (before.has(id) ? new Set([...before].filter((one) => one !== id)) : new Set([...before, id])));
  const run = async () => {
    setWorking(true);
    setRefusal(null);
    try {
      tell(forgottenText(await core.privacy.forgetLongAway({ except: [...kept] }, { onProgress: setProgress })));
      setUnderstood(false);
    } catch (error) {
      setRefusal(failureFrom(error));
    } finally {
      setWorking(false);
    }
  };
  const columns: readonly Column<LongAway>[] = [
    { key: 'name', title: t('privacy.away.heads.name'), cell: ({ name }) => name },
    { key: 'phone', title: t('privacy.away.heads.phone'), width: '140px', cell: ({ phone }) => <PhoneText phone={phone} /> },
    { key: 'seen', title: t('privacy.away.heads.seen'), width: '150px', cell: ({ seenOn }) => dayText(seenOn) },
    { key: 'orders', title: t('privacy.away.heads.orders'), width: '90px', number: true, cell: ({ orders }) => t('app.counts.orders', { n: numberText(orders) }) },
    { key: 'net', title: t('privacy.away.heads.net'), width: '120px', number: true, cell: ({ netFen }) => yuan(netFen) },
    { key: 'stay', title: t('privacy.away.heads.stay'), width: '80px', cell: (person) => <Checkbox aria-label={t('privacy.away.stay', { name: person.name })} checked={kept.has(person.id)} onChange={() => keep(person)} /> },
  ];
  const leaving = Math.max(0, total - kept.size);
  return (
    <Page full title={t('privacy.away.title')} parent="/settings/privacy" note={head && t('privacy.away.note', { day: fullDay(head.before) })}>
      {(refusal ?? failure) && <ErrorNotice failure={(refusal ?? failure)!} />}
      {working && <WorkBar title={t('privacy.away.working')} progress={progress} />}
      {head && total === 0 && !working ? <Empty title={t('privacy.away.empty')} hint={t('privacy.away.emptyHint')} /> : (
        <>
          {!working && (
            <Group style={{ marginBottom: 12 }}>
              <Checkbox label={t('privacy.forget.understood')} description={t('privacy.away.sure', { n: numberText(leaving) })} checked={understood} onChange={(event) => setUnderstood(event.currentTarget.checked)} style={{ flex: 1 }} />
              <Button color="brick" disabled={!understood || leaving === 0} onClick={() => void run()}>{t('privacy.away.run', { n: numberText(leaving) })}</Button>
            </Group>
          )}
          <VirtualTable label={t('privacy.away.list')} columns={columns} total={total} rowAt={rowAt} need={need} active={active} onActive={setActive} onOpen={keep} />
        </>
      )}
    </Page>
  );
};
