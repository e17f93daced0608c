/** Whose a row is that was added to a merged person: the platform's key, the phone and the receiver's name tell. */
import { yuan } from '../base/money.ts';
import type { Image, Rows } from '../customers/children.rules.ts';
import { comparableName } from '../customers/rules.ts';

export type Side = { readonly phones: ReadonlySet<string>; readonly names: ReadonlySet<string>; readonly platforms: ReadonlySet<string> };
export type Whose = 'kept' | 'dropped';
type Signals = { readonly [S in keyof Side]: readonly string[] };

const texts = (...values: readonly unknown[]): readonly string[] => values.filter((value) => typeof value === 'string' && value !== '') as readonly string[];
const names = (...values: readonly unknown[]): readonly string[] => texts(...texts(...values).map(comparableName));
/** A nickname's key has the receiver's name behind it. */
const afterNick = (value: unknown): string | null => /／(.+)$/.exec(typeof value === 'string' ? value : '')?.[1] ?? null;

/** What a row says of the person it belongs to. */
const signalsOf = (table: string, row: Image): Signals => {
  const none: Signals = { phones: [], names: [], platforms: [] };
  switch (table) {
    case 'orders':
      return { phones: texts(row['receiver_phone']), names: names(row['receiver_name']), platforms: texts(row['platform']) };
    case 'customer_phones':
      return { ...none, phones: texts(row['number']) };
    case 'customer_identities':
      return { ...none, names: names(row['value'], afterNick(row['value'])) };
    case 'import_group_members':
      return { ...none, names: names(row['nickname']) };
    default:
      return none;
  }
};

/** What is known of one of the two: a platform counts where the person has a key of it. `except`: platforms that tell nothing. */
export const sideOf = (rows: Rows, name: string, except: ReadonlySet<string>): Side => {
  const signals = Object.entries(rows).flatMap(([table, images]) => images.map((row) => signalsOf(table, row)));
  return {
    phones: new Set(signals.flatMap(({ phones }) => phones)),
    names: new Set([...names(name), ...signals.flatMap(({ names: said }) => said)]),
    platforms: new Set(texts(...(rows['customer_identities'] ?? []).map((row) => row['platform'])).filter((platform) => !except.has(platform))),
  };
};

const speaksFor = (said: readonly string[], kept: ReadonlySet<string>, dropped: ReadonlySet<string>): Whose | null => {
  const [ours, theirs] = [said.some((each) => kept.has(each)), said.some((each) => dropped.has(each))];
  return ours === theirs ? null : ours ? 'kept' : 'dropped';
};

/** `clear` when everything that speaks says the same; what is not clear is proposed by what speaks first, and stays if nothing does. */
export const voteOf = (table: string, row: Image, sides: { readonly kept: Side; readonly dropped: Side }, together: Whose | null): { readonly clear: boolean; readonly proposed: Whose } => {
  const said = signalsOf(table, row);
  const votes = [...(['platforms', 'phones', 'names'] as const).map((kind) => speaksFor(said[kind], sides.kept[kind], sides.dropped[kind])), together].filter((vote) => vote !== null);
  return { clear: new Set(votes).size === 1, proposed: votes[0] ?? 'kept' };
};

/** What is not said aloud: our own words and numbers for things. */
const unsaid = ['uid', 'kind', 'channel', 'code', 'choice', 'status'];
const wordOf = (column: string, value: string | number): string =>
  column.endsWith('_fen') ? yuan(Number(value)) : column === 'at' || column.endsWith('_at') ? String(value).slice(0, 10) : typeof value === 'string' ? value : '';

/** The row in words, for whoever is asked whose it is. */
export const wordsOf = (table: string, row: Image): string => {
  if (table === 'orders') return texts(String(row['ordered_at']).slice(0, 10), row['platform'], yuan(Number(row['paid_fen'])), row['receiver_name'], row['receiver_phone']).join(' ');
  if (table === 'customers') return String(row['name']);
  return Object.entries(row).flatMap(([column, value]) => (value === null || unsaid.includes(column) ? [] : texts(wordOf(column, value)))).join(' ').slice(0, 100);
};
