import { Button } from '@mantine/core';
import type { BackupState, CopyTarget } from '../../core/backups/contract.ts';
import { core, native } from '../core.ts';
import { t } from '../i18n/texts.ts';
import { tell } from '../ui/undo.tsx';
import type { useWork } from '../ui/useWork.tsx';
import { factsText } from './words.ts';

/** Where copies go that leave this laptop. */
export const PlacePanel = ({ state: { place }, work: { run, working } }: { readonly state: BackupState; readonly work: ReturnType<typeof useWork> }) => {
  const copy = async (to: CopyTarget, label: string) => {
    const copied = await run(t('backups.drive.working', { label }), (options) => core.backups.copy({ to }, options));
    if (copied) tell(t('backups.drive.done', { label: copied.label, facts: factsText(copied.facts) }));
  };
  const choose = async () => {
    const folder = await native.choosePlace({ title: t('backups.place.chooseTitle') });
    if (folder) await copy({ folder: folder.token }, folder.name);
  };
  const forget = async () => {
    await core.backups.forgetPlace(undefined);
    tell(t('backups.place.forgotten'));
  };
  return (
    <section className="panel" aria-label={t('backups.place.title')}>
      <h2>{t('backups.place.title')}</h2>
      <p className="soft">{t('backups.place.hint')}</p>
      {place && <p>{t('backups.place.current', { label: place.label })}{!place.there && t('backups.place.away')}</p>}
      <div className="side-by-side" style={{ marginTop: 12 }}>
        {place?.there && <Button variant="default" disabled={working} onClick={() => void copy({ place: true }, place.label)}>{t('backups.place.now')}</Button>}
        <Button variant="default" disabled={working} onClick={() => void choose()}>{t('backups.place.choose')}</Button>
        {place && <Button variant="subtle" onClick={() => void forget()}>{t('backups.place.forget')}</Button>}
      </div>
    </section>
  );
};
