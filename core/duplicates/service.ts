import type { JobContext } from '../base/dispatcher.ts';
import { Refused } from '../base/errors.ts';
import type { RunningOperation } from '../base/recorder.ts';
import type { Address, CustomerDetail } from '../customers/contract.ts';
import type { CustomerRepository, CustomerWriter } from '../customers/repository.ts';
import { normalisePhone } from '../customers/rules.ts';
import type { LikelyPair, PairKind, PairOfIds } from './contract.ts';
import { PersonCard } from './contract.ts';
import { byWeight, evidenceOf, likelihoodOf } from './evidence.rules.ts';
import { findPairs, floor, personOf, readingOf } from './finding.ts';
import { namePartsOf } from './names.rules.ts';
import type { Person, Population } from './population.rules.ts';
import { countingPopulation, villageKey } from './population.rules.ts';
import type { DuplicateRepository } from './repository.ts';

type Parts = {
  readonly read: DuplicateRepository;
  readonly write: DuplicateRepository;
  readonly people: CustomerRepository;
  readonly inside: CustomerRepository;
  readonly relate: CustomerWriter['relate'];
};

export const cardOf = (person: CustomerDetail): PersonCard => PersonCard.parse(person);

/** When more than this share of the shop was touched, everybody is looked through. */
const mostTouched = 0.1;

