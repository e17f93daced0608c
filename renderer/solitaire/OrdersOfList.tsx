import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { SolitaireRow } from '../../core/solitaire/contract.ts';
import { t } from '../i18n/texts.ts';
import { yuan } from '../ui/format.ts';
import { isOwnKey } from '../ui/ime.ts';
import { VirtualTable } from '../ui/VirtualTable.tsx';
import type { Column } from '../ui/VirtualTable.tsx';
import { answerPickup, changeDraft } from './solitaire-draft.ts';

const who = ({ who: answer, customerName, withdrawn }: SolitaireRow): string =>
  answer === null ? (withdrawn ? '' : t('solitaire.rows.unknown')) : typeof answer === 'number' ? (customerName ?? '') : t(`solitaire.rows.${answer}`);

const lookAt = (row: SolitaireRow): string =>
  [...row.doubts.map((doubt) => t(`solitaire.rows.doubts.${doubt}`)), ...(row.pickupFrom === 'lastOrder' ? [t('solitaire.rows.lastOrder')] : [])].join('，');

/** In a long list every row is of one height: goods stand side by side there. */
const columnsOf = (long: boolean): readonly Column<SolitaireRow>[] => {
  const heads = (key: keyof typeof widths) => ({ key, title: t(`solitaire.rows.heads.${key}`), ...(long && { width: widths[key] }) });
  const each = ({ items }: SolitaireRow, text: (item: SolitaireRow['items'][number]) => string) =>
    long ? <span title={items.map(text).join('、')}>{items.map(text).join('、')}</span> : items.map((item) => <div key={item.goods}>{text(item)}</div>);
  return [
    { ...heads('line'), number: true, cell: ({ lines }) => lines.join('、') },
    { ...heads('nickname'), cell: ({ nickname }) => nickname },
    { ...heads('customer'), cell: (row) => (row.who === null ? who(row) : (
      <Button variant="subtle" px={4} aria-label={t('solitaire.who.change', { nickname: row.nickname })} onClick={() => changeDraft({ asking: row.nickname })}>{who(row)}</Button>
    )) },
    { ...heads('goods'), cell: (row) => (row.withdrawn ? <span className="mark look">{t('solitaire.rows.withdrawn')}</span> : each(row, ({ goods }) => goods)) },
    { ...heads('quantity'), number: true, cell: (row) => each(row, ({ quantity, unit }) => `${quantity}${unit ?? ''}`) },
    { ...heads('amount'), number: true, cell: (row) => (row.withdrawn ? '' : row.amountFen === null ? <span className="wrong">{t('solitaire.rows.noPrice')}</span> : yuan(row.amountFen)) },
    { ...heads('pickupPoint'), width: '140px', cell: (row) => !row.withdrawn && (
      <TextInput key={row.pickupPoint ?? ''} aria-label={t('solitaire.rows.pickupOf', { nickname: row.nickname })} defaultValue={row.pickupPoint ?? ''} maxLength={40} size={long ? 'xs' : 'sm'}
        onKeyDown={(event) => isOwnKey(event, 'Enter') && event.currentTarget.blur()}
        onBlur={(event) => event.currentTarget.value.trim() !== (row.pickupPoint ?? '') && answerPickup(row.nickname, event.currentTarget.value.trim())} />
    ) },
    { ...heads('remark'), cell: ({ remark }) => remark ?? '' },
    { ...heads('doubts'), cell: (row) => lookAt(row) !== '' && <span className="mark look" title={lookAt(row)} style={long ? undefined : { whiteSpace: 'normal' }}>{lookAt(row)}</span> },
  ];
};
const widths = { line: '72px', nickname: '150px', customer: '130px', goods: '200px', quantity: '90px', amount: '110px', pickupPoint: '140px', remark: '140px', doubts: '160px' } as const;

/** More rows than this are only there while they are in sight. */
const longList = 200;

const LongList = ({ rows, title }: { readonly rows: readonly SolitaireRow[]; readonly title: string }) => {
  const [active, setActive] = useState(0);
  return (
    <div style={{ height: 480, display: 'flex', flexDirection: 'column' }}>
      <VirtualTable label={title} columns={columnsOf(true)} total={rows.length} rowAt={(index) => rows[index]} need={nothing} active={active} onActive={setActive}
        onOpen={({ nickname, who: answer }) => answer !== null && changeDraft({ asking: nickname })} weak={({ withdrawn }) => withdrawn} />
    </div>
  );
};
const nothing = (): void => undefined;

/** What will be written: one row a person. */
export const OrdersOfList = ({ rows }: { readonly rows: readonly SolitaireRow[] }) => {
  const title = t('solitaire.rows.title', { n: rows.length });
  const columns = columnsOf(false);
  return (
    <section className="panel" aria-label={title}>
      <h2>{title}</h2>
      {rows.length > longList ? <LongList rows={rows} title={title} /> : (
        <table className="rows wrap" aria-label={title}>
          <thead>
            <tr>{columns.map(({ key, title: said, number, width }) => <th key={key} scope="col" className={number ? 'number' : undefined} style={{ width }}>{said}</th>)}</tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.nickname} className={row.withdrawn ? 'weak' : undefined} title={row.text}>
                {columns.map(({ key, number, cell }) => (
                  <td key={key} className={number ? 'number' : undefined} style={{ whiteSpace: number && key !== 'line' ? 'nowrap' : undefined, paddingBlock: key === 'pickupPoint' ? 4 : undefined }}>{cell(row)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
};
