import { t } from '../i18n/texts.ts';
import { useQuery } from '../ui/useQuery.ts';

/** Said beside the name while the person is to be left alone. */
export const ContactMark = ({ customerId }: { readonly customerId: number }) => {
  const { data } = useQuery('privacy.mayContact', { customerIds: [customerId] });
  const [state] = data ?? [];
  if (!state || state.answer === 'yes') return null;
  const words = { quiet: t('customers.page.quiet'), refused: t('privacy.contact.refused'), often: t('privacy.contact.often', { n: state.contacts }) };
  return <span className="mark look">{words[state.answer]}</span>;
};
