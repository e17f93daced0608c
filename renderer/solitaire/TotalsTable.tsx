import type { SolitaireTotal } from '../../core/solitaire/contract.ts';
import { t } from '../i18n/texts.ts';
import { yuan } from '../ui/format.ts';

/** 汇总: what to buy of each product. `pen`: with a column to tick what came in, for paper. */
export const TotalsTable = ({ totals, pen = false, className }: { readonly totals: readonly SolitaireTotal[]; readonly pen?: boolean; readonly className?: string }) => (
  <table className={className} aria-label={t('solitaire.totals.title')}>
    <thead>
      <tr>
        <th scope="col">{t('solitaire.totals.heads.goods')}</th>
        <th scope="col" className="number">{t('solitaire.totals.heads.quantity')}</th>
        <th scope="col" className="number">{t('solitaire.totals.heads.people')}</th>
        <th scope="col" className="number">{t('solitaire.totals.heads.amount')}</th>
        {pen && <th scope="col" className="pen">{t('solitaire.totals.heads.bought')}</th>}
      </tr>
    </thead>
    <tbody>
      {totals.map(({ goods, spec, unit, quantity, people, amountFen }) => (
        <tr key={`${goods} ${unit ?? ''}`}>
          <td>{goods}{spec === null ? '' : ` ${spec}`}</td>
          <td className="number"><strong>{quantity}</strong>{unit === null ? '' : ` ${unit}`}</td>
          <td className="number">{people}</td>
          <td className="number">{yuan(amountFen)}</td>
          {pen && <td className="pen" />}
        </tr>
      ))}
      <tr>
        <td><strong>{t('solitaire.totals.all')}</strong></td>
        <td /><td />
        <td className="number"><strong>{yuan(totals.reduce((sum, { amountFen }) => sum + amountFen, 0))}</strong></td>
        {pen && <td className="pen" />}
      </tr>
    </tbody>
  </table>
);
