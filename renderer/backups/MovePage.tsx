import { Button } from '@mantine/core';
import { core, native } from '../core.ts';
import { t } from '../i18n/texts.ts';
import { today } from '../ui/format.ts';
import { Page } from '../ui/Page.tsx';
import { tell } from '../ui/undo.tsx';
import { useWork } from '../ui/useWork.tsx';
import { factsText } from './words.ts';

/** The whole shop in one file, and what to do with it. */
export const MovePage = () => {
  const { run, notice, working } = useWork();
  const save = async () => {
    const file = await native.chooseSavePath({ title: t('backups.move.saveTitle'), defaultName: t('backups.move.fileName', { day: today() }), kind: 'xkb' });
    if (!file) return;
    const saved = await run(t('backups.move.working'), (options) => core.backups.handOver({ file: file.token }, options));
    if (saved) tell(`${t('backups.move.done', { facts: factsText(saved.facts) })}${saved.locked ? t('backups.move.locked') : ''}`);
  };
  return (
    <Page title={t('backups.move.title')} note={t('backups.move.hint')} parent="/backups" doings={<Button disabled={working} onClick={() => void save()}>{t('backups.move.save')}</Button>}>
      {notice}
      <div className="columns">
        {(['old', 'new'] as const).map((side) => (
          <section key={side} className="panel" aria-label={t(`backups.move.steps.${side}`)}>
            <h2>{t(`backups.move.steps.${side}`)}</h2>
            <ol style={{ paddingLeft: 24, lineHeight: 2 }}>{([0, 1, 2] as const).map((step) => <li key={step}>{t(`backups.move.${side}Steps.${step}`)}</li>)}</ol>
          </section>
        ))}
      </div>
      <p>{t('backups.move.after')}</p>
    </Page>
  );
};
