import type { TimelineSource } from '../timeline/source.ts';
import { storyOf } from './changes.rules.ts';
import type { FieldChange, PersonChange } from './contract.ts';
import type { PersonRepository } from './person-repository.ts';

/** What came with a table is told as its import, not as somebody's change. */
const isImport = ({ title }: PersonChange): boolean => /^(?:imports|solitaire|practice)\./.test(title);

export const createPersonHistory = (read: PersonRepository) => {
  const named = (change: FieldChange): FieldChange =>
    change.field === 'referrer_id' ? { field: change.field, before: nameIn(change.before), after: nameIn(change.after) } : change;
  const nameIn = (value: FieldChange['before']) => (typeof value === 'number' ? read.nameOfPerson(value) : null);

  /** Newest first. */
  const changesOf = (customerId: number): readonly PersonChange[] => {
    const { today, log } = read.fileOf(customerId);
    const story = new Map(storyOf(customerId, today, log, read.textOf).map((told) => [told.operationId, told]));
    return read.stepsOf([...story.keys()]).map((step) => {
      const { did, fields } = story.get(step.id)!;
      return { ...step, did, fields: fields.map(named) };
    });
  };

  const source: TimelineSource = {
    kinds: ['change', 'import'],
    count: (customerId) => {
      const changes = changesOf(customerId);
      const imports = changes.filter(isImport).length;
      return { change: changes.length - imports, import: imports };
    },
    list: ({ customerId, kinds, before, limit }) =>
      changesOf(customerId)
        .map((change) => ({ kind: isImport(change) ? ('import' as const) : ('change' as const), id: change.id, at: change.doneAt, text: '', channel: null, amountFen: null, state: null, change }))
        .toSorted((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : b.id - a.id))
        .filter(({ kind, at, id }) => kinds.includes(kind) && (before === null || at < before.at || (at === before.at && id < before.id)))
        .slice(0, limit),
  };

  return {
    source,
    page: (customerId: number, offset: number, limit: number) => {
      const changes = changesOf(customerId);
      return { total: changes.length, rows: changes.slice(offset, offset + limit) };
    },
  };
};
export type PersonHistory = ReturnType<typeof createPersonHistory>;
