import { IconCheck, IconEqualNot } from '@tabler/icons-react';
import type { KeyboardEvent, ReactNode } from 'react';
import { Link } from 'wouter';
import type { Difference, PersonCard } from '../../core/duplicates/contract.ts';
import { t } from '../i18n/texts.ts';
import { dayText, yuan } from '../ui/format.ts';
import { usePreferences } from '../ui/preferences.ts';
import { useQuery } from '../ui/useQuery.ts';
import type { Choices, Side } from './choices.ts';
import { choiceOf, sidesOf } from './choices.ts';
import { cardLines, fieldName, valueLines } from './words.ts';

type Props = {
  readonly left: PersonCard;
  readonly right: PersonCard;
  readonly differences: readonly Difference[];
  readonly choices: Choices;
  readonly onChoose: (field: string, side: Side) => void;
};

/** Shown of both even where they agree: they are what a person is told apart by. */
const always = ['name', 'phones', 'addresses', 'identities', 'birthday', 'tags', 'note'] as const;

const Lines = ({ lines }: { readonly lines: readonly string[] }) =>
  lines.length === 0 ? <span className="soft">{t('duplicates.empties')}</span> : <>{lines.map((line, index) => <div key={index}>{line}</div>)}</>;

const ReferrerName = ({ id }: { readonly id: number }) => {
  const { data } = useQuery('customers.get', { id });
  return <>{data?.name ?? ''}</>;
};

/** Up and down go from one difference to the next, left and right choose. */
const onArrow = (event: KeyboardEvent<HTMLTableElement>): void => {
  if (!(event.target instanceof HTMLElement) || event.target.getAttribute('role') !== 'radio') return;
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>('[role=radio]')];
  const groups = [...new Set(all.map((radio) => radio.dataset['field']))];
  const here = event.target.dataset['field'];
  const inGroup = (field: string | undefined) => all.filter((radio) => radio.dataset['field'] === field);
  const step = event.key === 'ArrowDown' || event.key === 'ArrowRight' ? 1 : event.key === 'ArrowUp' || event.key === 'ArrowLeft' ? -1 : 0;
  if (step === 0) return;
  event.preventDefault();
  if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
    const next = inGroup(groups[groups.indexOf(here) + step]);
    (next.find((radio) => radio.getAttribute('aria-checked') === 'true') ?? next[0])?.focus();
    return;
  }
  const next = inGroup(here)[inGroup(here).indexOf(event.target) + step];
  next?.click();
  next?.focus();
};

export const PairTable = ({ left, right, differences, choices, onChoose }: Props) => {
  const masked = usePreferences((one) => one.masked);
  const others = differences.filter(({ field }) => !always.some((one) => one === field));
  const head = (card: PersonCard) => <Link href={`/customers/${card.id}`} title={card.name}>{card.name}</Link>;
  const facts: readonly (readonly [name: string, show: (card: PersonCard) => ReactNode])[] = [
    [t('duplicates.fields.orders'), (card) => (card.orderCount === 0 ? t('customers.page.never') : `${t('app.counts.times', { n: card.orderCount })} ${yuan(card.netFen)}`)],
    [t('duplicates.fields.last'), (card) => dayText(card.lastOrderOn)],
    [t('duplicates.fields.created'), (card) => dayText(card.createdOn)],
  ];
  const differenceRow = (difference: Difference) => <DifferenceRow key={difference.field} difference={difference} chosen={choiceOf(difference, choices)} masked={masked} onChoose={onChoose} />;
  const row = (field: (typeof always)[number]) => {
    const difference = differences.find((one) => one.field === field);
    if (difference && [difference.left, difference.right].some((value) => valueLines(field, value, masked).length > 0)) return differenceRow(difference);
    const lines = cardLines(field, left, masked);
    return lines.length === 0 ? null : (
      <tr key={field}>
        <th scope="row">{fieldName(field)}<span className="soft small"> {t('duplicates.same')}</span></th>
        <td><Lines lines={lines} /></td>
        <td className="soft"><Lines lines={lines} /></td>
      </tr>
    );
  };
  return (
    <table className="rows wrap pair" aria-label={t('duplicates.table')} onKeyDown={onArrow}>
      <colgroup><col /><col /><col /></colgroup>
      <thead>
        <tr>
          <th scope="col"><span className="unseen">{t('duplicates.heads.field')}</span></th>
          <th scope="col">{head(left)}</th>
          <th scope="col">{head(right)}</th>
        </tr>
      </thead>
      <tbody>
        {always.map(row)}
        {others.map(differenceRow)}
        {facts.map(([name, show]) => <tr key={name}><th scope="row">{name}</th><td>{show(left)}</td><td>{show(right)}</td></tr>)}
      </tbody>
    </table>
  );
};

type RowProps = { readonly difference: Difference; readonly chosen: Side; readonly masked: boolean; readonly onChoose: Props['onChoose'] };

const DifferenceRow = ({ difference, chosen, masked, onChoose }: RowProps) => {
  const { field } = difference;
  const sides = sidesOf(difference);
  const shown = (side: 'left' | 'right') => {
    const value = difference[side];
    return field === 'referrerId' && typeof value === 'number' ? <ReferrerName id={value} /> : <Lines lines={valueLines(field, value, masked)} />;
  };
  const radio = (side: Side, content: ReactNode) => (
    <button type="button" role="radio" aria-checked={chosen === side} data-field={field} className="either" tabIndex={chosen === side ? 0 : -1} onClick={() => onChoose(field, side)}>
      {content}
      {chosen === side && <span className="used"><IconCheck size={18} aria-hidden />{side !== 'both' && t('duplicates.use')}</span>}
    </button>
  );
  return (
    <tr className="differs">
      <th scope="row">
        {fieldName(field)} <span className="mark look"><IconEqualNot size={16} aria-hidden />{t('duplicates.differs')}</span>
        {sides.includes('both') && <div>{radio('both', <span>{t('duplicates.useBoth')}</span>)}</div>}
        {sides.length === 0 && <div className="soft small">{field === 'doNotDisturb' ? t('duplicates.asQuiet') : t('duplicates.bothKept')}</div>}
      </th>
      {(['left', 'right'] as const).map((side) => <td key={side}>{sides.length === 0 ? shown(side) : radio(side, <span>{shown(side)}</span>)}</td>)}
    </tr>
  );
};
