/**
 * The story of a person's file, told backwards: from the rows of today, each step's before-images are put in place, and
 * what the file said on both sides of a step is compared. Rows that were deleted and written anew under other numbers
 * thus count by what they say.
 */
import type { FieldChange, FieldValue, PersonChange } from './contract.ts';

export type Row = Readonly<Record<string, string | number | null>>;
/** A row of the file; `row` null: the step made it. */
export type Image = { readonly table: string; readonly id: number; readonly row: Row | null };
export type Logged = Image & { readonly operationId: number };

type View = ReadonlyMap<string, FieldValue>;

/** Columns that nobody wrote. */
const unwritten: ReadonlySet<string> = new Set(['id', 'uid', 'pinyin', 'created_at', 'position', 'customer_id']);

/** A birthday is one field, though it is kept in parts. */
export const fieldOf = (column: string): string => (column.startsWith('birthday_') ? 'birthday' : column);

/** What a row of the person's own table says, by field; what is empty is left out. */
const ownFields = (row: Row): readonly (readonly [string, FieldValue])[] => {
  const said = Object.entries(row).filter((entry): entry is [string, string | number] => entry[1] !== null && entry[1] !== '' && !unwritten.has(entry[0]));
  const plain = said.filter(([column]) => fieldOf(column) === column);
  return row['birthday_calendar'] === null || row['birthday_calendar'] === undefined ? plain
    : [...plain, ['birthday', Object.fromEntries(Object.entries(row).flatMap(([column, value]) => (fieldOf(column) === 'birthday' ? [[column.slice('birthday_'.length), value]] : [])))]];
};

/** What a row that belongs to the person says, unless `textOf` knows better. */
export const plainText = (row: Row): string => Object.entries(row).flatMap(([column, value]) => (value === null || unwritten.has(column) ? [] : [String(value)])).join(' ');

const viewOf = (personId: number, rows: ReadonlyMap<string, Image>, textOf: (table: string, row: Row) => string): View | null => {
  const own = rows.get(`customers ${personId}`)?.row;
  if (!own) return null;
  const view = new Map<string, FieldValue>(ownFields(own));
  const belonging = [...rows.values()].filter(({ table, row }) => table !== 'customers' && row?.['customer_id'] === personId)
    .toSorted((a, b) => Number(a.row?.['position'] ?? a.id) - Number(b.row?.['position'] ?? b.id));
  for (const { table, row } of belonging) view.set(table, [...((view.get(table) as readonly string[] | undefined) ?? []), textOf(table, row!)]);
  return view;
};

const difference = (before: View, after: View): readonly FieldChange[] =>
  [...new Set([...before.keys(), ...after.keys()])]
    .map((field) => ({ field, before: before.get(field) ?? null, after: after.get(field) ?? null }))
    .filter((change) => JSON.stringify(change.before) !== JSON.stringify(change.after));

export type Told = Pick<PersonChange, 'did'> & { readonly operationId: number; readonly fields: FieldChange[] };

/** Newest first. Steps that changed nothing one could read are left out. */
export const storyOf = (personId: number, today: readonly Image[], log: readonly Logged[], textOf: (table: string, row: Row) => string): readonly Told[] => {
  const rows = new Map(today.map((image) => [`${image.table} ${image.id}`, image]));
  const steps = new Map<number, Logged[]>();
  for (const image of log.toSorted((a, b) => b.operationId - a.operationId)) steps.set(image.operationId, [...(steps.get(image.operationId) ?? []), image]);
  let after = viewOf(personId, rows, textOf);
  return [...steps].flatMap(([operationId, images]): readonly Told[] => {
    for (const image of images) {
      if (image.row === null) rows.delete(`${image.table} ${image.id}`);
      else rows.set(`${image.table} ${image.id}`, image);
    }
    const before = viewOf(personId, rows, textOf);
    const now = after;
    after = before;
    if (before === null || now === null) return before === now ? [] : [{ operationId, did: before === null ? 'made' : 'removed', fields: [] }];
    const fields = [...difference(before, now)];
    return fields.length === 0 ? [] : [{ operationId, did: 'changed', fields }];
  });
};

/** Fields that a step changed in its records, for its title. `after` null: the row was taken away. */
export const fieldsChanged = (rows: readonly { readonly table: string; readonly belongs: boolean; readonly before: Row | null; readonly after: Row | null }[]): string[] =>
  [...new Set(rows.flatMap(({ table, belongs, before, after }) => {
    if (belongs) return [table];
    if (before === null || after === null) return [];
    return Object.keys(after).filter((column) => !unwritten.has(column) && before[column] !== after[column]).map(fieldOf);
  }))];
