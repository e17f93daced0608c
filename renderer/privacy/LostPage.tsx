import { t } from '../i18n/texts.ts';
import { PaperHead, PaperPage } from '../reports/PaperPage.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { fullDay, numberText } from '../ui/format.ts';
import { Page } from '../ui/Page.tsx';
import { useQuery } from '../ui/useQuery.ts';

const kinds = ['phones', 'addresses', 'accounts', 'birthdays', 'notes', 'credit', 'photos', 'dealings'] as const;

/** To be printed before anything happens: what was on the laptop, what to do, and what to tell the people. */
export const LostPage = () => {
  const { data, failure } = useQuery('privacy.holdings', undefined);
  const title = t('privacy.lost.title');
  if (!data) return <Page title={title} parent="/settings/privacy">{failure && <ErrorNotice failure={failure} />}</Page>;
  const held = kinds.filter((kind) => data.kinds[kind] > 0);
  const gaps = { shop: data.shopName, kinds: held.map((kind) => t(`privacy.lost.kinds.${kind}`)).join('、') };
  return (
    <PaperPage title={title} fileName={title} parent="/settings/privacy" holds={null}>
      <PaperHead title={t('privacy.lost.paper')} shopName={data.shopName} day={fullDay(data.day)} />
      <p><strong>{t('privacy.lost.on', { shop: data.shopName, day: fullDay(data.day), people: numberText(data.people), orders: numberText(data.orders), deleted: numberText(data.deleted) })}</strong></p>
      <table aria-label={t('privacy.lost.heads.what')}>
        <thead><tr><th scope="col">{t('privacy.lost.heads.what')}</th><th scope="col" className="number">{t('privacy.lost.heads.people')}</th></tr></thead>
        <tbody>{held.map((kind) => <tr key={kind}><td>{t(`privacy.lost.kinds.${kind}`)}</td><td className="number">{t('app.counts.people', { n: numberText(data.kinds[kind]) })}</td></tr>)}</tbody>
      </table>
      <h2>{t('privacy.lost.doTitle')}</h2>
      <ol>{t('privacy.lost.doings', { returnObjects: true }).map((doing) => <li key={doing}>{doing}</li>)}</ol>
      <h2>{t('privacy.lost.noticeTitle')}</h2>
      {t('privacy.lost.notice', { returnObjects: true, ...gaps }).map((line) => <p key={line}>{line}</p>)}
    </PaperPage>
  );
};
