import { TextInput } from '@mantine/core';
import { t } from '../i18n/texts.ts';
import { Choice } from '../ui/Choice.tsx';
import { SuggestInput } from '../ui/SuggestInput.tsx';
import { useQuery } from '../ui/useQuery.ts';
import type { SuggestionSource } from '../../core/segments/contract.ts';
import type { Gap, GapName } from './gaps.ts';

type Props = { readonly name: GapName; readonly gap: Gap; readonly text: string; readonly onChange: (text: string) => void };

const lately = ['7', '30', '60', '90', '180', '365'];

/** One gap of a sentence, as small as what goes into it. */
export const GapInput = ({ name, gap, text, onChange }: Props) => {
  const label = t(`segments.gaps.${name}`);
  switch (gap.type) {
    case 'choice':
      return <Choice label={label} hideLabel value={text} options={gap.options} onChange={(chosen) => onChange(chosen ?? '')} />;
    case 'within':
      return (
        <Choice label={label} hideLabel none={t('segments.ever')} value={text === '' ? null : text} onChange={(chosen) => onChange(chosen ?? '')}
          options={[...new Set([...lately, ...(text === '' ? [] : [text])])].map((days) => [days, t('segments.within', { days })])} />
      );
    case 'words':
      return <WordsInput label={label} source={gap.source} text={text} onChange={onChange} />;
    default:
      return <TextInput aria-label={label} value={text} w={gap.type === 'day' ? 120 : 72} inputMode={gap.type === 'day' ? 'text' : 'decimal'} autoComplete="off" onChange={(event) => onChange(event.currentTarget.value)} />;
  }
};

const WordsInput = ({ label, source, text, onChange }: { readonly label: string; readonly source: SuggestionSource; readonly text: string; readonly onChange: (text: string) => void }) => {
  const { data } = useQuery('segments.suggestions', { source, text: text.slice(0, 60) });
  return <SuggestInput label={label} hideLabel value={text} suggestions={data ?? []} maxLength={60} width={132} onChange={onChange} />;
};
