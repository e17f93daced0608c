import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { RestoreSource } from '../../core/backups/contract.ts';
import type { Failure } from '../../core/base/protocol.ts';
import { offersFor } from '../../core/store/rescue.rules.ts';
import type { Offer } from '../../core/store/rescue.rules.ts';
import { RestoreWalk } from '../backups/RestoreWalk.tsx';
import { useWork } from '../ui/useWork.tsx';
import { core, native } from '../core.ts';
import { t } from '../i18n/texts.ts';
import { numberText } from '../ui/format.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { tell } from '../ui/undo.tsx';
import { useQuery } from '../ui/useQuery.ts';
import { Remedy } from './Remedy.tsx';
import { RestoreRemedy } from './RestoreRemedy.tsx';
import { restoring, useRescue } from './rescue.ts';

const titleOf = (code: string): string => {
  const name = code.startsWith('database.') ? code.slice('database.'.length) : '';
  switch (name) {
    case 'damaged': case 'schema': case 'gone': case 'emptied': case 'notOurs': case 'newer': case 'newerThan':
    case 'inUse': case 'inUseByCommand': case 'onNetwork': case 'inSyncFolder': case 'onStick': return t(`store.title.${name}`);
    default: return t('store.title.other');
  }
};

/** The book could not be opened: what happened, and everything that can be done, the best first. */
export const RescuePage = ({ failure }: { readonly failure: Failure }) => {
  const job = useWork();
  const source = useRescue((one) => one.source);
  const remedies: Readonly<Record<Offer, ReactNode>> = {
    restore: <RestoreRemedy key="restore" disabled={job.working} onChosen={restoring} />,
    goOn: <GoOn key="goOn" job={job} />,
    export: <Export key="export" job={job} />,
    copy: <Copy key="copy" job={job} />,
    move: <Move key="move" job={job} />,
    again: <Remedy key="again" of="again" disabled={job.working} onStart={() => void job.run(t('store.again.working'), (options) => core.store.openAgain(undefined, options))} />,
    folder: <Remedy key="folder" of="folder" onStart={() => void native.openDataFolder()} />,
    anew: <Anew key="anew" job={job} />,
  };
  if (source) return <Restoring source={source} />;
  return (
    <main className="first-start">
      <div className="inside">
        <h1>{titleOf(failure.code)}</h1>
        <ErrorNotice failure={failure} />
        <p className="soft" style={{ overflowWrap: 'anywhere' }}>{t('store.where', { folder: native.dataFolder() })}</p>
        {/* The same reason once more says nothing new. */}
        {job.failure?.code !== failure.code && job.notice}
        {native.book() === 'practice' && <div><Button onClick={() => void native.openBook('shop')}>{t('store.backToShop')}</Button></div>}
        {offersFor(failure.code).map((offer) => remedies[offer])}
      </div>
    </main>
  );
};

const Restoring = ({ source }: { readonly source: RestoreSource }) => (
  <main className="first-start">
    <div className="inside">
      <h1>{t('store.restore.title')}</h1>
      <RestoreWalk key={JSON.stringify(source)} source={source} onLeave={() => restoring(null)} onDone={() => restoring(null)} />
    </div>
  </main>
);

type Props = { readonly job: ReturnType<typeof useWork> };

const GoOn = ({ job }: Props) => {
  const start = async () => {
    const done = await job.run(t('store.goOn.working'), (options) => core.store.goOnWithReadable(undefined, options));
    if (!done) return;
    const rowsOf = (name: string) => numberText(done.tables.find(({ table }) => table === name)?.rows ?? 0);
    const gaps = { customers: rowsOf('customers'), orders: rowsOf('orders'), keptAs: done.keptAs };
    const lost = done.tables.reduce<number | null>((sum, table) => (sum === null || table.lost === null ? null : sum + table.lost), 0);
    tell(lost === null ? t('store.goOn.doneUnknown', gaps) : lost > 0 ? t('store.goOn.doneLost', { ...gaps, lost: numberText(lost) }) : t('store.goOn.done', gaps));
  };
  return <Remedy of="goOn" disabled={job.working} onStart={() => void start()} />;
};

const Export = ({ job }: Props) => {
  const start = async () => {
    const target = await native.chooseSavePath({ title: t('store.export.title'), defaultName: `${t('store.export.name')}.zip`, kind: 'zip' });
    if (!target) return;
    const done = await job.run(t('store.export.working'), (options) => core.store.exportReadable({ file: target.token }, options));
    if (done) tell(t('store.export.done', { file: done.fileName }));
  };
  return <Remedy of="export" disabled={job.working} onStart={() => void start()} />;
};

const Copy = ({ job }: Props) => {
  const start = async () => {
    const target = await native.chooseSavePath({ title: t('store.copy.title'), defaultName: `${t('store.copy.name')}.zip`, kind: 'zip' });
    if (!target) return;
    const done = await job.run(t('store.copy.working'), (options) => core.store.saveCopy({ file: target.token }, options));
    if (done) tell(t('store.copy.done', { file: done.fileName }));
  };
  return <Remedy of="copy" disabled={job.working} onStart={() => void start()} />;
};

const Move = ({ job }: Props) => {
  const { data } = useQuery('store.health', undefined);
  const [movedTo, setMovedTo] = useState<string | null>(null);
  const start = async () => {
    const done = await job.run(t('store.move.working'), (options) => core.store.moveHome(undefined, options));
    if (done) setMovedTo(done.folder);
  };
  if (movedTo !== null) {
    return (
      <section className="panel" role="status" aria-label={t('store.move.done')}>
        <h2>{t('store.move.done')}</h2>
        <p style={{ overflowWrap: 'anywhere' }}>{t('store.move.doneHint', { folder: movedTo })}</p>
        <div style={{ marginTop: 16 }}><Button autoFocus onClick={() => void native.restart()}>{t('store.move.restart')}</Button></div>
      </section>
    );
  }
  const folder = data?.moveTo ?? null;
  return (
    <Remedy of="move" main disabled={job.working || folder === null} onStart={() => void start()}>
      {data && <p style={{ overflowWrap: 'anywhere' }}>{folder === null ? t('store.move.nowhere') : t('store.move.to', { folder })}</p>}
    </Remedy>
  );
};

const Anew = ({ job }: Props) => {
  const [asking, setAsking] = useState(false);
  const start = async () => {
    if (await job.run(t('store.anew.working'), (options) => core.store.startAnew({ confirmed: true }, options))) tell(t('store.anew.done'));
  };
  if (!asking) return <Remedy of="anew" disabled={job.working} onStart={() => setAsking(true)} />;
  return (
    <section className="panel" aria-label={t('store.anew.title')}>
      <p>{t('store.anew.asking')}</p>
      <div className="side-by-side">
        <Button variant="default" autoFocus onClick={() => setAsking(false)}>{t('app.actions.cancel')}</Button>
        <Button color="brick" disabled={job.working} onClick={() => void start()}>{t('store.anew.sure')}</Button>
      </div>
    </section>
  );
};
