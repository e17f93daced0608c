import { Button } from '@mantine/core';
import { useRef, useState } from 'react';
import type { Failure } from '../../core/base/protocol.ts';
import { core, failureFrom } from '../core.ts';
import { t } from '../i18n/texts.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { offerUndo } from '../ui/undo.tsx';
import { useQuery } from '../ui/useQuery.ts';
import { smallJpeg } from './small-jpeg.ts';

/** A photo is small and optional: it helps to tell two people of one name apart. */
export const CustomerPhoto = ({ id, name }: { readonly id: number; readonly name: string }) => {
  const { data } = useQuery('customers.photo', { id });
  const [refusal, setRefusal] = useState<Failure | null>(null);
  const [unread, setUnread] = useState(false);
  const input = useRef<HTMLInputElement>(null);

  const put = async (jpeg: string | null) => {
    setRefusal(null);
    try {
      const { operationId } = await core.customers.setPhoto({ id, jpeg });
      offerUndo(t(jpeg === null ? 'customers.done.photoRemoved' : 'customers.done.photo', { name }), operationId);
    } catch (error) {
      setRefusal(failureFrom(error));
    }
  };
  const choose = async (file: File | undefined) => {
    if (!file) return;
    const jpeg = await smallJpeg(file);
    setUnread(jpeg === null);
    if (jpeg !== null) await put(jpeg);
    if (input.current) input.current.value = '';
  };

  const jpeg = data?.jpeg ?? null;
  return (
    <div className="photo">
      {jpeg !== null && <img src={`data:image/jpeg;base64,${jpeg}`} alt={t('customers.page.photoOf', { name })} />}
      <input ref={input} type="file" accept="image/jpeg,image/png,image/webp" hidden aria-hidden tabIndex={-1} onChange={(event) => void choose(event.currentTarget.files?.[0])} />
      <div className="side-by-side">
        <Button variant="subtle" px={8} ml={-8} onClick={() => input.current?.click()}>{t(jpeg === null ? 'customers.page.addPhoto' : 'customers.page.changePhoto')}</Button>
        {jpeg !== null && <Button variant="subtle" color="brick" onClick={() => void put(null)}>{t('customers.page.removePhoto')}</Button>}
      </div>
      {unread && <p className="wrong" role="alert">{t('customers.page.photoUnread')}</p>}
      {refusal && <ErrorNotice failure={refusal} />}
    </div>
  );
};
