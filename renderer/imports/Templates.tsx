import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Failure } from '../../core/base/protocol.ts';
import { TableKind } from '../../core/imports/contract.ts';
import { core, failureFrom, native } from '../core.ts';
import { t } from '../i18n/texts.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { tell } from '../ui/undo.tsx';

/** Empty tables for whoever keeps a book on paper: saved with one click, filled in Excel, dropped like any other. */
export const Templates = () => {
  const [failure, setFailure] = useState<Failure | null>(null);

  const save = async (kind: TableKind) => {
    setFailure(null);
    try {
      const target = await native.chooseSavePath({ title: t('imports.templates.title'), defaultName: `${t(`imports.templates.names.${kind}`)}.xlsx`, kind: 'xlsx' });
      if (!target) return;
      const { fileName } = await core.imports.saveTemplate({ kind, target: target.token });
      tell(
        <span style={{ display: 'flex', alignItems: 'center', gap: 16 }}>
          <span style={{ flex: 1 }}>{t('imports.templates.saved', { file: fileName })}</span>
          <Button variant="default" onClick={() => void native.reveal(target.token)}>{t('app.actions.showInFolder')}</Button>
        </span>,
      );
    } catch (error) {
      setFailure(failureFrom(error));
    }
  };

  return (
    <section className="panel" aria-label={t('imports.templates.title')}>
      <div className="panel-head">
        <div>
          <h2>{t('imports.templates.title')}</h2>
          <p className="soft">{t('imports.templates.hint')}</p>
        </div>
        <span style={{ display: 'flex', gap: 12 }}>
          {TableKind.options.map((kind) => <Button key={kind} variant="default" onClick={() => void save(kind)}>{t(`imports.templates.kinds.${kind}`)}</Button>)}
        </span>
      </div>
      {failure && <ErrorNotice failure={failure} />}
    </section>
  );
};
