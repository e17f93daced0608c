import { Button, PasswordInput } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { FormEvent } from 'react';
import type { OutputOf } from '../../core/base/contract.ts';
import type { RestoreSource, ShopFacts } from '../../core/backups/contract.ts';
import type { XiangkeContract } from '../../core/contract.ts';
import { core } from '../core.ts';
import { t } from '../i18n/texts.ts';
import { fullDay, instantText, numberText } from '../ui/format.ts';
import { isOwnKey } from '../ui/ime.ts';
import { tell } from '../ui/undo.tsx';
import { factsText } from './words.ts';
import { useWork } from '../ui/useWork.tsx';

type Sides = OutputOf<XiangkeContract['backups']['compare']>;
type Restored = OutputOf<XiangkeContract['backups']['restore']>;
type Props = { readonly source: RestoreSource; /** without it nobody can go back, because there is nothing behind */ readonly onLeave: () => void; readonly onDone: () => void };

const asked: readonly string[] = ['backups.needsPassword', 'backups.wrongPassword'];

/** Both sides, then one key; afterwards what there is now, and the way back. */
export const RestoreWalk = ({ source: given, onLeave, onDone }: Props) => {
  const [source, setSource] = useState(given);
  const [sides, setSides] = useState<Sides | null>(null);
  const [restored, setRestored] = useState<Restored | null>(null);
  const { run, notice, failure, working } = useWork();

  const compare = async () => setSides(await run(t('backups.restore.looking'), (options) => core.backups.compare(source, options)));
  const toCompare = useRef(compare);
  toCompare.current = compare;
  useEffect(() => {
    void toCompare.current();
  }, [source]);

  const restore = async () => setRestored(await run(t('backups.restore.working'), (options) => core.backups.restore(source, options)));
  const takeBack = async (kept: string) => {
    const done = await run(t('backups.restore.working'), (options) => core.backups.restore({ kept }, options));
    if (!done) return;
    tell(t('backups.restore.backDone'));
    onDone();
  };

  if (restored && !working) {
    const before = restored.before !== null && !isEmpty(restored.before);
    return (
      <section className="panel" aria-label={t('backups.restore.doneTitle')}>
        <h2>{t('backups.restore.doneTitle')}</h2>
        <p role="status">{t('backups.restore.done', { facts: factsText(restored.after) })}</p>
        {before && <p className="soft">{t('backups.restore.kept', { day: fullDay(restored.keptUntil) })}</p>}
        {notice}
        <div className="side-by-side" style={{ marginTop: 16 }}>
          <Button data-autofocus autoFocus onClick={onDone}>{t('backups.restore.goOn')}</Button>
          {before && <Button variant="default" onClick={() => void takeBack(restored.kept)}>{t('backups.restore.back')}</Button>}
        </div>
      </section>
    );
  }
  return (
    <>
      {notice}
      {failure && asked.includes(failure.code) && 'file' in source && <AskPassword onPassword={(password) => setSource({ file: source.file, password })} />}
      {sides && !working && <TwoSides sides={sides} onRun={() => void restore()} onLeave={onLeave} />}
      {!sides && !working && failure && <div><Button variant="default" onClick={onLeave}>{t('app.actions.back')}</Button></div>}
    </>
  );
};

const AskPassword = ({ onPassword }: { readonly onPassword: (password: string) => void }) => {
  const [password, setPassword] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (password.trim() !== '') onPassword(password);
  };
  return (
    <form className="panel" onSubmit={submit} onKeyDown={(event) => { if (event.key === 'Enter' && !isOwnKey(event, 'Enter')) event.preventDefault(); }}>
      <div className="side-by-side" style={{ alignItems: 'flex-end' }}>
        <PasswordInput label={t('backups.restore.password')} value={password} autoFocus w={360} onChange={(event) => setPassword(event.currentTarget.value)} />
        <Button type="submit" h={42}>{t('backups.restore.unlock')}</Button>
      </div>
    </form>
  );
};

type Row = readonly [name: keyof typeof rowNames, backup: string, here: string];
const rowNames = { shop: 1, made: 1, customers: 1, orders: 1, lastOrder: 1, changed: 1 } as const;
const isEmpty = ({ customers, orders }: ShopFacts): boolean => customers === 0 && orders === 0;

const TwoSides = ({ sides: { source, here }, onRun, onLeave }: { readonly sides: Sides; readonly onRun: () => void; readonly onLeave: () => void }) => {
  const missing = here === null ? t('backups.restore.closed') : null;
  const now = here?.facts;
  const rows: readonly Row[] = [
    ['shop', source.facts.shopName ?? '', missing ?? now?.shopName ?? t('backups.restore.empty')],
    ['made', instantText(source.madeAt), ''],
    ['customers', t('app.counts.people', { n: numberText(source.facts.customers) }), now ? t('app.counts.people', { n: numberText(now.customers) }) : ''],
    ['orders', t('app.counts.orders', { n: numberText(source.facts.orders) }), now ? t('app.counts.orders', { n: numberText(now.orders) }) : ''],
    ['lastOrder', fullDay(source.facts.lastOrderOn), fullDay(now?.lastOrderOn ?? null)],
    ['changed', instantText(source.changedAt), instantText(here?.changedAt ?? null)],
  ];
  const isLater = here?.changedAt !== null && here !== null && (source.changedAt ?? '') < here.changedAt && now !== undefined && !isEmpty(now);
  return (
    <section className="panel" aria-label={t('backups.restore.sides')}>
      <h2>{source.name}</h2>
      <table className="rows wrap" aria-label={t('backups.restore.sides')} style={{ maxWidth: 720, marginBlock: 12 }}>
        <thead><tr><th scope="col"><span className="unseen">{t('backups.restore.sides')}</span></th><th scope="col">{t('backups.restore.heads.backup')}</th><th scope="col">{t('backups.restore.heads.here')}</th></tr></thead>
        <tbody>{rows.map(([name, backup, there]) => <tr key={name}><th scope="row">{t(`backups.restore.rows.${name}`)}</th><td>{backup}</td><td>{there}</td></tr>)}</tbody>
      </table>
      {now && !isEmpty(now) && <p>{t('backups.restore.sure')}</p>}
      {isLater && <p className="mark look" style={{ whiteSpace: 'normal' }}>{t('backups.restore.lost')}</p>}
      <div className="side-by-side" style={{ marginTop: 16 }}>
        <Button autoFocus onClick={onRun}>{t('backups.restore.run')}</Button>
        <Button variant="default" onClick={onLeave}>{t('app.actions.cancel')}</Button>
      </div>
    </section>
  );
};
