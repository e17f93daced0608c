/** The columns that the shop adds to its customers' files. */
import { isDay } from '../base/dates.ts';
import { Refused } from '../base/errors.ts';
import type { RunningOperation } from '../base/recorder.ts';
import type { CustomerFacts, CustomField, CustomFieldFacts } from './contract.ts';
import type { CustomerRepository, CustomerWriter } from './repository.ts';

type Parts = { readonly read: CustomerRepository; readonly inside: CustomerRepository; readonly write: CustomerWriter };

const holds = ({ kind, choices }: CustomField, value: string): boolean =>
  kind === 'number' ? /^-?\d+(\.\d+)?$/.test(value) : kind === 'date' ? isDay(value) : kind === 'choice' ? choices.includes(value) : true;

export const createCustomFields = ({ read, inside, write }: Parts) => ({
  list: read.customFields,
  /** Refuses a value that its column does not take. What stands there already may stay, also after the column was changed. */
  check: (values: CustomerFacts['custom'], before: CustomerFacts['custom']): void => {
    const fields = inside.customFields();
    for (const { fieldId, value } of values) {
      const field = fields.find(({ id }) => id === fieldId);
      if (!field) throw new Refused('customers.customFieldGone');
      const unchanged = before.some((one) => one.fieldId === fieldId && one.value === value);
      if (!unchanged && !holds(field, value)) throw new Refused('customers.customValue', { name: field.name, value });
    }
  },
  save: (id: number | null, facts: CustomFieldFacts, operation: RunningOperation) => {
    const field = { ...facts, choices: facts.kind === 'choice' ? [...new Set(facts.choices)] : [] };
    if (field.kind === 'choice' && field.choices.length === 0) throw new Refused('customers.customFieldChoices');
    const namesake = inside.customFieldNamed(field.name);
    if (namesake && namesake.id !== id) throw new Refused('customers.customFieldTwice', { name: field.name });
    if (id !== null && !inside.customFields().some((known) => known.id === id)) throw new Refused('customers.customFieldGone');
    operation.about(field.name);
    if (id === null) return { id: write.addField(field), operationId: operation.id };
    write.putField(id, field);
    return { id, operationId: operation.id };
  },
  remove: (id: number, operation: RunningOperation) => {
    const field = inside.customFields().find((known) => known.id === id);
    if (!field) throw new Refused('customers.customFieldGone');
    operation.about(field.name);
    return { customers: write.removeField(id), operationId: operation.id };
  },
  /** The column of that name for a value from a file: made when there is none, a choice it does not know added. */
  forImport: (name: string, kind: CustomField['kind'], value: string): number => {
    const known = inside.customFieldNamed(name);
    if (!known) return write.addField({ name, kind, choices: kind === 'choice' ? [value] : [] });
    if (known.kind === 'choice' && !known.choices.includes(value)) write.putField(known.id, { ...known, choices: [...known.choices, value] });
    return known.id;
  },
});
export type CustomFields = ReturnType<typeof createCustomFields>;
