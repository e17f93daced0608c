/**
 * Where a file and the shop disagree about a person. The shop is right: nothing is overwritten, and what the shop wrote
 * itself is listed beside what the file says. A shorter or masked form of the same is no disagreement.
 */
import type { Birthday, ConflictField, ConflictValue, CustomerDetail, CustomerFacts } from './contract.ts';
import { Address } from './contract.ts';
import { comparableName } from './rules.ts';

export type Conflict = { readonly customerId: number; readonly field: ConflictField; readonly theirs: ConflictValue };

/** What a file says of a person; what it does not say is left out or null. */
export type Said = { readonly [F in ConflictField]?: ConflictValue | null };

const isText = (value: ConflictValue): value is string => typeof value === 'string';
const plain = (text: string): string => text.normalize('NFKC').replace(/[\s,，。;；、]/g, '').toLowerCase();

/** 河北省 and 河北 are one place. */
const partsOf = (address: Address): readonly string[] =>
  [address.province, address.city, address.district, address.town, address.village, address.hamlet, address.detail].flatMap((part) =>
    part === null ? [] : [plain(part).replace(/(?<=..)(?:省|市|区|县|自治州|街道)$/, '')]).filter((part) => part !== '');

const fine = ({ village, hamlet, detail }: Address): string => `${village ?? ''}${hamlet ?? ''}${detail ?? ''}`;

/** 光山县 beside 石桥村3组 says less, not something else. */
const merelyCoarser = (a: Address, b: Address): boolean =>
  (fine(a) === '' || fine(b) === '') && (['province', 'city', 'district'] as const).every((level) => a[level] === null || b[level] === null || a[level] === b[level]);

const covers = (whole: Address, part: Address): boolean => {
  const text = partsOf(whole).join('');
  return partsOf(part).every((each) => text.includes(each));
};

const sameBirthday = (a: Birthday, b: Birthday): boolean =>
  a.calendar === b.calendar && (['year', 'month', 'day'] as const).every((part) => a[part] === null || b[part] === null || a[part] === b[part]);

const isAddress = (value: ConflictValue): value is Address => typeof value === 'object' && 'detail' in value;
const isBirthday = (value: ConflictValue): value is Birthday => typeof value === 'object' && 'calendar' in value;

/** Whether two values of one field say the same, one of them perhaps shorter. */
const agree = (field: ConflictField, ours: ConflictValue, theirs: ConflictValue): boolean => {
  if (isAddress(ours) && isAddress(theirs)) return partsOf(theirs).join('').includes('*') || covers(ours, theirs) || covers(theirs, ours) || merelyCoarser(ours, theirs);
  if (isBirthday(ours) && isBirthday(theirs)) return sameBirthday(ours, theirs);
  if (!isText(ours) || !isText(theirs)) return false;
  if (field === 'name') return comparableName(theirs) === null || comparableName(ours) === comparableName(theirs);
  const [a, b] = [plain(ours), plain(theirs)];
  return a === b || (field !== 'gender' && field !== 'kind' && field !== 'source' && (a.includes(b) || b.includes(a)));
};

/** What the shop has in a field, as far as one value stands for it. */
export const valueOf = (person: Pick<CustomerFacts, Exclude<ConflictField, 'phone' | 'address'> | 'phones' | 'addresses'>, field: ConflictField): ConflictValue | null =>
  field === 'phone' ? (person.phones[0]?.number ?? null) : field === 'address' ? (person.addresses[0] ?? null) : person[field];

/** The person as the file has it, for whoever decides that the file is right. */
export const adopted = (person: CustomerFacts, field: ConflictField, theirs: ConflictValue): CustomerFacts => {
  if (field === 'phone' && isText(theirs)) return { ...person, phones: [{ number: theirs, label: null }, ...person.phones.filter(({ number }) => number !== theirs)].slice(0, 10) };
  if (field === 'address') return { ...person, addresses: [Address.parse(theirs), ...person.addresses.slice(1)] };
  return { ...person, [field]: theirs };
};

/** Whether the person's file says by now what the table said. */
export const isAdopted = (person: CustomerFacts, field: ConflictField, theirs: ConflictValue): boolean =>
  field === 'phone' ? person.phones.some(({ number }) => number === theirs) : JSON.stringify(valueOf(person, field)) === JSON.stringify(theirs);

/** A person's row before a step of the history, as the operation log keeps it. */
export type Step = { readonly byHand: boolean; readonly before: Readonly<Record<string, unknown>> | null };

const columnsOfField: Partial<Record<ConflictField, readonly string[]>> = {
  name: ['name'], gender: ['gender'], kind: ['kind'], source: ['source'], occupation: ['occupation'], note: ['note'], wish: ['wish'],
  birthday: ['birthday_calendar', 'birthday_year', 'birthday_month', 'birthday_day', 'birthday_leap_month'],
};

/** The fields that are today as a step by hand left them. The steps come oldest first. */
export const fieldsByHand = (steps: readonly Step[], now: Readonly<Record<string, unknown>>): ReadonlySet<ConflictField> => {
  const states = [...steps.map(({ before }) => before), now];
  const written = (Object.entries(columnsOfField) as readonly [ConflictField, readonly string[]][]).filter(([, columns]) =>
    steps.some(({ byHand, before }, index) =>
      byHand && columns.every((column) => states[index + 1]?.[column] === now[column]) && columns.some((column) => (before?.[column] ?? null) !== now[column])));
  return new Set(written.map(([field]) => field));
};

/** `typed` are the fields that the shop wrote itself. */
export const conflictsOf = (person: CustomerDetail, said: Said, typed: ReadonlySet<ConflictField>): readonly Conflict[] =>
  (Object.entries(said) as readonly [ConflictField, ConflictValue | null][]).flatMap(([field, theirs]) => {
    if (theirs === null || !typed.has(field) || (isText(theirs) && (theirs.trim() === '' || theirs.includes('*')))) return [];
    const ours = valueOf(person, field);
    // An account's name beside the name of a person is a nickname.
    if (field === 'name' && isText(theirs) && person.identities.some(({ value }) => value === theirs || value.startsWith(`${theirs}／`))) return [];
    // Everybody is a consumer until somebody says more.
    return ours === null || ours === 'consumer' || agree(field, ours, theirs) ? [] : [{ customerId: person.id, field, theirs }];
  });
