import type { Clock } from '../base/clock.ts';
import { todayOf } from '../base/clock.ts';
import { addDays } from '../base/dates.ts';
import type { JobContext } from '../base/dispatcher.ts';
import { Refused } from '../base/errors.ts';
import type { RunningOperation } from '../base/recorder.ts';
import type { CustomerRepository } from '../customers/repository.ts';
import type { Fault, FaultCode, FaultKey } from './contract.ts';
import { proposalOf } from './fixes.rules.ts';
import type { Decision, QualityRepository } from './repository.ts';
import type { FoundFault } from './rules.ts';
import { duplicatePoints, faultsOf, isRecent, kinds, laterDays, lostPoints, orderFaults, recentDays, scoreOf, sinceOf } from './rules.ts';

type Parts = {
  readonly read: QualityRepository;
  readonly write: QualityRepository;
  readonly people: CustomerRepository;
  /** the steps of the user, and whom they touched */
  readonly steps: { readonly lastOperationId: () => number; readonly touchedSince: (operationId: number) => readonly number[] | null };
  readonly pairs: () => number;
  readonly clock: Clock;
};

/** A command waits for at most so many people. */
const peopleInTurn = 2000;
const peopleAtOnce = 100;
/** So many are put off between two breaths. */
const handful = 500;
/** When more were touched, everybody is looked at. */
const mostTouched = 2000;

const keyOf = ({ code, customerId, orderId, about }: FaultKey): string => (orderId === null ? `${code} of ${customerId}: ${about}` : `${code} of order ${orderId}: ${about}`);

const untilOf = (choice: Decision, today: string): string | null => (choice === 'skip' ? null : addDays(today, choice === 'later' ? laterDays : recentDays));

