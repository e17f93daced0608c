import { Redirect, useLocation } from 'wouter';
import { t } from '../i18n/texts.ts';
import { Page } from '../ui/Page.tsx';
import { chooseBackup, useChosenBackup } from './chosen-backup.ts';
import { RestoreWalk } from './RestoreWalk.tsx';

export const RestorePage = () => {
  const source = useChosenBackup((one) => one.source);
  const [, navigate] = useLocation();
  const leave = (path: string) => {
    navigate(path);
    chooseBackup(null);
  };
  if (!source) return <Redirect to="/backups" />;
  return (
    <Page title={t('backups.restore.title')} parent="/backups">
      <RestoreWalk key={JSON.stringify(source)} source={source} onLeave={() => leave('/backups')} onDone={() => leave('/')} />
    </Page>
  );
};
