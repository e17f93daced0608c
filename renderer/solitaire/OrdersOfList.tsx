import { Button, TextInput } from '@mantine/core';
import type { SolitaireRow } from '../../core/solitaire/contract.ts';
import { t } from '../i18n/texts.ts';
import { yuan } from '../ui/format.ts';
import { isOwnKey } from '../ui/ime.ts';
import { answerPickup, changeDraft } from './solitaire-draft.ts';

const who = ({ who: answer, customerName, withdrawn }: SolitaireRow): string =>
  answer === null ? (withdrawn ? '' : t('solitaire.rows.unknown')) : typeof answer === 'number' ? (customerName ?? '') : t(`solitaire.rows.${answer}`);

const lookAt = (row: SolitaireRow): string =>
  [...row.doubts.map((doubt) => t(`solitaire.rows.doubts.${doubt}`)), ...(row.pickupFrom === 'lastOrder' ? [t('solitaire.rows.lastOrder')] : [])].join('，');

/** What will be written: one row a person. */
export const OrdersOfList = ({ rows }: { readonly rows: readonly SolitaireRow[] }) => {
  const title = t('solitaire.rows.title', { n: rows.length });
  return (
    <section className="panel" aria-label={title}>
      <h2>{title}</h2>
      <table className="rows wrap" aria-label={title}>
        <thead>
          <tr>
            <th scope="col" className="number">{t('solitaire.rows.heads.line')}</th>
            <th scope="col">{t('solitaire.rows.heads.nickname')}</th>
            <th scope="col">{t('solitaire.rows.heads.customer')}</th>
            <th scope="col">{t('solitaire.rows.heads.goods')}</th>
            <th scope="col" className="number">{t('solitaire.rows.heads.quantity')}</th>
            <th scope="col" className="number">{t('solitaire.rows.heads.amount')}</th>
            <th scope="col" style={{ width: 140 }}>{t('solitaire.rows.heads.pickupPoint')}</th>
            <th scope="col">{t('solitaire.rows.heads.remark')}</th>
            <th scope="col">{t('solitaire.rows.heads.doubts')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.nickname} className={row.withdrawn ? 'weak' : undefined} title={row.text}>
              <td className="number">{row.lines.join('、')}</td>
              <td>{row.nickname}</td>
              <td>
                {row.who === null ? who(row) : (
                  <Button variant="subtle" px={4} aria-label={t('solitaire.who.change', { nickname: row.nickname })} onClick={() => changeDraft({ asking: row.nickname })}>{who(row)}</Button>
                )}
              </td>
              <td>{row.withdrawn ? <span className="mark look">{t('solitaire.rows.withdrawn')}</span> : row.items.map(({ goods }) => <div key={goods}>{goods}</div>)}</td>
              <td className="number" style={{ whiteSpace: 'nowrap' }}>{row.items.map(({ goods, quantity, unit }) => <div key={goods}>{quantity}{unit ?? ''}</div>)}</td>
              <td className="number" style={{ whiteSpace: 'nowrap' }}>{row.withdrawn ? '' : row.amountFen === null ? <span className="wrong">{t('solitaire.rows.noPrice')}</span> : yuan(row.amountFen)}</td>
              <td style={{ paddingBlock: 4 }}>
                {!row.withdrawn && (
                  <TextInput key={row.pickupPoint ?? ''} aria-label={t('solitaire.rows.pickupOf', { nickname: row.nickname })} defaultValue={row.pickupPoint ?? ''} maxLength={40}
                    onKeyDown={(event) => isOwnKey(event, 'Enter') && event.currentTarget.blur()}
                    onBlur={(event) => event.currentTarget.value.trim() !== (row.pickupPoint ?? '') && answerPickup(row.nickname, event.currentTarget.value.trim())} />
                )}
              </td>
              <td>{row.remark ?? ''}</td>
              <td>{lookAt(row) !== '' && <span className="mark look" style={{ whiteSpace: 'normal' }}>{lookAt(row)}</span>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
};
