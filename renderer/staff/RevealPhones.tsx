import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Failure } from '../../core/base/protocol.ts';
import { core, failureFrom } from '../core.ts';
import { t } from '../i18n/texts.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { useQuery } from '../ui/useQuery.ts';

/** For a clerk, who sees phones masked: this one person's in full, to call them. It is written down. */
export const RevealPhones = ({ customerId }: { readonly customerId: number }) => {
  const { data } = useQuery('staff.state', undefined);
  const [phones, setPhones] = useState<readonly { readonly number: string; readonly label: string | null }[] | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  if (data?.present?.role !== 'clerk') return null;
  const reveal = async () => {
    try {
      setPhones((await core.staff.reveal({ customerId })).phones);
    } catch (error) {
      setFailure(failureFrom(error));
    }
  };
  if (failure) return <ErrorNotice failure={failure} />;
  if (!phones) return <Button variant="default" h={36} onClick={() => void reveal()}>{t('staff.reveal.show')}</Button>;
  return (
    <div role="status">
      {phones.map(({ number, label }) => <div key={number}><strong style={{ userSelect: 'all' }}>{number}</strong> <span className="soft">{label ?? ''}</span></div>)}
      <div className="soft small">{t('staff.reveal.shown')}</div>
    </div>
  );
};
