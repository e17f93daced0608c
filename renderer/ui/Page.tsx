import type { ReactNode } from 'react';
import { IconArrowLeft } from '@tabler/icons-react';
import { t } from '../i18n/texts.ts';
import { useBack } from './useBack.ts';

type Props = {
  readonly title: string;
  readonly note?: ReactNode;
  /** the main button stands last, at the top right */
  readonly doings?: ReactNode;
  /** where Back goes when nothing was visited before; pages of the left column have none */
  readonly parent?: string;
  /** the page fills the window and its table scrolls */
  readonly full?: boolean;
  readonly children: ReactNode;
};

export const Page = ({ title, note, doings, parent, full = false, children }: Props) => {
  const back = useBack(parent ?? '/');
  return (
    <section className={full ? 'page full' : 'page'} aria-label={title}>
      <div className="page-head">
        <div className="titles">
          {parent !== undefined && (
            <button type="button" className="page-back" onClick={back}>
              <IconArrowLeft size={18} aria-hidden /> {t('app.actions.back')}
            </button>
          )}
          <h1>{title}</h1>
          {note !== undefined && <p className="soft">{note}</p>}
        </div>
        {doings !== undefined && <div className="doings">{doings}</div>}
      </div>
      {children}
    </section>
  );
};
