import { useState } from 'react';
import { useLocation } from 'wouter';
import { t } from '../i18n/texts.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { Page } from '../ui/Page.tsx';
import { useQuery } from '../ui/useQuery.ts';
import type { Choices } from './choices.ts';
import { PairButtons } from './PairButtons.tsx';
import { PairView } from './PairView.tsx';
import { usePairActions } from './usePairActions.ts';

/** Two people whom the user put side by side. */
export const PairPage = ({ leftId, rightId }: { readonly leftId: number; readonly rightId: number }) => {
  const [, navigate] = useLocation();
  const [choices, setChoices] = useState<Choices>({});
  const [over, setOver] = useState(false);
  const { data: pair, failure } = useQuery('duplicates.pair', over ? null : { leftId, rightId });
  const path = `/quality/duplicates/${leftId}/${rightId}`;
  const actions = usePairActions(over ? undefined : pair, choices, ({ keptId }) => {
    setOver(true);
    navigate(`/customers/${keptId}`, { replace: true });
  }, () => navigate(path, { replace: true }));
  const title = pair ? t('duplicates.pair.title', { left: pair.left.name, right: pair.right.name }) : t('duplicates.title');
  return (
    <Page title={title} parent={`/customers/${leftId}`} doings={pair && <PairButtons first="merge" onDecide={(one) => void actions.decide(one)} />}>
      {[failure, actions.failure].map((one, index) => one && <ErrorNotice key={index} failure={one} />)}
      {pair && <PairView pair={pair} household={false} choices={choices} onChoose={(field, side) => setChoices((before) => ({ ...before, [field]: side }))} />}
    </Page>
  );
};
