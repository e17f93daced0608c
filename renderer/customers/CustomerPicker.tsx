import { Button } from '@mantine/core';
import { useDeferredValue, useState } from 'react';
import { t } from '../i18n/texts.ts';
import { FindInput } from '../ui/FindInput.tsx';
import { PhoneText } from '../ui/PhoneText.tsx';
import { useQuery } from '../ui/useQuery.ts';

type Chosen = { readonly id: number; readonly name: string };
type Props = {
  readonly label: string;
  readonly chosen: Chosen | null;
  readonly not?: number | null;
  readonly onChange: (chosen: Chosen | null) => void;
};

/** Finds one customer by name, pinyin, phone tail or village. */
export const CustomerPicker = ({ label, chosen, not = null, onChange }: Props) => {
  const [text, setText] = useState('');
  const search = useDeferredValue(text.trim());
  const { data } = useQuery('customers.list', search === '' ? null : { search, limit: 8 });
  if (chosen) {
    return (
      <div>
        <div style={{ fontWeight: 500 }}>{label}</div>
        <div className="side-by-side" style={{ alignItems: 'center' }}>
          <span>{chosen.name}</span>
          <Button variant="subtle" onClick={() => onChange(null)}>{t('customers.fields.clearReferrer')}</Button>
        </div>
      </div>
    );
  }
  return (
    <FindInput
      label={label}
      listLabel={t('app.find.hits')}
      placeholder={t('customers.searchHint')}
      text={text}
      onText={setText}
      hits={search === '' ? [] : (data?.rows ?? []).filter((row) => row.id !== not)}
      keyOf={(hit) => hit.id}
      onPick={(hit) => {
        setText('');
        onChange({ id: hit.id, name: hit.name });
      }}
      show={(hit) => (
        <>
          <span className="who">{hit.name}</span>
          <span className="soft">{hit.village ?? ''}</span>
          <span className="soft" style={{ marginLeft: 'auto' }}><PhoneText phone={hit.phone} /></span>
        </>
      )}
      none={data && <li role="presentation" className="soft">{t('app.find.none', { text: search })}</li>}
    />
  );
};
