import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { FormEvent } from 'react';
import { useLocation } from 'wouter';
import type { Failure } from '../../core/base/protocol.ts';
import { chooseBackup, chooseBackupFile, useChosenBackup } from '../backups/chosen-backup.ts';
import { RestoreWalk } from '../backups/RestoreWalk.tsx';
import { core, failureFrom, native } from '../core.ts';
import { t } from '../i18n/texts.ts';
import { chooseTables } from '../imports/import-queue.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { isOwnKey } from '../ui/ime.ts';
import { useFirstStart } from './first-start.ts';

/** The shop gets its name in the middle of the walk: `choosing` keeps this page until the walk is over. */
const beginRestore = async () => useFirstStart.setState({ choosing: await chooseBackupFile() });
const endRestore = () => {
  chooseBackup(null);
  useFirstStart.setState({ choosing: false });
};

/** Name the shop, then choose one of three ways to begin; or go on with a backup. Nothing else is asked. */
export const FirstStartPage = ({ shopName }: { readonly shopName: string | null }) => {
  const source = useChosenBackup((one) => one.source);
  const step = shopName === null ? <NameShop /> : <ChooseBeginning shopName={shopName} />;
  return (
    <main className="first-start">
      <div className="inside">{source ? <RestoreWalk source={source} onLeave={endRestore} onDone={endRestore} /> : step}</div>
    </main>
  );
};

const NameShop = () => {
  const [name, setName] = useState('');
  const [error, setError] = useState<string | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const shopName = name.trim();
    if (shopName === '') return setError(t('settings.shopNameNeeded'));
    useFirstStart.setState({ choosing: true });
    try {
      await core.settings.update({ shopName });
    } catch (reason) {
      setFailure(failureFrom(reason));
    }
    return undefined;
  };
  return (
    <form onSubmit={(event) => void save(event)} style={{ display: 'flex', flexDirection: 'column', gap: 24 }}>
      <h1>{t('settings.first.welcome')}</h1>
      <TextInput
        label={t('settings.first.name')}
        description={t('settings.first.nameHint')}
        value={name}
        maxLength={30}
        error={error}
        autoFocus
        size="lg"
        onChange={(event) => { setName(event.currentTarget.value); setError(null); }}
        onKeyDown={(event) => { if (event.key === 'Enter' && !isOwnKey(event, 'Enter')) event.preventDefault(); }}
      />
      {failure && <ErrorNotice failure={failure} />}
      <div className="side-by-side">
        <Button type="submit" h={48} fz="md">{t('settings.first.next')}</Button>
        <Button variant="subtle" h={48} fz="md" title={t('backups.restore.fromFileHint')} onClick={() => void beginRestore()}>{t('backups.restore.fromFile')}</Button>
      </div>
    </form>
  );
};

const ChooseBeginning = ({ shopName }: { readonly shopName: string }) => {
  const [, navigate] = useLocation();
  const begin = (path: string) => {
    navigate(path, { replace: true });
    useFirstStart.setState({ choosing: false });
  };
  const importTables = async () => {
    if (await chooseTables()) begin('/imports');
  };
  return (
    <>
      <h1>{t('settings.first.ready', { shop: shopName })}</h1>
      <p>{t('settings.first.choose')}</p>
      <div className="choices">
        <Choice title={t('settings.first.start')} hint={t('settings.first.startHint')} onClick={() => begin('/')} />
        <Choice title={t('settings.first.practice')} hint={t('settings.first.practiceHint')} onClick={() => void native.openBook('practice')} />
        <Choice title={t('settings.first.import')} hint={t('settings.first.importHint')} onClick={() => void importTables()} />
      </div>
    </>
  );
};

const Choice = ({ title, hint, onClick }: { readonly title: string; readonly hint: string; readonly onClick: () => void }) => (
  <button type="button" className="choice" aria-label={title} onClick={onClick}>
    <strong>{title}</strong>
    <span className="soft">{hint}</span>
  </button>
);
