import { t } from '../i18n/texts.ts';
import { Choice } from '../ui/Choice.tsx';
import { useQuery } from '../ui/useQuery.ts';

/** Of one person, of nobody (null), or of all (undefined). */
export type Whom = number | null | undefined;
export const whomInput = (whom: Whom): { readonly staffId?: number | null } => (whom === undefined ? {} : { staffId: whom });

/** Only where there is more than one to choose from. */
export const ByWhom = ({ value, onChange }: { readonly value: Whom; readonly onChange: (whom: Whom) => void }) => {
  const { data } = useQuery('staff.state', undefined);
  if (!data || data.people.length === 0) return null;
  return (
    <Choice label={t('staff.steps.who')} none={t('staff.steps.all')} width={180} value={value === undefined ? null : String(value ?? 'nobody')}
      options={[...data.people.map(({ id, name }) => [String(id), name] as const), ['nobody', t('staff.steps.before')] as const]}
      onChange={(chosen) => onChange(chosen === null ? undefined : chosen === 'nobody' ? null : Number(chosen))} />
  );
};
