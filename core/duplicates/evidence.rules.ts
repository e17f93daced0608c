/**
 * What speaks for and against two records being one person, after Fellegi and Sunter (A Theory for Record Linkage,
 * JASA 1969): each agreement weighs ln(m/u), m = how often it is seen between two records of one person, u = between
 * records of two people. u is counted in the shop itself where a value is shared (Winkler's frequency-based weights):
 * two 欧阳铁柱 are rarer than two 王秀英. The m are estimates for a village shop, stated below, checked by `npm run bench`.
 */
import type { Birthday } from '../customers/contract.ts';
import type { Evidence, EvidenceCode } from './contract.ts';
import type { NameParts } from './names.rules.ts';
import { blurred, fits, oneCharacterDiffers, surnameOf } from './names.rules.ts';
import type { Place } from './places.rules.ts';
import type { Person, Population } from './population.rules.ts';
import { houseKey, villageKey } from './population.rules.ts';

/** m, the chance among records of one person; u only where it cannot be counted. Both sides must say something of it. */
const chances = {
  nameSame: { m: 0.6 },
  nameVariant: { m: 0.05 },
  nameSamePinyin: { m: 0.06 },
  nameBlurred: { m: 0.02, u: 0.002 },
  nameOneCharDiffers: { m: 0.025, u: 0.006 },
  /** the given name alone, 桂英姐 */
  nameSpokenGiven: { m: 0.5, u: 0.004 },
  /** the surname alone, 王婶 */
  nameSpokenSurname: { m: 0.85 },
  nameSpokenOther: { m: 0.12, u: 0.93 },
  nameDiffers: { m: 0.03, u: 0.98 },
  nickHoldsName: { m: 0.35 },
  nickHoldsGiven: { m: 0.3, u: 0.006 },
  nickSame: { m: 0.3 },
  phoneSame: { m: 0.7 },
  phoneOneDigitDiffers: { m: 0.02, u: 0.0003 },
  phoneDiffers: { m: 0.25, u: 0.999 },
  wechatSame: { m: 0.9, u: 0.00005 },
  addressSameHouse: { m: 0.6 },
  addressSameVillage: { m: 0.85 },
  addressHouseDiffers: { m: 0.08, u: 0.99 },
  addressVillageDiffers: { m: 0.12, u: 0.9 },
  addressDistrictDiffers: { m: 0.05, u: 0.9 },
  birthdaySameWithYear: { m: 0.85, u: 1 / (365 * 60) },
  birthdaySame: { m: 0.85, u: 1 / 365 },
  birthYearSame: { m: 0.9, u: 1 / 60 },
  birthdayDiffers: { m: 0.08, u: 0.99 },
  genderDiffers: { m: 0.02, u: 0.5 },
  householdSame: { m: 0.3, u: 0.05 },
  bothHaveSamePlatformKey: { m: 0.12, u: 0.5 },
} as const satisfies Readonly<Record<string, { readonly m: number; readonly u?: number }>>;

/** No single agreement decides alone. */
const heaviest = 9;

const log = (m: number, u: number): number => Math.min(heaviest, Math.round(Math.log(m / u) * 100) / 100);
const evidence = (code: EvidenceCode, weight: number, details: Evidence['details'] = {}): Evidence => ({ code, weight, details });
const stated = (name: { [K in keyof typeof chances]: (typeof chances)[K] extends { readonly u: number } ? K : never }[keyof typeof chances]): number => log(chances[name].m, chances[name].u);

/** u of a shared value: the share of the other records that have it, or what a handful of records can say of it at most. */
const counted = (name: keyof typeof chances, shared: number, people: number, least = 2): number => log(chances[name].m, Math.max(least, shared) / Math.max(people, 2));

/** Two who bear a name count for themselves: only a third one shows that it is frequent. */
const countedName = (name: keyof typeof chances, shared: number, people: number): number => counted(name, shared - 2, people, 0.8);
/** Strangers with one phone or in one house are slips and agents; the family is weighed by itself. */
const countedRoof = (name: keyof typeof chances, shared: number, people: number): number => counted(name, shared / 10, people, 0.2);

