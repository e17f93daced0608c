import { useLocation } from 'wouter';
import { isDay } from '../../core/base/dates.ts';
import type { Overview } from '../../core/reports/contract.ts';
import { showOnlyOrders } from '../orders/list-memory.ts';
import { t } from '../i18n/texts.ts';
import { moneyShort, monthText, numberText, yuan } from '../ui/format.ts';
import { Picture } from '../ui/Picture.tsx';

type Months = Overview['months'];

/** So many amounts fit side by side in full. */
const exactAtMost = 6;

const lastDay = (month: string): string => ['31', '30', '29', '28'].map((day) => `${month}-${day}`).find(isDay) ?? month;

export const MonthsPicture = ({ months }: { readonly months: Months }) => {
  const [, navigate] = useLocation();
  const best = months.reduce((one, other) => (other.netFen > one.netFen ? other : one));
  const title = t('reports.overview.monthsBest', { month: monthText(best.month), money: moneyShort(best.netFen) });
  return (
    <Picture
      title={title}
      description={t('reports.overview.monthsText', { n: months.length, month: monthText(best.month), money: moneyShort(best.netFen) })}
      // Whole yuan on the bars: twelve exact amounts side by side would run into each other.
      rows={months.map((month, index) => ({
        name: index === 0 || month.month.endsWith('-01') ? monthText(month.month) : t('app.time.month', { month: Number(month.month.slice(5)) }),
        value: Math.max(0, month.netFen) / 100,
        label: months.length <= exactAtMost ? moneyShort(month.netFen) : Math.abs(month.netFen) < 1_000_000 ? numberText(Math.round(month.netFen / 100)) : t('app.money.wan', { amount: (month.netFen / 1_000_000).toFixed(2) }).replace(' ', ''),
        marked: month === best,
      }))}
      onPick={(index) => {
        const month = months[index]?.month;
        if (month === undefined) return;
        showOnlyOrders({ counted: 'yes', from: `${month}-01`, to: lastDay(month) });
        navigate('/orders');
      }}
      table={<MonthsTable months={months} />}
    />
  );
};

export const MonthsTable = ({ months }: { readonly months: Months }) => (
  <table className="rows" aria-label={t('reports.overview.months')}>
    <thead>
      <tr>
        <th scope="col">{t('reports.overview.monthsHeads.month')}</th>
        <th scope="col" className="number">{t('reports.overview.monthsHeads.orders')}</th>
        <th scope="col" className="number">{t('reports.overview.monthsHeads.customers')}</th>
        <th scope="col" className="number">{t('reports.overview.monthsHeads.net')}</th>
      </tr>
    </thead>
    <tbody>
      {months.map((month) => (
        <tr key={month.month}>
          <td>{monthText(month.month)}</td>
          <td className="number">{t('app.counts.orders', { n: numberText(month.orders) })}</td>
          <td className="number">{t('app.counts.people', { n: numberText(month.customers) })}</td>
          <td className="number">{yuan(month.netFen)}</td>
        </tr>
      ))}
    </tbody>
  </table>
);
