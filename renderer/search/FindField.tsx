import { Kbd } from '@mantine/core';
import { useDeferredValue, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import type { OrderHit, PersonHit, ProductHit } from '../../core/search/contract.ts';
import { showOnly } from '../customers/list-memory.ts';
import { t } from '../i18n/texts.ts';
import { FindInput } from '../ui/FindInput.tsx';
import { dayText, yuan } from '../ui/format.ts';
import { usePageKeys } from '../ui/usePageKeys.ts';
import { useQuery } from '../ui/useQuery.ts';
import type { QueryOutput } from '../ui/useQuery.ts';
import { PersonLine } from './PersonLine.tsx';

type Hit =
  | { readonly kind: 'people'; readonly person: PersonHit }
  | { readonly kind: 'people'; readonly person: null }
  | { readonly kind: 'orders'; readonly order: OrderHit }
  | { readonly kind: 'products'; readonly product: ProductHit };

const keyOf = (hit: Hit): string =>
  hit.kind === 'people' ? `people-${hit.person?.id ?? 'all'}` : hit.kind === 'orders' ? `orders-${hit.order.id}` : `products-${hit.product.id}`;

const hitsOf = ({ people, morePeople, orders, products }: QueryOutput<'search.find'>): readonly Hit[] => [
  ...people.map((person) => ({ kind: 'people', person }) as const),
  ...(morePeople ? [{ kind: 'people', person: null } as const] : []),
  ...orders.map((order) => ({ kind: 'orders', order }) as const),
  ...products.map((product) => ({ kind: 'products', product }) as const),
];

/** The one search field, on every page: F2 or Ctrl+K, a few letters, Enter. */
export const FindField = () => {
  const [text, setText] = useState('');
  const [, navigate] = useLocation();
  const input = useRef<HTMLInputElement>(null);
  const wanted = text.trim();
  const asked = useDeferredValue(wanted);
  const { data } = useQuery('search.find', asked === '' ? null : { text: asked });
  const hits = wanted === '' || !data ? [] : hitsOf(data);
  const focus = () => {
    input.current?.focus();
    input.current?.select();
  };
  usePageKeys([['F2', focus], ['mod+K', focus]], { inFields: true });

  const open = (hit: Hit) => {
    if (hit.kind === 'orders') return navigate(`/orders/${hit.order.id}`);
    if (hit.kind === 'people' && hit.person) return navigate(`/customers/${hit.person.id}`);
    showOnly(hit.kind === 'products' ? { product: hit.product.name } : { search: wanted });
    return navigate('/customers');
  };

  return (
    <div className="find" role="search">
      <FindInput
        label={t('app.find.label')}
        hideLabel
        listLabel={t('app.find.hits')}
        placeholder={t('app.find.placeholder')}
        right={<Kbd aria-hidden>{t('app.find.keys')}</Kbd>}
        text={text}
        onText={setText}
        hits={hits}
        keyOf={keyOf}
        headingOf={({ kind }) => t(`app.find.${kind}`)}
        waiting={data?.text !== wanted}
        onPick={(hit) => {
          setText('');
          input.current?.blur();
          open(hit);
        }}
        show={(hit) => <HitLine hit={hit} />}
        none={data?.text === wanted && hits.length === 0 && <li role="presentation" className="soft">{t('app.find.none', { text: wanted })}</li>}
        inputRef={input}
      />
    </div>
  );
};

const HitLine = ({ hit }: { readonly hit: Hit }) => {
  if (hit.kind === 'people') return hit.person ? <PersonLine hit={hit.person} /> : <span className="all">{t('app.find.all')}</span>;
  if (hit.kind === 'products') {
    return (
      <>
        <span className="who">{hit.product.name}</span>
        <span className="soft found">{hit.product.specs ?? ''}</span>
        <span className="soft last">{t('app.find.buyers')}</span>
      </>
    );
  }
  const { platform, platformOrderId, customerName, orderedOn, netFen } = hit.order;
  return (
    <>
      <span className="who">{platformOrderId}</span>
      <span className="soft found">{[platform, customerName, dayText(orderedOn)].filter((part) => part !== null).join(' · ')}</span>
      <span className="soft last">{yuan(netFen)}</span>
    </>
  );
};
