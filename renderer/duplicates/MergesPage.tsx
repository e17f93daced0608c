import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import type { Merge } from '../../core/duplicates/contract.ts';
import { core } from '../core.ts';
import { t } from '../i18n/texts.ts';
import { Empty } from '../ui/Empty.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { instantText } from '../ui/format.ts';
import { Page } from '../ui/Page.tsx';
import { usePages } from '../ui/usePages.ts';
import { VirtualTable } from '../ui/VirtualTable.tsx';
import type { Column } from '../ui/VirtualTable.tsx';
import { Unmerge } from './Unmerge.tsx';

const columnsNow = (): readonly Column<Merge>[] => [
  { key: 'kept', title: t('duplicates.merges.heads.kept'), cell: (merge) => <Link href={`/customers/${merge.keptId}`} title={merge.keptName}>{merge.keptName}</Link> },
  { key: 'dropped', title: t('duplicates.merges.heads.dropped'), cell: (merge) => merge.droppedName },
  { key: 'when', title: t('duplicates.merges.heads.when'), width: '190px', cell: (merge) => instantText(merge.mergedAt) },
  { key: 'state', title: t('duplicates.merges.heads.state'), width: '130px', number: true, cell: (merge) => (merge.standing ? <Unmerge merge={merge} low /> : t('duplicates.merges.apart')) },
];

/** Who was merged into whom, the latest first. */
export const MergesPage = () => {
  const [, navigate] = useLocation();
  const [active, setActive] = useState(0);
  const { total, head, failure, rowAt, need } = usePages<Merge, object>('duplicates', '', async (offset, limit) => {
    const { merges, ...rest } = await core.duplicates.merges({ offset, limit });
    return { ...rest, rows: merges };
  });
  const title = t('duplicates.merges.title');
  return (
    <Page full title={title} note={t('duplicates.merges.note')} parent="/quality/duplicates">
      {failure && <ErrorNotice failure={failure} />}
      {head && total === 0 && <Empty title={t('duplicates.merges.empty')} hint={t('duplicates.merges.emptyHint')} />}
      {total > 0 && (
        <VirtualTable label={title} columns={columnsNow()} total={total} rowAt={rowAt} need={need} active={active} onActive={setActive}
          onOpen={(merge) => navigate(`/customers/${merge.keptId}`)} weak={(merge) => !merge.standing} />
      )}
    </Page>
  );
};