export const createQuality = ({ read, write, people, steps, pairs, clock }: Parts) => {
  /** Looks at these people, inside a transaction for derived rows. */
  const look = async (ids: readonly number[], today: string, { breathe }: Pick<JobContext, 'breathe'>): Promise<void> => {
    const decided = new Set(write.decisions(today).map(keyOf));
    const isOpen = (customerId: number) => (fault: FoundFault): boolean => !decided.has(keyOf({ ...fault, customerId }));
    for (let from = 0; from < ids.length; from += peopleAtOnce) {
      for (const person of write.people(ids.slice(from, from + peopleAtOnce))) {
        const faults = faultsOf(person, today).filter(isOpen(person.id));
        for (const fault of faults) write.putFault(person.id, fault);
        if (isRecent(person, today)) write.putPerson(person.id, lostPoints(faults));
      }
      await breathe();
    }
  };

  const lookAtNobody = (today: string): void => {
    const decided = new Set(write.decisions(today).map(keyOf));
    write.forget(-1, 0);
    for (const fault of orderFaults(write.suspectsOfNobody(today), today)) if (!decided.has(keyOf({ ...fault, customerId: null }))) write.putFault(0, fault);
  };

  const lookAtEverybody = async (today: string, job: JobContext): Promise<void> => {
    for (let after = 0; ; ) {
      const ids = read.idsAfter(after, peopleInTurn);
      const last = ids.length < peopleInTurn ? Number.MAX_SAFE_INTEGER : ids.at(-1)!;
      await job.derive('quality', async () => {
        write.forget(after, last);
        await look(ids, today, job);
      });
      if (last === Number.MAX_SAFE_INTEGER) return;
      after = last;
    }
  };

  /** Whom the steps since the last look touched, and whether orders of nobody; null for everybody. */
  const waiting = (today: string): { readonly ids: readonly number[]; readonly ofNobody: boolean } | null => {
    const run = read.run();
    if (run?.asOf !== today) return null;
    const touched = steps.touchedSince(run.lastOperationId);
    if (touched === null) return null;
    const decided = read.ordersDecidedSince(run.lastOperationId);
    const ids = [...new Set([...touched, ...decided])].filter((id) => id !== 0);
    return ids.length > mostTouched ? null : { ids, ofNobody: decided.includes(0) || read.ordersTouchedSince(run.lastOperationId) };
  };

  const lookNow = async (job: JobContext): Promise<void> => {
    const today = todayOf(clock);
    const until = steps.lastOperationId();
    const some = waiting(today);
    if (some?.ids.length === 0 && !some.ofNobody) return;
    if (some === null) await lookAtEverybody(today, job);
    await job.derive('quality', async () => {
      for (const id of some?.ids ?? []) write.forget(id - 1, id);
      await look(some?.ids ?? [], today, job);
      if (some === null || some.ofNobody) lookAtNobody(today);
      write.finish(today, until);
    });
  };

  let turn: Promise<unknown> = Promise.resolve();

  const describe = (code: FaultCode, listed: ReturnType<QualityRepository['list']>): Fault[] => {
    const known = new Map(people.findAll([...new Set(listed.map(({ customerId }) => customerId))]).map((person) => [person.id, person]));
    return listed.flatMap(({ customerId, orderId, about, details }): Fault[] => {
      const person = known.get(customerId);
      if (!person && customerId !== 0) return [];
      return [{
        code, customerId: person?.id ?? null, orderId: orderId === 0 ? null : orderId, about, details: JSON.parse(details) as Fault['details'],
        name: person?.name ?? null, phone: person?.phones[0]?.number ?? null, village: person?.addresses.find(({ village }) => village !== null)?.village ?? null, lastOrderOn: person?.lastOrderOn ?? null,
        proposal: person ? proposalOf({ code, about }, person, read.receiversOf(person.id)) : null,
      }];
    });
  };

  return {
    /** In the background, one look after the other: whoever was touched, or everybody on a new day. */
    follow: (job: JobContext, begun: () => void): Promise<void> => {
      const work = turn.then(() => {
        begun();
        return lookNow(job);
      });
      turn = work.catch(() => undefined);
      return work;
    },
    isStale: (): boolean => {
      const some = waiting(todayOf(clock));
      return some === null || some.ids.length > 0 || some.ofNobody;
    },
    summary: () => {
      const today = todayOf(clock);
      const open = read.counts();
      const [all, twins] = [read.tally(), read.duplicateTally()];
      const run = read.run();
      return {
        score: run ? scoreOf(all.people, all.lost + twins.lost) : null,
        asOf: run?.asOf ?? null,
        since: sinceOf(today),
        people: all.people,
        faultless: all.faultless - twins.faultless,
        kinds: kinds.map((kind) => ({ ...kind, open: open.get(kind.code) ?? 0 })),
        duplicates: { pairs: pairs(), people: twins.people, points: duplicatePoints },
        later: read.countDecisions('later', today),
        skipped: read.countDecisions('skip', today),
      };
    },
    list: ({ code, offset, limit }: { readonly code: FaultCode; readonly offset: number; readonly limit: number }) =>
      ({ total: read.total(code), faults: describe(code, read.list(code, offset, limit)) }),
    decide: ({ choice, ...key }: FaultKey & { readonly choice: Decision }, operation: RunningOperation) => {
      const person = key.customerId === null ? undefined : people.find(key.customerId);
      if (key.orderId === null && !person) throw new Refused('customers.notFound');
      if (key.orderId !== null && !write.orderExists(key.orderId)) throw new Refused('orders.notFound');
      write.decide(key, choice, untilOf(choice, todayOf(clock)));
      const name = key.orderId === null ? person?.name : write.orderOwner(key.orderId);
      if (name) operation.about(name);
      return { operationId: operation.id };
    },
    putOff: ({ code }: Pick<FaultKey, 'code'>, job: JobContext) =>
      job.write('quality.putOff', async (operation) => {
        const keys = write.keysOf(code);
        const until = untilOf('later', todayOf(clock));
        for (const [index, key] of keys.entries()) {
          if (index % handful === 0) {
            job.progress('quality.writing', index, keys.length);
            await job.breathe();
          }
          write.decide(key, 'later', until);
        }
        operation.about(code);
        return { operationId: operation.id, faults: keys.length };
      }),
  };
};
export type Quality = ReturnType<typeof createQuality>;
