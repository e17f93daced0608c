import { Button } from '@mantine/core';
import { useDeferredValue, useState } from 'react';
import { t } from '../i18n/texts.ts';
import { PersonLine } from '../search/PersonLine.tsx';
import { FindInput } from '../ui/FindInput.tsx';
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
  const wanted = text.trim();
  const asked = useDeferredValue(wanted);
  const { data } = useQuery('search.find', asked === '' ? null : { text: asked });
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
      hits={wanted === '' ? [] : (data?.people ?? []).filter((person) => person.id !== not)}
      keyOf={(hit) => hit.id}
      waiting={data?.text !== wanted}
      onPick={(hit) => {
        setText('');
        onChange({ id: hit.id, name: hit.name });
      }}
      show={(hit) => <PersonLine hit={hit} />}
      none={data?.text === wanted && <li role="presentation" className="soft">{t('app.find.none', { text: wanted })}</li>}
    />
  );
};
