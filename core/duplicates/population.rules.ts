/** People as the finding of duplicates compares them, and how frequent their names, villages and numbers are. Pure. */
import type { Birthday, CustomerFacts } from '../customers/contract.ts';
import type { NameParts } from './names.rules.ts';
import { surnameOf } from './names.rules.ts';
import type { Place } from './places.rules.ts';

export type Person = {
  readonly id: number;
  readonly name: NameParts;
  /** pinyin of the name without tones; empty without a name */
  readonly reading: string;
  readonly phones: readonly string[];
  readonly wechats: readonly string[];
  readonly places: readonly Place[];
  readonly birthday: Birthday | null;
  readonly gender: CustomerFacts['gender'];
  /** nicknames and accounts as they are compared */
  readonly nicks: readonly string[];
  /** names that the nicknames spell, with their readings */
  readonly aliases: readonly string[];
  readonly aliasReadings: readonly string[];
  /** platforms that gave the person a key of its own; a nickname is none */
  readonly platforms: readonly string[];
  /** whom the shop knows to live under the same roof */
  readonly household: readonly number[];
};

export const villageKey = ({ district, village }: Place): string => `${district ?? ''}|${village}`;
export const houseKey = (place: Place): string => `${villageKey(place)}|${place.house}`;

/** How many of the shop's records share a value. A rare value that two share says much, a frequent one little. */
export type Population = { readonly people: number; readonly sharing: (kind: Shared, value: string) => number };
export type Shared = 'name' | 'reading' | 'surname' | 'phone' | 'village' | 'house' | 'nick';

const valuesOf = (person: Person): readonly (readonly [Shared, string])[] => {
  const { simple } = person.name;
  const villages = person.places.filter(({ village }) => village !== null);
  return [
    ...(simple === null ? [] : [['name', simple], ['reading', person.reading], ['surname', surnameOf(simple)]] as const),
    ...person.phones.map((phone) => ['phone', phone] as const),
    ...[...new Set(villages.map(villageKey))].map((key) => ['village', key] as const),
    ...[...new Set(villages.filter(({ house }) => house !== null).map(houseKey))].map((key) => ['house', key] as const),
    ...person.nicks.map((nick) => ['nick', nick] as const),
  ];
};

/** Counts one person after the other, so that a big shop can be counted in steps; with `only`, what these people share with others. */
export const countingPopulation = (only: readonly Person[] | null = null) => {
  const wanted = only && new Set(only.flatMap(valuesOf).map(([kind, value]) => `${kind}|${value}`));
  const counts: Readonly<Record<Shared, Map<string, number>>> = {
    name: new Map(), reading: new Map(), surname: new Map(), phone: new Map(), village: new Map(), house: new Map(), nick: new Map(),
  };
  let people = 0;
  return {
    add: (person: Person): void => {
      people += 1;
      for (const [kind, value] of valuesOf(person)) {
        if (wanted === null || wanted.has(`${kind}|${value}`)) counts[kind].set(value, (counts[kind].get(value) ?? 0) + 1);
      }
    },
    population: (): Population => ({ people, sharing: (kind, value) => counts[kind].get(value) ?? 0 }),
  };
};
