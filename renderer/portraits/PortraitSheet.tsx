import type { Portrait } from '../../core/portraits/contract.ts';
import { addressText, birthdayText } from '../customers/words.ts';
import { t } from '../i18n/texts.ts';
import { lifecycleName, segmentName } from '../scoring/words.tsx';
import { Facts } from '../ui/Facts.tsx';
import { fullDay, maskedPhone, moneyShort, numberText, yuan } from '../ui/format.ts';
import { portraitSentences } from './sentences.ts';

const goodsOnPaper = 5;
const barHeight = 14;

/** One person on one sheet of A4, in large type: who, in words, what they buy, and their last twelve months. */
export const PortraitSheet = ({ portrait, phones }: { readonly portrait: Portrait; readonly phones: boolean }) => {
  const { customer, score, goods, months, orders } = portrait;
  return (
    <>
      <Facts
        facts={[
          [t('customers.fields.phone'), customer.phones.slice(0, 2).map(({ number }) => (phones ? number : maskedPhone(number))).join('，')],
          [t('customers.fields.address'), customer.addresses[0] && addressText(customer.addresses[0])],
          [t('customers.fields.birthday'), customer.birthday && birthdayText(customer.birthday)],
          [t('customers.fields.kind'), customer.kind !== 'consumer' && t(`customers.kind.${customer.kind}`)],
          [t('customers.fields.occupation'), customer.occupation],
          [t('customers.fields.tags'), customer.tags.join('，')],
          [t('scoring.title'), score?.segment && t('portraits.paper.segment', { segment: segmentName(score.segment), lifecycle: lifecycleName(score.lifecycle) })],
          [t('customers.fields.createdOn'), orders === 0 && fullDay(customer.createdOn)],
          [t('customers.fields.wish'), orders === 0 && customer.wish],
        ]}
      />
      <section>
        <h2>{t('portraits.lines')}</h2>
        <ul>{portraitSentences(portrait, { next: true }).map((line) => <li key={line}>{line}</li>)}</ul>
      </section>
      {goods.length > 0 && (
        <section>
          <h2>{t('reports.sheet.goods')}</h2>
          <table aria-label={t('reports.sheet.goods')}>
            <colgroup><col /><col style={{ width: '14%' }} /><col style={{ width: '14%' }} /><col style={{ width: '24%' }} /></colgroup>
            <thead>
              <tr>
                <th scope="col">{t('reports.sheet.goodsHeads.name')}</th>
                <th scope="col" className="number">{t('reports.sheet.goodsHeads.orders')}</th>
                <th scope="col" className="number">{t('reports.sheet.goodsHeads.quantity')}</th>
                <th scope="col" className="number">{t('reports.sheet.goodsHeads.net')}</th>
              </tr>
            </thead>
            <tbody>
              {goods.slice(0, goodsOnPaper).map((one) => (
                <tr key={one.name}>
                  <td>{one.name}</td>
                  <td className="number">{one.orders}</td>
                  <td className="number">{numberText(Math.round(one.quantity * 100) / 100)}</td>
                  <td className="number">{one.netFen === null ? '' : yuan(one.netFen)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      {months.some((month) => month.orders > 0) && <MonthBars months={months} />}
    </>
  );
};

const MonthBars = ({ months }: Pick<Portrait, 'months'>) => {
  const most = Math.max(1, ...months.map(({ netFen }) => netFen));
  const money = moneyShort(months.reduce((sum, { netFen }) => sum + netFen, 0));
  return (
    <section>
      <h2>{t('portraits.months.title', { money })}</h2>
      <div className="month-bars" role="img" aria-label={t('portraits.months.text', { money })}>
        {months.map(({ month, netFen }) => (
          <div key={month}>
            {netFen > 0 && numberText(Math.round(netFen / 100))}
            <i style={{ height: `${(barHeight * Math.max(0, netFen)) / most}mm` }} />
            {t('app.time.month', { month: Number(month.slice(5)) })}
          </div>
        ))}
      </div>
    </section>
  );
};