/** What 王婶 says of 王桂英, or 红兰姐 of 红兰阿姨. */
const spokenEvidence = (a: Person, b: Person, { people, sharing }: Population, both: Evidence['details']): Evidence | null => {
  const [spoken, other] = a.name.spoken === null ? [b.name.spoken!, a.name] : [a.name.spoken, b.name];
  const full = other.simple;
  const how = full !== null ? fits(spoken, full) : other.spoken && spoken.given !== null && other.spoken.given !== null ? (spoken.given === other.spoken.given ? 'given' : 'other') : null;
  if (how === 'given') return evidence('nameSpoken', stated('nameSpokenGiven'), { ...both, by: 'given' });
  if (how === 'surname') return evidence('nameSpoken', counted('nameSpokenSurname', sharing('surname', spoken.surname!), people), { ...both, by: 'surname' });
  return how === 'other' ? evidence('nameDiffers', stated('nameSpokenOther'), both) : null;
};

/** A nickname that spells the other one's name, 王桂英88 or only 桂英🌻. Two whole names speak for themselves. */
const nickEvidence = (a: Person, b: Person, { people, sharing }: Population): Evidence | null => {
  if (a.name.simple !== null && b.name.simple !== null) return null;
  for (const [one, other] of [[a, b], [b, a]] as const) {
    const known = other.name.simple === null ? other.aliases : [other.name.simple, ...other.aliases];
    const whole = one.aliases.find((alias) => known.includes(alias));
    if (whole !== undefined) return evidence('nickHoldsName', countedName('nickHoldsName', sharing('name', whole), people), { left: one.nicks[0]!, right: whole });
    const given = known.find((name) => name.length > 2 && one.nicks.includes(name.slice(surnameOf(name).length)));
    if (given !== undefined) return evidence('nickHoldsName', stated('nickHoldsGiven'), { left: given.slice(surnameOf(given).length), right: given });
  }
  return null;
};

const writtenEvidence = (a: Person, b: Person, population: Population): Evidence | null => {
  const { people, sharing } = population;
  const [x, y]: readonly [NameParts, NameParts] = [a.name, b.name];
  const written = (name: NameParts): string => name.full ?? `${name.spoken?.surname ?? ''}${name.spoken?.given ?? ''}`;
  const both = { left: written(x), right: written(y) };
  if (x.spoken !== null || y.spoken !== null) return spokenEvidence(a, b, population, both);
  if (x.simple === null || y.simple === null) return null;
  if (x.full === y.full) return evidence('nameSame', countedName('nameSame', sharing('name', x.simple), people), { name: x.simple });
  if (x.simple === y.simple) return evidence('nameVariant', countedName('nameVariant', sharing('name', x.simple), people), both);
  if (a.reading !== '' && a.reading === b.reading) return evidence('nameSamePinyin', countedName('nameSamePinyin', sharing('reading', a.reading), people), both);
  if (a.reading !== '' && blurred(a.reading) === blurred(b.reading)) return evidence('nameSamePinyin', stated('nameBlurred'), both);
  if (oneCharacterDiffers(x.simple, y.simple)) return evidence('nameOneCharDiffers', stated('nameOneCharDiffers'), both);
  return evidence('nameDiffers', stated('nameDiffers'), both);
};

/** The better of what the names and what the nicknames say: 红兰姐 says less than her nickname 王红兰96. */
const nameEvidence = (a: Person, b: Person, population: Population): readonly Evidence[] => {
  const known = [writtenEvidence(a, b, population), nickEvidence(a, b, population)].filter((one) => one !== null);
  return known.toSorted((one, other) => other.weight - one.weight).slice(0, 1);
};

/** One digit is another, or two neighbours changed places. */
const oneDigitDiffers = (a: string, b: string): boolean => {
  if (a.length !== b.length) return false;
  const wrong = [...a].flatMap((digit, at) => (digit === b[at] ? [] : [at]));
  return wrong.length === 1 || (wrong.length === 2 && wrong[1] === wrong[0]! + 1 && a[wrong[0]!] === b[wrong[1]] && a[wrong[1]] === b[wrong[0]!]);
};

const phoneEvidence = (a: Person, b: Person, { people, sharing }: Population): readonly Evidence[] => {
  if (a.phones.length === 0 || b.phones.length === 0) return [];
  const same = a.phones.find((phone) => b.phones.includes(phone));
  if (same !== undefined) return [evidence('phoneSame', countedRoof('phoneSame', sharing('phone', same), people), { phone: same })];
  for (const left of a.phones) {
    const right = b.phones.find((phone) => oneDigitDiffers(left, phone));
    if (right !== undefined) return [evidence('phoneOneDigitDiffers', stated('phoneOneDigitDiffers'), { left, right })];
  }
  return [evidence('phoneDiffers', stated('phoneDiffers'))];
};

