import { Button } from '@mantine/core';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { CustomerPicker } from '../customers/CustomerPicker.tsx';
import { t } from '../i18n/texts.ts';
import { instantText } from '../ui/format.ts';
import { useQuery } from '../ui/useQuery.ts';
import { Unmerge } from './Unmerge.tsx';

/** On a customer's page: with whom the file was merged, and the way to merge it with another. */
export const MergedWith = ({ id }: { readonly id: number }) => {
  const [, navigate] = useLocation();
  const [picking, setPicking] = useState(false);
  const { data } = useQuery('duplicates.merges', { customerId: id, limit: 20 });
  const merges = data?.merges ?? [];
  return (
    <section className="panel" aria-label={t('duplicates.merges.title')}>
      <div className="panel-head">
        <h2>{t('duplicates.merges.title')}</h2>
        {!picking && <Button variant="default" onClick={() => setPicking(true)}>{t('duplicates.pair.choose')}</Button>}
      </div>
      {picking && <CustomerPicker label={t('duplicates.pair.pick')} chosen={null} not={id} onChange={(other) => other && navigate(`/quality/duplicates/${id}/${other.id}`)} />}
      {merges.length === 0 ? <p className="soft">{picking ? t('duplicates.pair.pickHint') : t('duplicates.merges.empty')}</p> : (
        <ul className="list">
          {merges.map((merge) => (
            <li key={merge.id}>
              <span>{instantText(merge.mergedAt)} {merge.droppedName}</span>
              {merge.standing ? <Unmerge merge={merge} low /> : <span className="soft">{t('duplicates.merges.apart')}</span>}
            </li>
          ))}
        </ul>
      )}
      {data && data.total > merges.length && <Link href="/quality/duplicates/merges">{t('duplicates.merges.all')}</Link>}
    </section>
  );
};
