import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { Link } from 'wouter';
import type { CustomerRow } from '../../core/customers/contract.ts';
import type { SegmentNews } from '../../core/segments/contract.ts';
import { core, failureFrom } from '../core.ts';
import { t } from '../i18n/texts.ts';
import { dayText, numberText } from '../ui/format.ts';
import { tellTrouble } from '../ui/undo.tsx';

/** Who came and who went since the last look on an earlier day. */
export const News = ({ id }: { readonly id: number }) => {
  const [news, setNews] = useState<SegmentNews | null>(null);
  const [open, setOpen] = useState(false);
  useEffect(() => {
    let gone = false;
    core.segments.look({ id }).then((answer) => !gone && setNews(answer), (error: unknown) => !gone && tellTrouble(failureFrom(error)));
    return () => {
      gone = true;
    };
  }, [id]);
  if (!news) return null;
  if (news.since === null) return <p className="soft small">{t('segments.news.first')}</p>;
  const day = dayText(news.since);
  if (news.added + news.lost === 0) return <p className="soft small">{t('segments.news.same', { day })}</p>;
  return (
    <div className="small">
      <span>
        {[t('segments.news.since', { day }), news.added > 0 && t('segments.news.added', { n: numberText(news.added) }), news.lost > 0 && t('segments.news.lost', { n: numberText(news.lost) }), news.gone > 0 && t('segments.news.gone', { n: numberText(news.gone) })]
          .filter((part) => part !== false).join('，')}
      </span>
      <Button variant="subtle" px={8} h={36} aria-expanded={open} onClick={() => setOpen(!open)}>{t('segments.news.show')}</Button>
      {open && <Names title={t('segments.news.addedList')} rows={news.addedRows} />}
      {open && <Names title={t('segments.news.lostList')} rows={news.lostRows} />}
    </div>
  );
};

const Names = ({ title, rows }: { readonly title: string; readonly rows: readonly CustomerRow[] }) =>
  rows.length === 0 ? null : <p>{title}：{rows.map((row, at) => <span key={row.id}>{at > 0 && '、'}<Link href={`/customers/${row.id}`}>{row.name}</Link></span>)}</p>;