export const createDuplicates = ({ read, write, people, inside, relate }: Parts) => {
  const cardsOf = (ids: readonly number[]): ReadonlyMap<number, PersonCard> => new Map(people.findAll([...new Set(ids)]).map((person) => [person.id, cardOf(person)]));

  const ordered = ({ leftId, rightId }: PairOfIds): PairOfIds => (leftId < rightId ? { leftId, rightId } : { leftId: rightId, rightId: leftId });

  const decide = (pair: PairOfIds, decision: 'notSame' | 'household', operation: RunningOperation): PairOfIds => {
    const { leftId, rightId } = ordered(pair);
    const [left, right] = [inside.find(leftId), inside.find(rightId)];
    if (!left || !right) throw new Refused('customers.notFound');
    if (leftId === rightId) throw new Refused('duplicates.samePerson');
    write.decide(leftId, rightId, decision);
    operation.about(`${left.name}、${right.name}`);
    return { leftId, rightId };
  };

  /** Finds for whom the steps since the last finding touched, or for everybody; the queue is replaced in one short transaction. */
  const find = async (everybody: boolean, job: JobContext): Promise<void> => {
    const until = read.lastOperationId();
    const since = everybody ? undefined : read.foundUntil();
    const touched = since === undefined ? null : read.touchedSince(since);
    if (touched?.length === 0) return;
    const some = touched !== null && touched.length <= read.count() * mostTouched + 1 ? touched : null;
    const found = await findPairs(read, some, job);
    await job.derive('duplicates', async () => {
      // A finding that began later and was quicker knew more.
      if ((read.foundUntil() ?? 0) > until) return;
      write.forget(some);
      for (const [index, pair] of found.entries()) {
        write.put(pair);
        if (index % 200 === 0) await job.breathe();
      }
      write.finish(until);
    });
  };

  const filePersonOf = (person: CustomerDetail): Person => personOf({ ...person, wechats: person.contacts.flatMap(({ kind, value }) => (kind === 'wechat' ? [value] : [])), household: [] });

  /** The shop's people, known by a few: everybody who shares a phone or a name is among them; of who shares a village only these few are. */
  const populationOf = (few: readonly Person[], strangers: number): Population => {
    const counting = countingPopulation();
    for (const person of few) counting.add(person);
    const among = counting.population();
    const places = few.slice(0, 1).flatMap((person) => person.places);
    const villages = new Map<string, number>(places.flatMap((place) => (place.village === null ? [] : [[villageKey(place), read.livingIn(place.village)] as const])));
    return { people: read.count() + strangers, sharing: (kind, value) => (kind === 'village' ? (villages.get(value) ?? among.sharing(kind, value)) : among.sharing(kind, value)) };
  };

  const totals = () => ({ duplicate: read.total('duplicate'), household: read.total('household') });

  return {
    list: ({ kind, offset, limit }: { readonly kind: PairKind; readonly offset: number; readonly limit: number }) => {
      const all = totals();
      const page = read.list(kind, offset, limit);
      const cards = cardsOf(page.flatMap(({ leftId, rightId }) => [leftId, rightId]));
      const pairs = page.flatMap((pair): LikelyPair[] => {
        const [left, right] = [cards.get(pair.leftId), cards.get(pair.rightId)];
        return left && right ? [{ ...pair, kind, left, right }] : [];
      });
      return { total: all[kind], totals: all, pairs };
    },
    find: async (_: object, job: JobContext) => {
      await find(true, job);
      const { duplicate, household } = totals();
      return { pairs: duplicate, households: household };
    },
    /** The same in the background, for those who were touched. */
    follow: (job: JobContext, begun: () => void): Promise<void> => {
      begun();
      return find(false, job);
    },
    /** True when somebody was touched since the stored finding, or when there is none. */
    isStale: (): boolean => {
      const since = read.foundUntil();
      return since === undefined ? read.count() > 0 : read.touchedSince(since)?.length !== 0;
    },
    /** Whom somebody that is being typed may be: who shares the phone, the name, or whatever makes it likely. */
    check: ({ name, phones, addresses }: { readonly name: string; readonly phones: readonly string[]; readonly addresses: readonly Address[] }) => {
      const numbers = phones.map(normalisePhone).filter((number) => number.length >= 5);
      const parts = namePartsOf(name);
      const typed = personOf({ id: 0, name, gender: null, birthday: null, phones: numbers.map((number) => ({ number })), addresses, identities: [], wechats: [], household: [] });
      const candidates = people.findAll(read.alike(numbers, name.trim(), readingOf(parts.simple))).map((person) => ({ card: cardOf(person), person: filePersonOf(person) }));
      const population = populationOf([typed, ...candidates.map(({ person }) => person)], 1);
      return candidates
        .map(({ card, person }) => {
          const reasons = evidenceOf(typed, person, population);
          return { card, reasons: byWeight(reasons), likelihood: likelihoodOf(reasons, population) };
        })
        .filter(({ likelihood, reasons }) => likelihood >= floor || reasons.some(({ code }) => code === 'phoneSame' || code === 'nameSame' || code === 'nameVariant'))
        .toSorted((a, b) => b.likelihood - a.likelihood)
        .slice(0, 5);
    },
    /** Any two people side by side, in the queue or not. */
    judge: ({ leftId, rightId }: PairOfIds): Pick<LikelyPair, 'left' | 'right' | 'likelihood' | 'reasons'> => {
      const two = [leftId, rightId].map((id) => {
        const person = people.find(id);
        if (!person) throw new Refused('customers.notFound');
        return person;
      });
      const alike = two.flatMap(({ name, phones }) => read.alike(phones.map(({ number }) => normalisePhone(number)), name, readingOf(namePartsOf(name).simple)));
      const others = people.findAll([...new Set(alike)].filter((id) => id !== leftId && id !== rightId)).map(filePersonOf);
      const [left, right] = two.map(filePersonOf) as [Person, Person];
      const population = populationOf([left, right, ...others], 0);
      const reasons = evidenceOf(left, right, population);
      return { left: cardOf(two[0]!), right: cardOf(two[1]!), likelihood: likelihoodOf(reasons, population), reasons: byWeight(reasons) };
    },
    notSame: (pair: PairOfIds, operation: RunningOperation) => {
      decide(pair, 'notSame', operation);
      return { operationId: operation.id };
    },
    household: (pair: PairOfIds, operation: RunningOperation) => {
      const { leftId, rightId } = decide(pair, 'household', operation);
      relate(leftId, rightId, 'household');
      return { operationId: operation.id };
    },
  };
};
export type Duplicates = ReturnType<typeof createDuplicates>;
