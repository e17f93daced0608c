import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Offer } from '../../core/store/rescue.rules.ts';
import { t } from '../i18n/texts.ts';

type Props = { readonly of: Exclude<Offer, 'restore'>; readonly onStart: () => void; readonly disabled?: boolean; readonly main?: boolean; readonly children?: ReactNode };

/** One thing that can be done: what it does, in one sentence, and its button. */
export const Remedy = ({ of, onStart, disabled = false, main = false, children }: Props) => (
  <section className="panel remedy" aria-label={t(`store.${of}.title`)}>
    <div>
      <h2>{t(`store.${of}.title`)}</h2>
      <p className="soft">{t(`store.${of}.hint`)}</p>
      {children}
    </div>
    <Button variant={main ? 'filled' : 'default'} disabled={disabled} onClick={onStart}>{t(`store.${of}.start`)}</Button>
  </section>
);
