import { Button } from '@mantine/core';
import { IconFileSpreadsheet } from '@tabler/icons-react';
import { t } from '../i18n/texts.ts';
import { SolitaireButton } from '../solitaire/SolitaireButton.tsx';
import { Page } from '../ui/Page.tsx';
import { ImportButton } from './ImportButton.tsx';
import { backToList, chooseFolder, useImportQueue } from './import-queue.ts';
import { ImportHistory } from './ImportHistory.tsx';
import { LeftOut } from './LeftOut.tsx';
import { QueueSummary } from './QueueSummary.tsx';
import { RememberedMappings } from './RememberedMappings.tsx';
import { TableInHand } from './TableInHand.tsx';
import { Templates } from './Templates.tsx';

/** Nothing yet, one table in hand, or several in a list of which one may be looked at. */
export const ImportsPage = () => {
  const tables = useImportQueue((queue) => queue.tables);
  const open = useImportQueue((queue) => queue.open);
  const inHand = tables.length === 1 ? tables[0] : tables.find(({ file }) => file.token === open);
  if (tables.length > 1 && !inHand) return <QueueSummary />;
  const asks = inHand !== undefined && (tables.length > 1 || inHand.step.at !== 'done');
  return (
    <Page
      title={t('imports.title')}
      doings={asks ? undefined : (
        <>
          <SolitaireButton />
          <Button variant="default" onClick={() => void chooseFolder()}>{t('imports.chooseFolder')}</Button>
          <ImportButton label={t('imports.choose')} variant={inHand ? 'default' : 'filled'} />
        </>
      )}
    >
      {tables.length > 1 && <div><Button variant="default" onClick={backToList}>{t('imports.several.backToList', { n: tables.length })}</Button></div>}
      {tables.length <= 1 && <LeftOut />}
      {inHand ? <TableInHand key={inHand.file.token} table={inHand} /> : (
        <div className="panel empty">
          <IconFileSpreadsheet size={48} stroke={1.2} aria-hidden />
          <h2>{t('imports.drop')}</h2>
          <p className="soft" style={{ maxWidth: 560 }}>{t('imports.dropHint')}</p>
        </div>
      )}
      {!inHand && <Templates />}
      {(!inHand || (tables.length === 1 && inHand.step.at === 'done')) && <ImportHistory />}
      {!inHand && <RememberedMappings />}
    </Page>
  );
};
