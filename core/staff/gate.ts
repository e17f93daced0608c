import type { Contract } from '../base/contract.ts';
import type { Gate } from '../base/dispatcher.ts';
import { Refused } from '../base/errors.ts';
import type { Disclosure } from './contract.ts';
import type { Present } from './desk.ts';
import { disclosureOf } from './disclosures.rules.ts';
import { marksOf, maskedBy } from './masking.rules.ts';
import { may } from './rights.rules.ts';

type Parts = {
  readonly contract: Contract;
  readonly present: () => Present;
  readonly note: (disclosure: Disclosure, staffId: number | null) => Promise<void>;
};

const inFull = <T>(said: T): T => said;

/** Stands before every method of a contract: lets in by the table of rights, masks what a clerk gets, writes down what leaves. */
export const createGate = ({ contract, present, note }: Parts): Gate => {
  const masks = new Map<string, <T>(said: T) => T>();
  const maskOf = (method: string): (<T>(said: T) => T) => {
    const [feature = '', name = ''] = method.split('.');
    const mask = masks.get(method) ?? maskedBy(marksOf(contract[feature]![name]!.output));
    masks.set(method, mask);
    return mask;
  };
  return (method) => {
    const { on, member } = present();
    if (on && !may(member, method)) throw new Refused(member === null ? 'staff.locked' : 'staff.notAllowed');
    const staffId = member?.id ?? null;
    return {
      staffId,
      shown: on && member?.role !== 'owner' ? maskOf(method) : inFull,
      took: async (input, output) => {
        const disclosure = disclosureOf(method, input, output);
        if (disclosure) await note(disclosure, staffId);
      },
    };
  };
};
