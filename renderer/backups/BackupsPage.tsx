import { Button } from '@mantine/core';
import { useLocation } from 'wouter';
import type { Backup, BackupState, Kept, RestoreSource } from '../../core/backups/contract.ts';
import { core } from '../core.ts';
import { t } from '../i18n/texts.ts';
import { Empty } from '../ui/Empty.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { fullDay, instantText, sizeText } from '../ui/format.ts';
import { Page } from '../ui/Page.tsx';
import { tell } from '../ui/undo.tsx';
import { useQuery } from '../ui/useQuery.ts';
import { chooseBackup, chooseBackupFile } from './chosen-backup.ts';
import { LockPanel } from './LockPanel.tsx';
import { PlacePanel } from './PlacePanel.tsx';
import { RehearsalPanel } from './RehearsalPanel.tsx';
import { useWork } from '../ui/useWork.tsx';
import { factsText } from './words.ts';

export const BackupsPage = () => {
  const { data: state, failure } = useQuery('backups.state', undefined);
  const list = useQuery('backups.list', undefined);
  const [, navigate] = useLocation();
  const work = useWork();
  const { run, notice, working } = work;
  if (!state) return <Page title={t('backups.title')}>{failure && <ErrorNotice failure={failure} />}</Page>;
  if (!state.on) return <Page title={t('backups.title')} note={t('backups.off')}>{null}</Page>;

  const goBack = (source: RestoreSource) => {
    chooseBackup(source);
    navigate('/backups/restore');
  };
  const make = async () => {
    const made = await run(t('backups.making'), (options) => core.backups.make(undefined, options));
    if (made) tell(t('backups.made', { facts: factsText(made.facts) }));
  };
  const verify = async (backup: string) => {
    const found = await run(t('backups.restore.looking'), (options) => core.backups.verify({ backup }, options));
    if (found) tell(t('backups.list.verified', { name: found.name }));
  };
  const { backups = [], kept = [] } = list.data ?? {};
  return (
    <Page title={t('backups.title')} doings={<><Button variant="default" onClick={() => navigate('/backups/move')}>{t('backups.move.open')}</Button><Button onClick={() => void make()} disabled={working}>{t('backups.make')}</Button></>}>
      {notice}
      {state.trouble && <ErrorNotice title={t('backups.card.troubleTitle')} failure={{ code: state.trouble.code, ...(state.trouble.details ? { details: state.trouble.details } : {}) }} />}
      {state.last ? <Summary state={state} last={state.last} /> : <Empty title={t('backups.none')} hint={t('backups.noneHint')}>{null}</Empty>}
      <PlacePanel state={state} work={work} />
      <section className="panel" aria-label={t('backups.list.title')}>
        <div className="panel-head">
          <h2>{t('backups.list.title')}</h2>
          <Button variant="default" onClick={() => void chooseBackupFile().then((chosen) => chosen && navigate('/backups/restore'))}>{t('backups.list.fromFile')}</Button>
        </div>
        <p className="soft small">{t('backups.list.hint')}</p>
        {backups.length > 0 && <BackupTable backups={backups} onRestore={(backup) => goBack({ backup })} onVerify={(backup) => void verify(backup)} />}
      </section>
      {kept.length > 0 && <KeptPanel kept={kept} onRestore={(name) => goBack({ kept: name })} />}
      <LockPanel locked={state.locked} />
      <RehearsalPanel rehearsal={state.rehearsal} work={work} />
    </Page>
  );
};

const Summary = ({ state, last }: { readonly state: BackupState; readonly last: Backup }) => (
  <section className="panel" aria-label={t('backups.summary.title')}>
    <p style={{ fontSize: 20, lineHeight: 1.6 }}>{t('backups.summary.good', { when: instantText(last.madeAt), facts: factsText(last.facts) })}{t(state.changed ? 'backups.summary.changed' : 'backups.summary.current')}</p>
    <p className={state.overdue ? 'mark look' : 'soft'} style={{ whiteSpace: 'normal' }}>
      {state.copiedAt === null ? t('backups.summary.neverCopied') : t('backups.summary.copied', { when: instantText(state.copiedAt) })}
    </p>
    <p className="soft small">{t('backups.summary.folder', { folder: state.folder })}</p>
  </section>
);

const BackupTable = ({ backups, onRestore, onVerify }: { readonly backups: readonly Backup[]; readonly onRestore: (name: string) => void; readonly onVerify: (name: string) => void }) => (
  <table className="rows wrap" aria-label={t('backups.list.title')} style={{ marginTop: 12 }}>
    <thead><tr>{(['when', 'why', 'facts'] as const).map((head) => <th key={head} scope="col">{t(`backups.list.heads.${head}`)}</th>)}<th scope="col" className="number">{t('backups.list.heads.size')}</th><th scope="col">{t('backups.list.heads.leaves')}</th><th scope="col"><span className="unseen">{t('backups.list.heads.doings')}</span></th></tr></thead>
    <tbody>
      {backups.map(({ name, madeAt, reason, facts, bytes, leavesOn }) => (
        <tr key={name}>
          <td title={name}>{instantText(madeAt)}</td>
          <td>{t(`backups.reasons.${reason}`)}</td>
          <td>{factsText(facts)}</td>
          <td className="number">{sizeText(bytes)}</td>
          <td>{leavesOn === null ? t('backups.list.stays') : fullDay(leavesOn)}</td>
          <td className="number">
            <Button variant="subtle" h={32} px={12} aria-label={`${t('backups.list.verify')}：${name}`} onClick={() => onVerify(name)}>{t('backups.list.verify')}</Button>
            <Button variant="default" h={32} px={12} aria-label={t('backups.list.restoreNamed', { when: instantText(madeAt) })} onClick={() => onRestore(name)}>{t('backups.list.restore')}</Button>
          </td>
        </tr>
      ))}
    </tbody>
  </table>
);

const KeptPanel = ({ kept, onRestore }: { readonly kept: readonly Kept[]; readonly onRestore: (name: string) => void }) => (
  <section className="panel" aria-label={t('backups.kept.title')}>
    <h2>{t('backups.kept.title')}</h2>
    <p className="soft small">{t('backups.kept.hint')}</p>
    <ul className="list">
      {kept.map(({ name, keptAt, facts, leavesOn }) => (
        <li key={name}>
          <span>{instantText(keptAt)}</span>
          <span className="soft">{facts && factsText(facts)} · {t('backups.kept.until', { day: fullDay(leavesOn) })}</span>
          <Button variant="default" h={32} px={12} aria-label={t('backups.kept.backNamed', { when: instantText(keptAt) })} onClick={() => onRestore(name)}>{t('backups.kept.back')}</Button>
        </li>
      ))}
    </ul>
  </section>
);
