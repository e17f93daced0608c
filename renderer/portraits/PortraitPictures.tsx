import type { Portrait, Quarter } from '../../core/portraits/contract.ts';
import { t } from '../i18n/texts.ts';
import { dayText, moneyShort, monthText, numberText, percentText, yuan } from '../ui/format.ts';
import { Picture } from '../ui/Picture.tsx';
import { CountsTable } from './CountsTable.tsx';
import { shortName, weekdayName } from './sentences.ts';

type Props = { readonly portrait: Portrait };

const quarters = ['spring', 'summer', 'autumn', 'winter'] as const satisfies readonly Quarter[];
const picturedGoods = 6;
const axisRoom = 10;
const count = (n: number): string => t('app.counts.orders', { n: numberText(n) });

export const GoodsPicture = ({ portrait: { goods, goodsKinds } }: Props) => {
  const [best] = goods;
  if (!best) return null;
  const label = t('portraits.goods.title');
  return (
    <Picture
      lying
      title={t('portraits.goods.best', { name: shortName(best.name) })}
      description={t('portraits.goods.text', { n: Math.min(picturedGoods, goods.length), name: best.name })}
      rows={goods.slice(0, picturedGoods).map((one) => ({ name: shortName(one.name, axisRoom), value: one.orders, label: count(one.orders), marked: one === best }))}
      table={
        <>
          <CountsTable
            label={label}
            heads={[[t('portraits.goods.name'), 'text'], [t('portraits.goods.orders'), 'number'], [t('portraits.goods.quantity'), 'number'], [t('portraits.goods.net'), 'number'], [t('portraits.goods.share'), 'number'], [t('portraits.goods.last'), 'text']]}
            rows={goods.map((one) => [one.name, one.orders, Math.round(one.quantity * 100) / 100, one.netFen === null ? '' : yuan(one.netFen), one.share === null ? '' : `${percentText(one.share)}%`, dayText(one.lastOn)])}
          />
          {goodsKinds > goods.length && <p className="soft">{t('portraits.goods.more', { n: goodsKinds, shown: goods.length })}</p>}
        </>
      }
    />
  );
};

export const MonthsPicture = ({ portrait: { months } }: Props) => {
  if (months.every(({ orders }) => orders === 0)) return null;
  const money = moneyShort(months.reduce((sum, { netFen }) => sum + netFen, 0));
  const most = Math.max(...months.map(({ netFen }) => netFen));
  return (
    <Picture
      title={t('portraits.months.title', { money })}
      description={t('portraits.months.text', { money })}
      rows={months.map(({ month, netFen }) => ({
        name: t('app.time.month', { month: Number(month.slice(5)) }), value: Math.max(0, netFen) / 100, label: netFen === 0 ? '' : numberText(Math.round(netFen / 100)), marked: netFen > 0 && netFen === most,
      }))}
      table={
        <CountsTable
          label={t('portraits.months.title', { money })}
          heads={[[t('portraits.months.month'), 'text'], [t('portraits.months.orders'), 'number'], [t('portraits.months.net'), 'number']]}
          rows={months.map(({ month, orders, netFen }) => [monthText(month), orders, yuan(netFen)])}
        />
      }
    />
  );
};

export const SeasonPicture = ({ portrait: { quarters: bought, usualQuarter } }: Props) => {
  const name = (quarter: Quarter): string => t(`portraits.quarters.${quarter}`);
  const span = (quarter: Quarter): string => t(`portraits.quarterSpans.${quarter}`);
  return (
    <Picture
      lying
      title={usualQuarter === null ? t('portraits.season.title') : t('portraits.season.usual', { quarter: name(usualQuarter), span: span(usualQuarter) })}
      description={t('portraits.season.text', { parts: quarters.map((quarter) => t('portraits.season.part', { quarter: name(quarter), n: bought[quarter].orders })).join(t('portraits.between')) })}
      rows={quarters.map((quarter) => ({ name: `${name(quarter)} ${span(quarter)}`, value: bought[quarter].orders, label: count(bought[quarter].orders), marked: quarter === usualQuarter }))}
      table={
        <CountsTable
          label={t('portraits.season.title')}
          heads={[[t('portraits.season.quarter'), 'text'], [t('portraits.season.span'), 'text'], [t('portraits.season.orders'), 'number'], [t('portraits.season.net'), 'number']]}
          rows={quarters.map((quarter) => [name(quarter), span(quarter), bought[quarter].orders, yuan(bought[quarter].netFen)])}
        />
      }
    />
  );
};

export const WeekdaysPicture = ({ portrait: { weekdays, usualWeekday } }: Props) => {
  const name = (weekday: number): string => t('app.time.weekday', { name: weekdayName(weekday) });
  return (
    <Picture
      title={usualWeekday === null ? t('portraits.weekdays.title') : t('portraits.weekdays.usual', { name: weekdayName(usualWeekday) })}
      description={t('portraits.weekdays.text', { parts: weekdays.map((n, weekday) => t('portraits.weekdays.part', { name: weekdayName(weekday), n })).join(t('portraits.between')) })}
      rows={weekdays.map((n, weekday) => ({ name: name(weekday), value: n, label: n === 0 ? '' : numberText(n), marked: weekday === usualWeekday }))}
      table={
        <CountsTable
          label={t('portraits.weekdays.title')}
          heads={[[t('portraits.weekdays.name'), 'text'], [t('portraits.weekdays.days'), 'number']]}
          rows={weekdays.map((n, weekday) => [name(weekday), n])}
        />
      }
    />
  );
};
