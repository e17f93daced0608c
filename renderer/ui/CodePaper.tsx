import { Button } from '@mantine/core';
import { native } from '../core.ts';
import { t } from '../i18n/texts.ts';

type Props = { readonly title: string; /** small, on the paper too */ readonly note: string; readonly hint: string; readonly code: string; readonly onWritten: () => void };

/** A code that is shown once; on paper nothing else is printed. */
export const CodePaper = ({ title, note, hint, code, onWritten }: Props) => (
  <div className="notice" role="status">
    <div className="code-paper">
      <h2>{title}</h2>
      <p style={{ fontSize: 24, letterSpacing: 2, fontFamily: 'monospace', userSelect: 'all' }}>{code}</p>
      <p className="soft">{note}</p>
    </div>
    <p>{hint}</p>
    <div className="side-by-side screen-only">
      <Button onClick={() => void native.print()}>{t('app.code.print')}</Button>
      <Button variant="default" onClick={onWritten}>{t('app.code.written')}</Button>
    </div>
  </div>
);
