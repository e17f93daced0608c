import { Button } from '@mantine/core';
import { Link } from 'wouter';
import { OrderStatus } from '../../core/orders/contract.ts';
import type { PersonChange } from '../../core/history/contract.ts';
import type { TimelineItem } from '../../core/timeline/contract.ts';
import { changeText } from '../history/change-words.ts';
import { stepSentence, stepWords } from '../history/step-words.ts';
import { t } from '../i18n/texts.ts';
import { instantText, yuan } from '../ui/format.ts';
import { usePreferences } from '../ui/preferences.ts';
import { isEntry } from './entry-draft.ts';

const Change = ({ change, masked }: { readonly change: PersonChange; readonly masked: boolean }) => (
  <>
    <div>{change.fields.length > 0 && change.title === 'customers.update' ? stepWords(change).what : stepSentence({ title: change.title, subject: change.subject })} {change.undoneBy !== null && <span className="mark">{t('timeline.undone')}</span>}</div>
    {change.fields.map((one) => <div key={one.field} className="soft">{changeText(one, masked)}</div>)}
  </>
);

const Content = ({ item, masked }: { readonly item: TimelineItem; readonly masked: boolean }) => {
  if (item.change) return <Change change={item.change} masked={masked} />;
  if (item.kind === 'order') {
    const status = OrderStatus.safeParse(item.state);
    return <><Link href={`/orders/${item.id}`}>{item.text === '' ? t('timeline.kinds.order') : item.text}</Link> {status.success && <span className="soft">{t(`orders.status.${status.data}`)}</span>}</>;
  }
  return <span style={{ whiteSpace: 'pre-line' }}>{masked ? t('app.state.hidden') : item.text}</span>;
};

type Props = { readonly item: TimelineItem; readonly onEdit: () => void; readonly onRemove: () => void };

/** One thing that happened, in the words of its kind. */
export const TimelineRow = ({ item, onEdit, onRemove }: Props) => {
  const masked = usePreferences((one) => one.masked);
  const named = item.text === '' ? t(`timeline.kinds.${item.kind}`) : item.text.slice(0, 20);
  return (
    <tr>
      <td>{instantText(item.at)}</td>
      <td>{t(`timeline.kinds.${item.kind}`)}{item.channel && <span className="soft"> {t(`timeline.channels.${item.channel}`)}</span>}</td>
      <td><Content item={item} masked={masked} /></td>
      <td className="number">{item.amountFen !== null && (masked && isEntry(item) ? t('app.state.hidden') : yuan(item.amountFen))}</td>
      <td className="number">
        {isEntry(item) && (
          <>
            <Button variant="subtle" h={32} px={8} aria-label={t('timeline.editNamed', { text: named })} onClick={onEdit}>{t('timeline.edit')}</Button>
            <Button variant="subtle" color="brick" h={32} px={8} aria-label={t('timeline.removeNamed', { text: named })} onClick={onRemove}>{t('timeline.remove')}</Button>
          </>
        )}
      </td>
    </tr>
  );
};
