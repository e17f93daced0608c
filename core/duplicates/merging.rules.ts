/** What two files of one person say differently, which value is better, and what stands after a merge and after its end. */
import type { Image } from '../customers/children.rules.ts';
import { comparableName } from '../customers/rules.ts';
import type { Difference, DifferenceValue } from './contract.ts';
import type { Take, Took } from './uniting.rules.ts';

/** Columns that say one thing together. */
const groups: Readonly<Record<string, readonly string[]>> = {
  name: ['name', 'pinyin'],
  birthday: ['birthday_calendar', 'birthday_year', 'birthday_month', 'birthday_day', 'birthday_leap_month'],
  consent: ['consent', 'consent_on', 'consent_way'],
};
/** Who the person is in the file; nobody chooses it. */
const own = ['id', 'uid'];
const camel = (column: string): string => column.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

export type Field = { readonly name: string; readonly columns: readonly string[] };

/** The facts that a customer's row holds, as the schema has them by now. */
export const fieldsOf = (columns: readonly string[]): readonly Field[] => [
  ...Object.entries(groups).map(([name, group]) => ({ name, columns: group.filter((column) => columns.includes(column)) })),
  ...columns.filter((column) => !own.includes(column) && !Object.values(groups).flat().includes(column)).map((column) => ({ name: camel(column), columns: [column] })),
];

/** Texts that may stand one below the other, and how long they may be. */
const textLimits: Readonly<Record<string, number>> = { note: 2000, wish: 200, hobbies: 200 };

const same = (a: Image, b: Image, { columns }: Field): boolean => columns.every((column) => (a[column] ?? null) === (b[column] ?? null));

/** What is known of a side beyond its row. */
export type Known = {
  readonly image: Image;
  /** fields that the shop wrote itself */
  readonly typed: ReadonlySet<string>;
  /** the name was made up from a key */
  readonly placeholder: boolean;
  readonly lastOrderOn: string | null;
};

/** How much a value tells; 0 is what a file says of everybody. */
const fullness = (field: Field, { image, placeholder }: Known): number => {
  const values = field.columns.map((column) => image[column] ?? null);
  const [first] = values;
  switch (field.name) {
    case 'name':
      return placeholder || comparableName(String(first)) === null ? 0 : String(first).length;
    case 'kind':
      return first === 'consumer' ? 0 : 1;
    case 'consent':
      return first === 'unknown' ? 0 : 1;
    case 'birthday':
      return first === null ? 0 : values.filter((value) => value !== null).length;
    default:
      return values.reduce<number>((sum, value) => sum + (value === null || value === 0 || value === '' ? 0 : typeof value === 'string' ? value.length : 1), 0);
  }
};

/** A wish to be left alone and the earlier beginning always hold; of two answers about consent the later one, a refusal before an undated yes. */
const settled = (field: Field, left: Image, right: Image): Take | null => {
  if (field.name === 'doNotDisturb') return Number(left['do_not_disturb']) >= Number(right['do_not_disturb']) ? 'keep' : 'drop';
  if (field.name === 'createdAt') return String(left['created_at']) <= String(right['created_at']) ? 'keep' : 'drop';
  if (field.name !== 'consent' || left['consent'] === 'unknown' || right['consent'] === 'unknown') return null;
  const [ours, theirs] = [left['consent_on'], right['consent_on']];
  if (ours && theirs && ours !== theirs) return String(ours) > String(theirs) ? 'keep' : 'drop';
  return right['consent'] === 'refused' && left['consent'] !== 'refused' ? 'drop' : 'keep';
};

const isInside = (part: unknown, whole: unknown): boolean => String(whole).includes(String(part));

