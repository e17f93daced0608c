/** The lists of a customer's file as cells of our own table: one entry a line, its parts between bars. */
import type { Contact, Holding } from '../customers/contract.ts';
import { escaped, linesOf, unescaped } from './own-cells.rules.ts';
import { ownContactWords, ownFieldWords, ownHoldingWords, ownRelationWords } from './own-columns.ts';
import type { AddressRecord, OwnRecord } from './records.ts';

type Parts = readonly (string | null)[];
const cellOf = (entries: readonly Parts[]): string | null =>
  entries.length === 0 ? null : entries.map((parts) => parts.map((part) => escaped(part ?? '')).join(' | ')).join('\n');
const entriesOf = (cell: string | null): readonly Parts[] => linesOf(cell).map((line) => line.split(' | ').map((part) => unescaped(part) || null));
const keyOf = <K extends string>(words: Readonly<Record<K, string>>, word: string | null | undefined): K | undefined => (Object.keys(words) as K[]).find((key) => words[key] === word);

// The town and the group came later: files without them still read.
const addressParts = ['province', 'city', 'district', 'village', 'detail', 'town', 'hamlet'] as const;
export const addressesCell = (addresses: readonly AddressRecord[]): string | null => cellOf(addresses.map((address) => addressParts.map((part) => address[part])));
export const addressesOf = (cell: string | null): readonly AddressRecord[] =>
  entriesOf(cell).map(([province = null, city = null, district = null, village = null, detail = null, town = null, hamlet = null]) => ({ province, city, district, town, village, hamlet, detail }));

export const contactsCell = (contacts: OwnRecord['contacts']): string | null => cellOf(contacts.map(({ kind, value, label }) => [ownContactWords[kind], value, label]));
export const contactsOf = (cell: string | null): OwnRecord['contacts'] =>
  entriesOf(cell).flatMap(([word = null, value = null, label = null]): readonly Contact[] => {
    const kind = keyOf(ownContactWords, word);
    // Written by hand there are no bars.
    return value === null ? (word === null ? [] : [{ kind: 'other', value: word, label: null }]) : [{ kind: kind ?? 'other', value, label }];
  });

export const holdingsCell = (holdings: OwnRecord['holdings']): string | null =>
  cellOf(holdings.map(({ kind, name, amount, unit }) => [ownHoldingWords[kind], name, amount === null ? null : String(amount), unit]));
export const holdingsOf = (cell: string | null): OwnRecord['holdings'] =>
  entriesOf(cell).flatMap(([word = null, name = null, amount = null, unit = null]): readonly Holding[] => {
    const kind = keyOf(ownHoldingWords, word) ?? 'livestock';
    const count = amount === null || !Number.isFinite(Number(amount)) ? null : Number(amount);
    return name === null ? (word === null ? [] : [{ kind, name: word, amount: null, unit: null }]) : [{ kind, name, amount: count, unit }];
  });

export const relationsCell = (relations: OwnRecord['relations']): string | null => cellOf(relations.map(({ kind, name, note, uid }) => [ownRelationWords[kind], name, note, uid]));
/** Null when an entry says neither how nor to whom. */
export const relationsOf = (cell: string | null): OwnRecord['relations'] | null => {
  const read = entriesOf(cell).map(([word, name = null, note = null, uid = null]) => {
    const kind = keyOf(ownRelationWords, word);
    return kind === undefined || uid === null ? null : { kind, name: name ?? '', note, uid };
  });
  return read.includes(null) ? null : read.flatMap((each) => each ?? []);
};

export const customCell = (custom: OwnRecord['custom']): string | null => cellOf(custom.map(({ name, kind, value }) => [name, ownFieldWords[kind], value]));
export const customOf = (cell: string | null): OwnRecord['custom'] | null => {
  const read = entriesOf(cell).map(([name = null, word, value = null]) => {
    const kind = keyOf(ownFieldWords, word);
    return name === null || kind === undefined || value === null ? null : { name, kind, value };
  });
  return read.includes(null) ? null : read.flatMap((each) => each ?? []);
};
