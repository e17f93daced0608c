import { Kbd } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useDeferredValue, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { t } from '../i18n/texts.ts';
import { FindInput } from '../ui/FindInput.tsx';
import { PhoneText } from '../ui/PhoneText.tsx';
import { useQuery } from '../ui/useQuery.ts';

/** The one search field, on every page: F2 or Ctrl+K, a few letters, Enter. */
export const FindPerson = () => {
  const [text, setText] = useState('');
  const [, navigate] = useLocation();
  const input = useRef<HTMLInputElement>(null);
  const search = useDeferredValue(text.trim());
  const { data } = useQuery('customers.list', search === '' ? null : { search, limit: 8 });
  const focus = () => {
    input.current?.focus();
    input.current?.select();
  };
  useHotkeys([['F2', focus], ['mod+K', focus]], []);

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
        hits={search === '' ? [] : (data?.rows ?? [])}
        keyOf={(hit) => hit.id}
        onPick={(hit) => {
          setText('');
          input.current?.blur();
          navigate(`/customers/${hit.id}`);
        }}
        show={(hit) => (
          <>
            <span className="who">{hit.name}</span>
            <span className="soft">{hit.village ?? ''}</span>
            <span className="soft" style={{ marginLeft: 'auto' }}><PhoneText phone={hit.phone} /></span>
          </>
        )}
        none={data?.rows.length === 0 && <li role="presentation" className="soft">{t('app.find.none', { text: search })}</li>}
        inputRef={input}
      />
    </div>
  );
};