/** The better value: what the shop typed, then what tells more, then who was here last. */
export const betterOf = (field: Field, kept: Known, dropped: Known): Take => {
  const must = settled(field, kept.image, dropped.image);
  if (must !== null) return must;
  const [ours, theirs] = [fullness(field, kept), fullness(field, dropped)];
  if (ours === 0 || theirs === 0) return theirs > 0 ? 'drop' : 'keep';
  const [column = ''] = field.columns;
  const limit = textLimits[field.name];
  if (limit !== undefined) {
    const [a, b] = [kept.image[column], dropped.image[column]];
    if (isInside(b, a)) return 'keep';
    if (isInside(a, b)) return 'drop';
    if (ours + theirs < limit) return 'both';
  }
  const [typed, theirsTyped] = [kept.typed.has(field.name), dropped.typed.has(field.name)];
  if (typed !== theirsTyped) return typed ? 'keep' : 'drop';
  if (ours !== theirs) return ours > theirs ? 'keep' : 'drop';
  return (dropped.lastOrderOn ?? '') > (kept.lastOrderOn ?? '') ? 'drop' : 'keep';
};

/** Whose value stands for each field: as chosen, else the better one. Only a text can be both. */
export const tookOf = (fields: readonly Field[], kept: Known, dropped: Known, chosen: Took): Took => ({
  ...chosen,
  ...Object.fromEntries(fields.map((field) => {
    const choice = settled(field, kept.image, dropped.image) !== null && field.name !== 'consent' ? undefined : chosen[field.name];
    return [field.name, choice === undefined || (choice === 'both' && textLimits[field.name] === undefined) ? betterOf(field, kept, dropped) : choice];
  })),
});

const both = (ours: unknown, theirs: unknown, limit: number): string | null => {
  const texts = [ours, theirs].filter((text) => text !== null && text !== '').map(String);
  const [first = null, second] = texts;
  if (first === null || second === undefined || isInside(second, first)) return first;
  return isInside(first, second) ? second : `${first}\n${second}`.slice(0, limit);
};

/** The kept person's row after the merge. */
export const mergedRow = (fields: readonly Field[], kept: Image, dropped: Image, took: Took): Image => ({
  ...kept,
  ...Object.fromEntries(fields.flatMap(({ name, columns }) => columns.map((column) => {
    const take = took[name] ?? 'keep';
    return [column, take === 'both' ? both(kept[column], dropped[column], textLimits[name] ?? 60) : take === 'drop' ? dropped[column]! : kept[column]!];
  }))),
});

export type Merged = { readonly before: Image; readonly after: Image; readonly dropped: Image; readonly took: Took };

/**
 * Both rows when a merge is taken apart. What was written since stays with the kept person, unless it stands in the
 * place of a value that came from the dropped one. `took` is how the two would be put together again.
 */
export const takenApart = (fields: readonly Field[], { before, after, dropped, took }: Merged, now: Image): { readonly kept: Image; readonly dropped: Image; readonly took: Took } => {
  const kept: Record<string, string | number | null> = { ...now };
  const back: Record<string, string | number | null> = { ...dropped };
  const again: Record<string, Take> = { ...took };
  for (const field of fields) {
    const put = (to: typeof kept, from: Image) => field.columns.forEach((column) => { to[column] = from[column] ?? null; });
    const edited = !same(now, after, field);
    if (!edited) put(kept, before);
    else if (!same(now, before, field) && same(after, dropped, field) && !same(after, before, field)) {
      put(back, now);
      put(kept, before);
    } else if (took[field.name] === 'both') again[field.name] = 'keep';
  }
  return { kept, dropped: back, took: again };
};

const valueOf = ({ name, columns }: Field, image: Image): DifferenceValue => {
  const [first = null] = columns.map((column) => image[column] ?? null);
  if (name === 'doNotDisturb') return first === 1;
  if (name !== 'birthday') return first;
  const [calendar, year, month, day, leap] = columns.map((column) => image[column] ?? null);
  const number = (part: unknown) => (typeof part === 'number' ? part : null);
  return calendar === 'solar' || calendar === 'lunar' ? { calendar, year: number(year), month: number(month), day: number(day), leapMonth: leap === 1 } : null;
};

/** What the two rows say differently. When the file began is no question. */
export const differencesOf = (fields: readonly Field[], left: Image, right: Image, better: (field: Field) => Difference['better']): readonly Difference[] =>
  fields.filter((field) => field.name !== 'createdAt' && !same(left, right, field))
    .map((field) => ({ field: field.name, left: valueOf(field, left), right: valueOf(field, right), better: better(field) }));