const placeEvidence = (a: Person, b: Person, { people, sharing }: Population): readonly Evidence[] => {
  const pairs = a.places.flatMap((left) => b.places.map((right) => ({ left, right })));
  const known = pairs.filter(({ left, right }) => left.village !== null && right.village !== null);
  const sameVillage = known.filter(({ left, right }) => left.village === right.village && (left.district === right.district || left.district === null || right.district === null));
  const house = ({ left, right }: { readonly left: Place; readonly right: Place }) => left.house !== null && right.house !== null;
  const sameHouse = sameVillage.find((pair) => house(pair) && pair.left.house === pair.right.house);
  if (sameHouse) {
    const { village, house: number } = sameHouse.left;
    return [evidence('addressSameHouse', countedRoof('addressSameHouse', sharing('house', houseKey(sameHouse.left)), people), { village: village!, house: number!, key: houseKey(sameHouse.left) })];
  }
  const [near] = sameVillage;
  if (near) {
    const other = sameVillage.find(house);
    const agreed = evidence('addressSameVillage', Math.max(0.1, counted('addressSameVillage', sharing('village', villageKey(near.left)), people)), { village: near.left.village! });
    return other ? [agreed, evidence('addressHouseDiffers', stated('addressHouseDiffers'), { left: other.left.house!, right: other.right.house! })] : [agreed];
  }
  const far = pairs.find(({ left, right }) => left.district !== null && right.district !== null && left.district !== right.district);
  if (far && pairs.every(({ left, right }) => left.district !== right.district)) return [evidence('addressDistrictDiffers', stated('addressDistrictDiffers'), { left: far.left.district!, right: far.right.district! })];
  const [apart] = known;
  return apart ? [evidence('addressVillageDiffers', stated('addressVillageDiffers'), { left: apart.left.village!, right: apart.right.village! })] : [];
};

const birthdayEvidence = (a: Birthday | null, b: Birthday | null): readonly Evidence[] => {
  if (a === null || b === null || a.calendar !== b.calendar) return [];
  const differs = [evidence('birthdayDiffers', stated('birthdayDiffers'))];
  const years = a.year === null || b.year === null ? null : a.year === b.year;
  const days = a.month === null || b.month === null || a.day === null || b.day === null ? null : a.month === b.month && a.day === b.day && a.leapMonth === b.leapMonth;
  if (years === false || days === false) return differs;
  if (days === true) return [evidence('birthdaySame', stated(years === true ? 'birthdaySameWithYear' : 'birthdaySame'))];
  return years === true ? [evidence('birthdaySame', stated('birthYearSame'))] : [];
};

const genderOf = ({ gender, name }: Person): Person['gender'] => gender ?? name.spoken?.gender ?? null;

/** 建国🌻 of 王建国: the name was weighed already, and every other 建国 may call himself so. */
const spells = (nick: string, { name }: Person): boolean => name.simple !== null && (nick.includes(name.simple) || name.simple.endsWith(nick));

const otherEvidence = (a: Person, b: Person, { people, sharing }: Population): readonly Evidence[] => {
  const nick = a.nicks.find((value) => b.nicks.includes(value) && !(spells(value, a) && spells(value, b)));
  const platform = a.platforms.find((name) => b.platforms.includes(name));
  const wechat = a.wechats.find((value) => b.wechats.includes(value));
  const [left, right] = [genderOf(a), genderOf(b)];
  return [
    ...(wechat === undefined ? [] : [evidence('wechatSame', stated('wechatSame'), { wechat })]),
    ...(nick === undefined ? [] : [evidence('nickSame', counted('nickSame', sharing('nick', nick), people), { nick })]),
    ...(platform === undefined ? [] : [evidence('bothHaveSamePlatformKey', stated('bothHaveSamePlatformKey'), { platform })]),
    ...(left !== null && right !== null && left !== right ? [evidence('genderDiffers', stated('genderDiffers'))] : []),
    ...(a.household.some((id) => b.household.includes(id)) ? [evidence('householdSame', stated('householdSame'))] : []),
  ];
};

