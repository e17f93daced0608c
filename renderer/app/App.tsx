import { Button, MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Router } from 'wouter';
import { native, useCoreState } from '../core.ts';
import { t } from '../i18n/texts.ts';
import { FirstStartPage } from '../settings/FirstStartPage.tsx';
import { useFirstStart } from '../settings/first-start.ts';
import { PracticeFillPage } from '../settings/PracticeFillPage.tsx';
import { RescuePage } from '../store/RescuePage.tsx';
import { useRescue } from '../store/rescue.ts';
import { Desk } from '../staff/Desk.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { watchComposition } from '../ui/ime.ts';
import { useGuardedLocation } from '../ui/leaving.ts';
import { useQuery } from '../ui/useQuery.ts';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { Frame } from './Frame.tsx';
import { cssVariables, theme } from './theme.ts';

export const App = () => {
  const { i18n } = useTranslation();
  useEffect(() => watchComposition(document), []);
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} forceColorScheme="light">
      <Notifications position="bottom-right" limit={3} />
      <ErrorBoundary>
        {/* oxlint-disable-next-line react/hooks -- wouter takes its location hook as a value */}
        <Router hook={useGuardedLocation} hrefs={(path) => `#${path}`}>
          <Start key={i18n.language} />
        </Router>
      </ErrorBoundary>
    </MantineProvider>
  );
};

/** Which of the faces: the book could not be opened, the first start, or the shop. */
const Start = () => {
  const { state, failure } = useCoreState();
  const settings = useQuery('settings.get', undefined);
  const restoring = useRescue((rescue) => rescue.source !== null);
  const choosing = useFirstStart((first) => first.choosing);
  const typeSize = settings.data?.typeSize;
  const shopName = settings.data?.shopName ?? null;
  useEffect(() => {
    // A book without a name has no size of its own yet: the letters stay as they are.
    if (typeSize !== undefined && shopName !== null) void native.setTypeSize(typeSize);
  }, [typeSize, shopName]);

  if (state === 'refused' || restoring) return <RescuePage failure={failure ?? { code: 'core.opening' }} />;
  if (state === 'stopped') {
    return <main className="first-start"><div className="inside"><ErrorNotice failure={failure ?? { code: 'core.restarted' }}><Button autoFocus onClick={() => void native.restart()}>{t('store.move.restart')}</Button></ErrorNotice></div></main>;
  }
  if (!settings.data) return settings.failure ? <main className="first-start"><div className="inside"><ErrorNotice failure={settings.failure} /></div></main> : null;
  if (settings.data.shopName === null && native.book() === 'practice') return <PracticeFillPage />;
  if (settings.data.shopName === null || choosing) return <FirstStartPage shopName={settings.data.shopName} />;
  return <Desk shopName={settings.data.shopName}><Frame /></Desk>;
};
