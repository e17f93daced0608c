/** What the shop wrote by hand, known from the operation log: one look at it serves one import. */
import type { ConflictField, CustomerDetail } from './contract.ts';
import type { Conflict, Said } from './conflicts.rules.ts';
import { conflictsOf, fieldsByHand } from './conflicts.rules.ts';
import type { CustomerRepository } from './repository.ts';

export const createConflicts = (inside: CustomerRepository) => {
  const written = inside.writtenByHand();
  const found: Conflict[] = [];
  const typedOf = (id: number): ReadonlySet<ConflictField> => {
    const { steps, now } = inside.steps(id);
    const typed = new Set(fieldsByHand(steps, now));
    if (written.addresses.has(id)) typed.add('address');
    return typed;
  };
  return {
    found,
    /** Whether the shop took this number out of the person's file; then no file brings it back. */
    tookOut: (id: number, number: string): boolean => written.phonesTaken.get(id)?.has(number) ?? false,
    /** Notes what the file says otherwise than the shop wrote. Costs nothing for people whom only files told of. */
    compare: (person: CustomerDetail, said: Said, phones: readonly string[]): void => {
      if (!written.people.has(person.id)) return;
      found.push(...conflictsOf(person, said, typedOf(person.id)));
      const [back] = phones.filter((number) => written.phonesTaken.get(person.id)?.has(number));
      if (back !== undefined) found.push({ customerId: person.id, field: 'phone', theirs: back });
    },
  };
};
export type Conflicts = ReturnType<typeof createConflicts>;
