import type { Clock } from '../base/clock.ts';
import { nowOf } from '../base/clock.ts';
import { Refused } from '../base/errors.ts';
import type { JobContext } from '../base/dispatcher.ts';
import type { RunningOperation } from '../base/recorder.ts';
import type { CustomerDetail, CustomerFacts, CustomerFilter, CustomerRow, CustomerSort } from './contract.ts';
import type { CustomerRepository, CustomerWriter } from './repository.ts';
import type { Conflict } from './conflicts.rules.ts';
import { adopted } from './conflicts.rules.ts';
import type { Conflicts } from './conflicts.ts';
import { createConflicts } from './conflicts.ts';
import { createCustomFields } from './custom-fields.ts';
import { factsProblem, normalisePhone } from './rules.ts';
import type { CustomerImport } from './importing.ts';
import { createCustomerImport } from './importing.ts';
import type { Matcher } from './matching.ts';
import { createMatcher } from './matching.ts';
import type { PeopleIndex } from '../search/people-index.ts';
import { closesCircle } from '../referrals/rules.ts';
import type { z } from 'zod';

type Parts = {
  readonly people: Pick<PeopleIndex, 'matching'>;
  readonly read: CustomerRepository;
  /** the reading half on the writing connection: sees what the open transaction wrote */
  readonly inside: CustomerRepository;
  readonly write: CustomerWriter;
  readonly clock: Clock;
  /** rebuilds what is derived from customers and their orders */
  readonly rebuild: () => void;
};

type ListInput = z.output<typeof CustomerFilter> & { readonly sort: CustomerSort; readonly descending: boolean; readonly offset: number; readonly limit: number };

/** Sorted id lists that stay in memory until a row changes; enough for going back and forth between filters. */
const rememberedLists = 8;

export const createCustomers = ({ people, read, inside, write, clock, rebuild }: Parts) => {
  const lists = new Map<string, readonly number[]>();

  const sortedIds = (filter: Omit<z.output<typeof CustomerFilter>, 'search'>, sort: CustomerSort, descending: boolean): readonly number[] => {
    const key = JSON.stringify([filter.segment, filter.lifecycle, filter.valueTier, filter.village, filter.product, sort, descending]);
    const known = lists.get(key);
    if (known) return known;
    if (lists.size >= rememberedLists) lists.delete(lists.keys().next().value!);
    const ids = read.sortedIds(filter, sort, descending);
    lists.set(key, ids);
    return ids;
  };

  const matching = ({ search, ...filter }: z.output<typeof CustomerFilter>, sort: CustomerSort, descending: boolean): readonly number[] => {
    const ids = sortedIds(filter, sort, descending);
    if (search.trim() === '') return ids;
    const found = people.matching(search);
    const fits = new Uint8Array(found.reduce((highest, id) => Math.max(highest, id), 0) + 1);
    for (const id of found) fits[id] = 1;
    return ids.filter((id) => fits[id] === 1);
  };

  const customFields = createCustomFields({ read, inside, write });

  const checked = (facts: CustomerFacts, before: CustomerDetail | null): CustomerFacts => {
    const self = before?.id ?? null;
    const clean = { ...facts, phones: facts.phones.map((phone) => ({ ...phone, number: normalisePhone(phone.number) })) };
    const problem = factsProblem(clean);
    if (problem) throw new Refused(problem.code, problem.details);
    if (clean.referrerId !== null && (clean.referrerId === self || !inside.find(clean.referrerId))) throw new Refused('customers.referrer');
    // Only a new bond is asked: a circle that an old file brought must not keep the shop from writing down anything else.
    if (self !== null && clean.referrerId !== null && clean.referrerId !== before?.referrerId && closesCircle(self, clean.referrerId, inside.referrerOf))
      throw new Refused('customers.referrerCircle', { name: inside.find(clean.referrerId)?.name ?? '' });
    if (clean.relations.some(({ otherId }) => otherId === self || !inside.find(otherId))) throw new Refused('customers.relation');
    customFields.check(clean.custom, before?.custom ?? []);
    return clean;
  };

  const existing = (id: number): CustomerDetail => {
    const customer = inside.find(id);
    if (!customer) throw new Refused('customers.notFound');
    return customer;
  };

  return {
    /** Called after every commit that touched customers, orders or scores. */
    invalidate: (): void => {
      lists.clear();
    },
    list: ({ offset, limit, sort, descending, ...filter }: ListInput): { total: number; rows: CustomerRow[] } => {
      const ids = matching(filter, sort, descending);
      return { total: ids.length, rows: read.rows(ids.slice(offset, offset + limit)) };
    },
    /** A stretch of the list as numbers only. */
    idsBetween: ({ offset, limit, sort, descending, ...filter }: ListInput): number[] => matching(filter, sort, descending).slice(offset, offset + limit),
    /** Who passes the filter, in the list's usual order: a long export asks for the rows page by page. */
    ids: (filter: Partial<z.output<typeof CustomerFilter>>): readonly number[] => matching({ search: '', ...filter }, 'lastOrder', true),
    /** Everybody that passes the filter, in the list's usual order; for reports. */
    all: (filter: Partial<z.output<typeof CustomerFilter>>): CustomerRow[] => read.rows(matching({ search: '', ...filter }, 'lastOrder', true)),
    get: (id: number): CustomerDetail => {
      const customer = read.find(id);
      if (!customer) throw new Refused('customers.notFound');
      return customer;
    },
    find: read.find,
    places: read.places,
    brought: read.brought,
    customFields,
    photo: read.photo,
    setPhoto: (id: number, jpeg: string | null, operation: RunningOperation) => {
      operation.about(existing(id).name);
      write.putPhoto(id, jpeg);
      return { operationId: operation.id };
    },
    villages: read.villages,
    count: read.count,
    rows: read.rows,
    /** Who owns which key, as of the open transaction; one matcher serves one import. */
    matcher: async (conflicts: Conflicts, { breathe }: Pick<JobContext, 'breathe'>): Promise<Matcher> => {
      const matcher = createMatcher(inside, write, nowOf(clock), conflicts);
      for (const _ of matcher.load()) await breathe();
      return matcher;
    },
    importing: (conflicts: Conflicts): CustomerImport => createCustomerImport(inside, write, nowOf(clock), conflicts, customFields),
    conflicts: (): Conflicts => createConflicts(inside),
    /** Lets files have their way where the shop wrote something else; answers whose. */
    adopt: (conflicts: readonly Conflict[]): readonly CustomerDetail[] => {
      return [...new Set(conflicts.map(({ customerId }) => customerId))].flatMap((id) => {
        const before = inside.find(id);
        if (!before) return [];
        const after = conflicts.filter(({ customerId }) => customerId === id).reduce<CustomerFacts>((person, { field, theirs }) => adopted(person, field, theirs), before);
        write.put(id, before, after);
        return [before];
      });
    },
    create: (facts: CustomerFacts, operation: RunningOperation) => {
      const id = write.insert(checked(facts, null), nowOf(clock));
      operation.about(facts.name);
      rebuild();
      return { id, operationId: operation.id };
    },
    update: (id: number, facts: CustomerFacts, operation: RunningOperation) => {
      const before = existing(id);
      write.put(id, before, checked(facts, before));
      operation.about(before.name);
      rebuild();
      return { operationId: operation.id };
    },
    delete: (id: number, operation: RunningOperation) => {
      operation.about(existing(id).name);
      write.remove(id);
      rebuild();
      return { operationId: operation.id };
    },
  };
};
export type Customers = ReturnType<typeof createCustomers>;
