/** Looks through the shop's people for likely duplicates and households, in steps of some milliseconds. */
import { pinyinOf } from '../customers/pinyin.ts';
import { isPlaceholder, normalisePhone } from '../customers/rules.ts';
import { ownPlatform } from '../imports/own-columns.ts';
import { collectingBlocks } from './blocking.rules.ts';
import type { Evidence } from './contract.ts';
import type { Pattern } from './evidence.rules.ts';
import { byWeight, evidenceOf, likelihoodOf, patternEvidence } from './evidence.rules.ts';
import { householdOf } from './household.rules.ts';
import { looksLikeName, nameInNick, namePartsOf, nickOf } from './names.rules.ts';
import { placeOf } from './places.rules.ts';
import type { Person, Population } from './population.rules.ts';
import { countingPopulation } from './population.rules.ts';
import type { DuplicateRepository, FoundPair, StoredPerson } from './repository.ts';

/** From here a pair is worth a question; below it the queue would hold more strangers than twins. */
export const floor = 0.25;
const householdFloor = 0.6;
/** Where the files leave a doubt the buying is asked; it cannot move a likelihood from beyond these to the floor. */
const doubt = { from: 0.03, to: 0.95 } as const;

/** Full pinyin without tones and initials: wangguiying. */
export const readingOf = (name: string | null): string => (name === null ? '' : (pinyinOf(name).split(' ')[0] ?? ''));

/** A nickname beside the receiver's name is one nickname (快团团). */
const nickPart = (value: string): string => value.split('／')[0]!;

export const personOf = (stored: StoredPerson): Person => {
  const { id, gender, birthday, household } = stored;
  const theirs = stored.identities.filter(({ platform }) => platform !== ownPlatform);
  const placeholder = isPlaceholder({ ...stored, phones: stored.phones.map(({ number }) => ({ number, label: null })), identities: [...stored.identities] });
  const name = namePartsOf(placeholder ? '' : stored.name);
  // A list of contacts has nicknames where names would be: 幸福一家人 is none.
  const called = placeholder || name.simple === null || looksLikeName(name.simple) ? name : { ...name, full: null, simple: null };
  const nicks = [...new Set([...theirs.map(({ value }) => nickPart(value)), ...(called === name ? [] : [stored.name])].flatMap((value) => nickOf(value) ?? []))];
  const aliases = [...new Set(nicks.flatMap((nick) => nameInNick(nick) ?? []))];
  return {
    id, gender, birthday, household, nicks, aliases,
    name: called,
    reading: readingOf(called.simple),
    aliasReadings: aliases.map(readingOf),
    phones: [...new Set(stored.phones.map(({ number }) => normalisePhone(number)))],
    wechats: stored.wechats.map((wechat) => wechat.trim().toLowerCase()),
    places: stored.addresses.map(placeOf),
    platforms: [...new Set(theirs.filter(({ value }) => !value.includes('／')).map(({ platform }) => platform))],
  };
};

/** One pair judged: as one person, as a household, or neither. */
export const judged = (a: Person, b: Person, population: Population, patternOf: (id: number) => Pattern): FoundPair | null => {
  const files = evidenceOf(a, b, population);
  const first = likelihoodOf(files, population);
  const bought: readonly Evidence[] = first > doubt.from && first < doubt.to ? patternEvidence(patternOf(a.id), patternOf(b.id)) : [];
  const reasons = bought.length > 0 ? [...files, ...bought] : files;
  const likelihood = bought.length > 0 ? likelihoodOf(reasons, population) : first;
  const pair = { leftId: Math.min(a.id, b.id), rightId: Math.max(a.id, b.id) };
  if (likelihood >= floor) return { ...pair, kind: 'duplicate', likelihood, reasons: byWeight(reasons) };
  const family = householdOf(a, b, files, population);
  return family && family.likelihood >= householdFloor ? { ...pair, kind: 'household', ...family } : null;
};

type Pace = { readonly progress: (phase: string, done: number, total: number | null) => void; readonly breathe: () => Promise<void> };

const pageSize = 100;

/** `touched`: only pairs with one of these people; null for everybody. */
export const findPairs = async (read: DuplicateRepository, touched: readonly number[] | null, { progress, breathe }: Pace): Promise<FoundPair[]> => {
  const total = read.count();
  const people = new Map<number, Person>();
  const only = touched && touched.flatMap((id) => read.person(id) ?? []).map(personOf);
  const counting = countingPopulation(only);
  const blocks = collectingBlocks(only);
  for (let after = 0, done = 0; ; ) {
    const page = read.peopleAfter(after, pageSize);
    for (const stored of page) {
      const person = personOf(stored);
      counting.add(person);
      if (blocks.add(person)) people.set(person.id, person);
    }
    done += page.length;
    progress('duplicates.reading', done, total);
    await breathe();
    const last = page.at(-1);
    if (last === undefined || page.length < pageSize) break;
    after = last.id;
  }

  const population = counting.population();
  const decided = new Set(read.decided().map(({ leftId, rightId }) => `${leftId}|${rightId}`));
  const patterns = new Map<number, Pattern>();
  const patternOf = (id: number): Pattern => {
    const known = patterns.get(id) ?? read.patternOf(id);
    patterns.set(id, known);
    return known;
  };
  const found: FoundPair[] = [];
  let compared = 0;
  for (const [left, right] of blocks.pairs()) {
    if ((compared += 1) % 20 === 0) {
      progress('duplicates.comparing', compared, null);
      await breathe();
    }
    const [a, b] = [people.get(left)!, people.get(right)!];
    if (decided.has(`${left}|${right}`) || a.household.includes(b.id)) continue;
    const pair = judged(a, b, population, patternOf);
    if (pair) found.push(pair);
  }
  return found;
};