/** Everything that the two files say of each other. */
export const evidenceOf = (a: Person, b: Person, population: Population): readonly Evidence[] => [
  ...nameEvidence(a, b, population),
  ...phoneEvidence(a, b, population),
  ...placeEvidence(a, b, population),
  ...birthdayEvidence(a.birthday, b.birthday),
  ...otherEvidence(a, b, population),
];

/** What was bought and when; `goods` are names of goods. */
export type Pattern = { readonly goods: ReadonlySet<string>; readonly days: readonly string[] };

/** The buying of two records. It says little by itself and is asked only where the files leave a doubt. */
export const patternEvidence = (a: Pattern, b: Pattern): readonly Evidence[] => {
  const shared = [...a.goods].filter((name) => b.goods.has(name));
  const alike = shared.length >= 3 && shared.length / (a.goods.size + b.goods.size - shared.length) >= 0.4;
  const sameDays = a.days.filter((day) => b.days.includes(day)).length;
  const enough = Math.min(a.days.length, b.days.length) >= 3;
  const [lastOfA = '', lastOfB = ''] = [a.days.at(-1), b.days.at(-1)];
  const inTurn = enough && (lastOfA < (b.days[0] ?? '') || lastOfB < (a.days[0] ?? ''));
  return [
    ...(alike ? [evidence('goodsAlike', log(0.4, 0.15), { goods: shared.slice(0, 3).join('、') })] : []),
    ...(sameDays >= 2 ? [evidence('boughtSameDay', log(0.08, 0.3), { days: sameDays })] : []),
    ...(enough && sameDays === 0 ? [evidence('timesAlternate', inTurn ? log(0.25, 0.1) : log(0.8, 0.5))] : []),
  ];
};

const sum = (weights: readonly number[]): number => weights.reduce((total, weight) => total + weight, 0);

/**
 * Against strangers a shared phone or house says nearly everything; against the family it says nothing, and brothers'
 * names differ by one character as a slip of the pen does. What another weight is among people of one roof:
 */
const amongFamily: Readonly<Partial<Record<EvidenceCode, number>>> = {
  nameSame: log(0.6, 0.004),
  nameVariant: log(0.05, 0.001),
  nameSamePinyin: log(0.06, 0.006),
  nameOneCharDiffers: log(0.025, 0.07),
  phoneSame: log(0.7, 0.3),
  phoneOneDigitDiffers: log(0.02, 0.005),
  phoneDiffers: log(0.25, 0.7),
  addressSameHouse: 0,
  addressSameVillage: 0,
  addressHouseDiffers: 0,
  addressVillageDiffers: 0,
  addressDistrictDiffers: 0,
  householdSame: 0,
  goodsAlike: 0,
  timesAlternate: 0,
};
/** 王婶 beside 王桂英 of the same house: half the house is called 王. */
const spokenAmongFamily = { surname: log(0.85, 0.5), given: log(0.5, 0.03) } as const;
/** Under one roof, relatives in two records are about as frequent as one person in two. */
const familyAtFirst = Math.log(0.6);

const familyWeight = ({ code, weight, details }: Evidence): number =>
  code === 'nameSpoken' ? spokenAmongFamily[details['by'] === 'given' ? 'given' : 'surname'] : (amongFamily[code] ?? weight);

/**
 * The chance of one person against both others: two strangers (a record has about one other record of the same person in
 * the whole shop) and, where a phone or a house is shared, two of one family.
 */
export const likelihoodOf = (reasons: readonly Evidence[], { people, sharing }: Population): number => {
  const strangers = Math.exp(Math.log(Math.max(people, 2)) - sum(reasons.map(({ weight }) => weight)));
  const roof = reasons.filter(({ code }) => code === 'phoneSame' || code === 'addressSameHouse');
  const personal = reasons.some(({ code }) => /^(?:name|nick|birthday|wechat)/.test(code));
  // A record without a name may be any of those who share the roof.
  const others = personal ? 1 : Math.max(1, ...roof.map(({ code, details }) => (code === 'phoneSame' ? sharing('phone', String(details['phone'])) : sharing('house', String(details['key']))) - 1));
  const family = roof.length > 0 ? others * Math.exp(-familyAtFirst - sum(reasons.map(familyWeight))) : 0;
  return 1 / (1 + strangers + family);
};

export const byWeight = (reasons: readonly Evidence[]): Evidence[] => reasons.toSorted((a, b) => Math.abs(b.weight) - Math.abs(a.weight));
