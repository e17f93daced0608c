import { Button } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useEffect, useLayoutEffect, useRef } from 'react';
import type { ComponentType, RefObject } from 'react';
import { IconAddressBook, IconChartBar, IconChecklist, IconClipboardList, IconCircleCheck, IconDeviceFloppy, IconFileImport, IconHistory, IconHourglass, IconSettings, IconSun, IconUsersGroup } from '@tabler/icons-react';
import { Link, useLocation } from 'wouter';
import { DriveAsk } from '../backups/DriveAsk.tsx';
import { LastBackup } from '../backups/LastBackup.tsx';
import { native, useCoreState } from '../core.ts';
import { t } from '../i18n/texts.ts';
import { UndoDialog } from '../history/UndoDialog.tsx';
import { DropVeil } from '../imports/DropVeil.tsx';
import { FindField } from '../search/FindField.tsx';
import { AtTheDesk } from '../staff/AtTheDesk.tsx';
import { useMay } from '../staff/present.ts';
import { whenFree } from '../ui/leaving.ts';
import { toggleMask, usePreferences } from '../ui/preferences.ts';
import { countVisit } from '../ui/useBack.ts';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { Pages } from './Pages.tsx';

type Icon = ComponentType<{ readonly size?: number; readonly stroke?: number }>;
const places: readonly (readonly [path: string, name: 'today' | 'customers' | 'orders' | 'segments' | 'reports' | 'imports' | 'quality', Icon])[] = [
  ['/', 'today', IconSun],
  ['/customers', 'customers', IconAddressBook],
  ['/orders', 'orders', IconClipboardList],
  ['/segments', 'segments', IconUsersGroup],
  ['/reports', 'reports', IconChartBar],
  ['/imports', 'imports', IconFileImport],
  ['/quality', 'quality', IconChecklist],
];
const laterPlaces: readonly (readonly [path: string, name: 'history' | 'backups' | 'settings', Icon])[] = [
  ['/history', 'history', IconHistory],
  ['/backups', 'backups', IconDeviceFloppy],
  ['/settings', 'settings', IconSettings],
];

export const Frame = () => {
  const [location] = useLocation();
  const main = useReturningScroll(location);
  useHotkeys([['F8', toggleMask]], []);

  const may = useMay();
  const isHere = (path: string) => (path === '/' ? location === '/' : location === path || location.startsWith(`${path}/`));
  const entry = ([path, name, Icon]: (typeof places)[number] | (typeof laterPlaces)[number]) => (
    <Link key={path} href={path} aria-current={isHere(path) ? 'page' : undefined}><Icon size={20} stroke={1.6} />{t(`app.nav.${name}`)}</Link>
  );

  return (
    <div className="frame">
      <div className="frame-name">{t('app.name')}</div>
      <header className="frame-top">
        <FindField />
        <State />
      </header>
      <nav className="frame-nav" aria-label={t('app.nav.label')}>
        {places.map(entry)}
        <div className="later">{laterPlaces.filter(([, name]) => name !== 'backups' || may('backups.list')).map(entry)}</div>
      </nav>
      <main className="frame-main" ref={main}>
        {native.book() === 'practice' && (
          <div className="banner" role="note">
            <span>{t('app.state.practice')}</span>
            <Button variant="default" onClick={() => whenFree(() => void native.openBook('shop'))}>{t('app.state.backToShop')}</Button>
          </div>
        )}
        <DriveAsk />
        <ErrorBoundary key={location}><Pages /></ErrorBoundary>
      </main>
      <DropVeil />
      <UndoDialog />
    </div>
  );
};

/** A page that is left and returned to by Back stands where it stood; every other page begins at its top. */
const useReturningScroll = (location: string): RefObject<HTMLElement | null> => {
  const main = useRef<HTMLElement>(null);
  const before = useRef(location);
  const returning = useRef(false);
  const tops = useRef(new Map<string, number>());
  useEffect(() => {
    const element = main.current;
    const onPopState = () => {
      returning.current = true;
    };
    const onScroll = () => void tops.current.set(before.current, element?.scrollTop ?? 0);
    window.addEventListener('popstate', onPopState);
    element?.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      window.removeEventListener('popstate', onPopState);
      element?.removeEventListener('scroll', onScroll);
    };
  }, []);
  useLayoutEffect(() => {
    if (before.current === location) return;
    before.current = location;
    countVisit();
    if (main.current) main.current.scrollTop = returning.current ? (tops.current.get(location) ?? 0) : 0;
    returning.current = false;
  }, [location]);
  return main;
};

const State = () => {
  const { state, writing } = useCoreState();
  const masked = usePreferences((one) => one.masked);
  const saved = state === 'ready' && writing === 0;
  return (
    <div className="frame-state">
      {masked && <span className="mark look">{t('app.state.hidden')}</span>}
      <span role="status" aria-live="polite" style={{ display: 'inline-flex', gap: 6, alignItems: 'center' }}>
        {saved ? <IconCircleCheck size={18} color="var(--x-green)" aria-hidden /> : <IconHourglass size={18} aria-hidden />}
        {state === 'restarting' ? t('app.state.restarting') : saved ? t('app.state.saved') : t('app.state.saving')}
      </span>
      <LastBackup />
      <AtTheDesk />
    </div>
  );
};
