import { useEffect } from 'react';
import type { ReactNode } from 'react';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { useQuery } from '../ui/useQuery.ts';
import { LockScreen } from './LockScreen.tsx';
import { letIn, useCurtain } from './present.ts';
import { useAutoLock } from './useAutoLock.ts';

/** The shop, and before it the lock screen when somebody has to say who they are. What lies behind stays as it was left. */
export const Desk = ({ shopName, children }: { readonly shopName: string; readonly children: ReactNode }) => {
  const { data, failure } = useQuery('staff.state', undefined);
  const { drawn, lastHere } = useCurtain();
  const present = data?.present ?? null;
  const locked = data !== undefined && data.on && (drawn || present === null);
  useEffect(() => {
    if (present !== null && !drawn && lastHere === null) useCurtain.setState({ lastHere: present });
  }, [present, drawn, lastHere]);
  useAutoLock(data?.on === true && !locked ? data.locking.minutes : null);
  if (!data) return failure && <main className="first-start"><div className="inside"><ErrorNotice failure={failure} /></div></main>;
  return (
    <>
      {(!locked || lastHere !== null) && children}
      {locked && <LockScreen shopName={shopName} people={data.people} lastHere={lastHere} likelyId={lastHere?.id ?? data.lastId} onIn={letIn} />}
    </>
  );
};
