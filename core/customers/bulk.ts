/** What is done to many customers in one step. */
import type { JobContext } from '../base/dispatcher.ts';
import type { RunningOperation } from '../base/recorder.ts';
import type { Contacting } from '../privacy/contacting.ts';
import type { BulkRepository } from './bulk-repository.ts';
import type { AddressLabel, CustomerSelection } from './contract.ts';
import type { CustomerRepository, CustomerWriter } from './repository.ts';
import type { Customers } from './service.ts';

type Parts = {
  readonly read: BulkRepository;
  readonly write: BulkRepository;
  readonly people: CustomerRepository;
  readonly remove: CustomerWriter['remove'];
  /** letters go only to whom the shop may write */
  readonly mayContact: Contacting['among'];
  readonly customers: Pick<Customers, 'ids'>;
  readonly rebuild: () => void;
};

/** Between two handfuls others are answered, and a cancel is heard. */
const handful = 500;
const namesTold = 3;

const told = (names: readonly string[], of: number): string => names.join('、') + (of > names.length ? '…' : '');

export const createBulk = ({ read, write, people, remove, mayContact, customers, rebuild }: Parts) => {
  /** The people that are meant, in the list's usual order; those who are gone by now are left out. */
  const selected = (selection: CustomerSelection): readonly number[] => {
    if ('ids' in selection) return read.existing(selection.ids);
    const except = new Set(selection.except);
    return customers.ids(selection.filter).filter((id) => !except.has(id));
  };

  const inHandfuls = async (ids: readonly number[], { progress, breathe }: JobContext, work: (some: readonly number[]) => void): Promise<void> => {
    for (let at = 0; at < ids.length; at += handful) {
      progress('customers.writing', at, ids.length);
      work(ids.slice(at, at + handful));
      await breathe();
    }
    progress('customers.writing', ids.length, ids.length);
  };

  return {
    selected,
    tags: read.tags,
    labels: ({ selection, offset, limit }: { readonly selection: CustomerSelection; readonly offset: number; readonly limit: number }) => {
      const ids = selected(selection);
      const reachable = read.reachable(ids);
      const { ids: addressed, left } = mayContact(reachable);
      const rows = people.findAll(addressed.slice(offset, offset + limit))
        .map(({ id, name, phones, addresses }): AddressLabel => ({ id, name, phone: phones[0]?.number ?? null, address: addresses[0]! }));
      return { total: addressed.length, withoutAddress: ids.length - reachable.length, ...left, rows };
    },
    tagMany: ({ selection, add, remove: takenOff }: { readonly selection: CustomerSelection; readonly add: readonly string[]; readonly remove: readonly string[] }, job: JobContext) =>
      job.write('customers.tagMany', async (operation: RunningOperation) => {
        const ids = selected(selection);
        let changed = 0;
        await inHandfuls(ids, job, (some) => {
          for (const tag of takenOff) changed += write.takeOff(some, tag);
          for (const tag of add) changed += write.putOn(some, tag);
        });
        const marks = [...add.map((tag) => `+${tag}`), ...takenOff.map((tag) => `-${tag}`)].join(' ');
        operation.about(`${marks} ${told(write.names(ids.slice(0, namesTold)), ids.length)}`);
        return { operationId: operation.id, customers: ids.length, changed };
      }, { onlyNewRows: true }),
    deleteMany: ({ selection }: { readonly selection: CustomerSelection }, job: JobContext) =>
      job.write('customers.deleteMany', async (operation: RunningOperation) => {
        const ids = selected(selection);
        operation.about(told(write.names(ids.slice(0, namesTold)), ids.length));
        await inHandfuls(ids, job, (some) => some.forEach(remove));
        rebuild();
        return { operationId: operation.id, customers: ids.length };
      }),
  };
};
export type Bulk = ReturnType<typeof createBulk>;
