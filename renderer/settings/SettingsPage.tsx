import { Button, SegmentedControl, Switch, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import { useLocation } from 'wouter';
import type { Failure } from '../../core/base/protocol.ts';
import type { Settings } from '../../core/settings/contract.ts';
import { core, failureFrom, native } from '../core.ts';
import { t } from '../i18n/texts.ts';
import { StorePlace } from '../store/StorePlace.tsx';
import { useMay } from '../staff/present.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { isOwnKey } from '../ui/ime.ts';
import { Page } from '../ui/Page.tsx';
import { toggleMask, usePreferences } from '../ui/preferences.ts';
import { offerUndo } from '../ui/undo.tsx';
import { useQuery } from '../ui/useQuery.ts';
import { openPractice } from './practice-book.ts';

export const SettingsPage = () => {
  const { data, failure } = useQuery('settings.get', undefined);
  const [refusal, setRefusal] = useState<Failure | null>(null);
  const masked = usePreferences((one) => one.masked);
  const [, navigate] = useLocation();
  const may = useMay();
  const owner = may('settings.update');
  const { version, standIn } = native.runtime();

  const update = async (change: Partial<Settings>, said: string) => {
    setRefusal(null);
    try {
      const { operationId } = await core.settings.update(change);
      offerUndo(said, operationId);
    } catch (error) {
      setRefusal(failureFrom(error));
    }
  };

  return (
    <Page title={t('settings.title')}>
      {failure && <ErrorNotice failure={failure} />}
      {refusal && <ErrorNotice failure={refusal} />}
      {data && (
        <div style={{ display: 'flex', flexDirection: 'column', gap: 16, maxWidth: 760 }}>
          {owner && <ShopName key={data.shopName} shopName={data.shopName ?? ''} onSave={(shopName) => void update({ shopName }, t('settings.shopNameSaved'))} />}
          {owner && <Part title={t('settings.typeSize')}>
            <SegmentedControl
              aria-label={t('settings.typeSize')}
              size="md"
              value={String(data.typeSize)}
              data={([100, 125, 150] as const).map((size) => ({ value: String(size), label: `${t(`settings.typeSizes.${size}`)} ${size}%` }))}
              onChange={(value) => {
                const typeSize = ([100, 125, 150] as const).find((size) => String(size) === value);
                if (typeSize !== undefined) void update({ typeSize }, t('settings.typeSizeSaved'));
              }}
            />
          </Part>}
          <Part title={t('settings.mask')} hint={t('settings.maskHint')}>
            <Switch size="md" label={t('settings.mask')} checked={masked} onChange={toggleMask} />
          </Part>
          {owner && <Part title={t('staff.title')} hint={t('staff.part')}><Button variant="default" onClick={() => navigate('/settings/staff')}>{t('staff.open')}</Button></Part>}
          {owner && <Part title={t('customers.own.title')} hint={t('customers.own.hint')}><Button variant="default" onClick={() => navigate('/settings/customer-fields')}>{t('customers.own.open')}</Button></Part>}
          <Part title={t('analyses.title')} hint={t('analyses.openHint')}><Button variant="default" onClick={() => navigate('/segments/methods')}>{t('analyses.open')}</Button></Part>
          <Part title={t('settings.dataFolder')} hint={t('settings.dataFolderHint')}><StorePlace /></Part>
          <Part title={t('privacy.title')} hint={t('privacy.hint')}><Button variant="default" onClick={() => navigate('/settings/privacy')}>{t('privacy.open')}</Button></Part>
          <Part title={t('settings.practice')} hint={t('settings.practiceHint')}>
            {native.book() === 'practice'
              ? <Button variant="default" onClick={() => void native.openBook('shop')}>{t('settings.openShop')}</Button>
              : <Button variant="default" onClick={() => openPractice(data.typeSize)}>{t('settings.openPractice')}</Button>}
          </Part>
          <Part title={t('settings.about')} hint={t('settings.licences')}>
            <p>{t('app.name')} {t('settings.version', { version })}</p>
            {standIn && <p className="mark look" style={{ whiteSpace: 'normal' }}>{t('settings.standIn')}</p>}
          </Part>
        </div>
      )}
    </Page>
  );
};

const Part = ({ title, hint, children }: { readonly title: string; readonly hint?: string; readonly children: ReactNode }) => (
  <section className="panel" aria-label={title}>
    <h2>{title}</h2>
    {hint !== undefined && <p className="soft">{hint}</p>}
    <div style={{ marginTop: 12 }}>{children}</div>
  </section>
);

const ShopName = ({ shopName, onSave }: { readonly shopName: string; readonly onSave: (name: string) => void }) => {
  const [name, setName] = useState(shopName);
  const [error, setError] = useState<string | null>(null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() === '') return setError(t('settings.shopNameNeeded'));
    return onSave(name.trim());
  };
  return (
    <Part title={t('settings.shopName')} hint={t('settings.shopNameHint')}>
      <form className="side-by-side" onSubmit={submit} onKeyDown={(event) => { if (event.key === 'Enter' && !isOwnKey(event, 'Enter')) event.preventDefault(); }}>
        <TextInput aria-label={t('settings.shopName')} value={name} error={error} maxLength={30} w={320} onChange={(event) => { setName(event.currentTarget.value); setError(null); }} />
        <Button type="submit" variant="default" h={42} disabled={name.trim() === shopName}>{t('settings.saveShopName')}</Button>
      </form>
    </Part>
  );
};
