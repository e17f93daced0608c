import { Button } from '@mantine/core';
import { useWork } from '../ui/useWork.tsx';
import { core, native } from '../core.ts';
import { t } from '../i18n/texts.ts';
import { Facts } from '../ui/Facts.tsx';
import { dayText, sizeText } from '../ui/format.ts';
import { tell } from '../ui/undo.tsx';
import { useQuery } from '../ui/useQuery.ts';

/** Where the data are, how big they are, and when they were last looked through. */
export const StorePlace = () => {
  const { data } = useQuery('store.health', undefined);
  const { run, notice, working } = useWork();
  const check = async () => {
    if (await run(t('store.place.checking'), (options) => core.store.check(undefined, options))) tell(t('store.place.sound'));
  };
  return (
    <div style={{ display: 'flex', flexDirection: 'column', gap: 12 }}>
      <p><code style={{ userSelect: 'all', overflowWrap: 'anywhere' }}>{native.dataFolder()}</code></p>
      {data && (
        <Facts
          facts={[
            [t('store.place.size'), data.bytes !== null && sizeText(data.bytes)],
            [t('store.place.free'), data.freeBytes !== null && sizeText(data.freeBytes)],
            [t('store.place.checked'), data.checkedOn === null ? t('store.place.never') : dayText(data.checkedOn)],
          ]}
        />
      )}
      {notice}
      <p className="soft">{t('store.place.careful')}</p>
      <div className="side-by-side">
        <Button variant="default" onClick={() => void native.openDataFolder()}>{t('store.place.open')}</Button>
        <Button variant="default" disabled={working} onClick={() => void check()}>{t('store.place.checkNow')}</Button>
      </div>
    </div>
  );
};
