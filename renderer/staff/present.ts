import { create } from 'zustand';
import type { Client } from '../../core/base/client.ts';
import type { XiangkeContract } from '../../core/contract.ts';
import type { Member } from '../../core/staff/contract.ts';
import { may } from '../../core/staff/rights.rules.ts';
import { core } from '../core.ts';
import { forgetAnswers } from '../ui/answers.ts';
import { release } from '../ui/leaving.ts';
import { useQuery } from '../ui/useQuery.ts';

/** Drawn at once when it is locked; who was here last may have left something half written. */
export const useCurtain = create<{ readonly drawn: boolean; readonly lastHere: Member | null }>(() => ({ drawn: false, lastHere: null }));

export const lock = async (): Promise<void> => {
  useCurtain.setState({ drawn: true });
  await core.staff.lock(undefined);
};

/** The same person goes on where they were. For another one the window begins anew: nothing that it remembers is theirs. */
export const letIn = (member: Member): void => {
  const { lastHere } = useCurtain.getState();
  if (lastHere !== null && lastHere.id !== member.id) {
    release();
    return window.location.reload();
  }
  forgetAnswers();
  return useCurtain.setState({ drawn: false, lastHere: member });
};

type MethodName<C> = { [F in keyof C & string]: { [N in keyof C[F] & string]: `${F}.${N}` }[keyof C[F] & string] }[keyof C & string];

/** Whether whoever is here may ask for it. The core refuses it anyway; the window does not offer what it would refuse. */
export const useMay = (): ((method: MethodName<Client<XiangkeContract>>) => boolean) => {
  const { data } = useQuery('staff.state', undefined);
  return (method) => !data?.on || may(data.present, method);
};
