/** What can be said, offered while somebody writes: 没来 → 多少天没来, 60 天没来 → the same with its number, 石桥 → 住在石桥村. */
import type { Figure } from '../../core/segments/conditions.rules.ts';
import { t } from '../i18n/texts.ts';
import type { DraftLine } from './draft.ts';
import { newLine, piecesOf, sayLine } from './draft.ts';
import type { Filled } from './gaps.ts';
import { gapOf } from './gaps.ts';

const atLeast = { compare: 'atLeast' } as const;
const atMost = { compare: 'atMost' } as const;
const figure = (name: Figure) => ['figure', { figure: name, ...atLeast }] as const;

/** The kind of condition behind each offer and what is filled in already, the most used first. */
const starts = {
  away: ['lastOrder', atLeast], village: ['place', { level: 'village' }], bought: ['bought', { ever: 'bought', what: 'product' }], spend: ['spend', atLeast], tag: ['tag', {}], came: ['lastOrder', atMost], orders: ['orders', atLeast],
  never: ['bought', { ever: 'never', what: 'product' }], neverOrdered: ['orders', { ...atMost, times: '0' }], newcomer: ['firstOrder', atMost], oldHand: ['firstOrder', atLeast], spendLess: ['spend', atMost], basket: ['basket', atLeast],
  boughtCategory: ['bought', { ever: 'bought', what: 'category' }], neverCategory: ['bought', { ever: 'never', what: 'category' }], platform: ['platform', {}], pickup: ['pickup', {}], refunds: ['refunds', { ...atLeast, times: '1' }],
  talk: ['told', { entry: 'talk', ...atLeast, times: '1' }], enquiry: ['told', { entry: 'enquiry', ...atLeast, times: '1' }], feedback: ['told', { entry: 'feedback', ...atLeast, times: '1' }], complaint: ['told', { entry: 'complaint', ...atLeast, times: '1' }],
  owes: ['owes', { ...atLeast, fen: '1' }], town: ['place', { level: 'town' }], hamlet: ['place', { level: 'hamlet' }], district: ['place', { level: 'district' }], city: ['place', { level: 'city' }], province: ['place', { level: 'province' }],
  gender: ['gender', { is: 'female' }], ageOver: ['age', atLeast], ageUnder: ['age', atMost], zodiac: ['zodiac', { is: 'rat' }], birthday: ['birthday', { days: '7' }], customerKind: ['customerKind', { is: 'wholesaler' }],
  occupation: ['written', { field: 'occupation' }], hobbies: ['written', { field: 'hobbies' }], wish: ['written', { field: 'wish' }], livestock: ['holding', { holds: 'livestock' }], crop: ['holding', { holds: 'crop' }],
  source: ['source', { is: 'referral' }], channel: ['channel', { is: 'phone' }], credit: ['credit', { is: 'good' }], consent: ['consent', { is: 'agreed' }], doNotDisturb: ['doNotDisturb', {}], reachable: ['reachable', { by: 'phone' }],
  referred: ['referred', {}], brought: ['brought', { ...atLeast, people: '1' }], fieldText: ['fieldText', {}], fieldNumber: ['fieldNumber', atLeast], fieldDate: ['fieldDate', atLeast],
  segment: ['segment', { is: '011' }], lifecycle: ['lifecycle', { is: 'dormant' }], valueTier: ['valueTier', { is: 'high' }], relation: ['relation', { is: 'loyal' }], warningLevel: ['warningLevel', { is: 'warn' }], elevenSegment: ['elevenSegment', { is: 'atRisk' }],
  pyramidLevel: ['pyramidLevel', { is: 'top' }], cluster: ['cluster', {}], score: ['score', { score: 'r', ...atLeast }], nextOrder: ['nextOrder', { days: '7' }],
  composite: figure('composite'), returnChance: figure('returnChance'), pAlive: figure('pAlive'), expectedPurchases: figure('expectedPurchases'), clvFen: figure('clvFen'), predictedSpendFen: figure('predictedSpendFen'),
  valueAtRiskFen: figure('valueAtRiskFen'), cycleDays: figure('cycleDays'), overdueRatio: figure('overdueRatio'),
} as const satisfies Readonly<Record<string, readonly [DraftLine['kind'], Filled]>>;
type OfferName = keyof typeof starts;
const names = Object.keys(starts) as OfferName[];
export const usual: readonly OfferName[] = ['away', 'village', 'bought', 'never', 'spend', 'came', 'tag', 'birthday'];

export type Offer = { readonly key: string; readonly text: string; readonly line: () => DraftLine };

/** The first gap that waits for a number takes the one that was written. */
const withNumber = (line: DraftLine, number: string | undefined): DraftLine => {
  if (number === undefined) return line;
  const gap = piecesOf(line.kind).flatMap((piece) => ('gap' in piece ? [piece.gap] : []))
    .find((name) => !['within', 'least'].includes(name) && ['number', 'money', 'percent'].includes(gapOf(line.kind, name, line.filled).type));
  return gap ? { ...line, filled: { ...line.filled, [gap]: number } } : line;
};

export const offerOf = (name: OfferName, number?: string): Offer => {
  const [kind, filled]: readonly [DraftLine['kind'], Filled] = starts[name];
  const line = () => withNumber(newLine(kind, filled), number);
  return { key: name, text: t(`segments.offers.${name}`), line };
};

/** Every letter of what was written stands in the offer, in this order: 没来 and 60天没来 both find 多少天没来. */
const fits = (written: string, offer: string): boolean => {
  let at = 0;
  for (const letter of offer) if (letter === written[at]) at += 1;
  return at >= written.length;
};

/** Words of the shop's own book that what was written may be: 石桥村, 鸡苗, 老主顾. */
export type Found = { readonly villages: readonly string[]; readonly products: readonly string[]; readonly tags: readonly string[] };
const foundMost = 3;
const ofBook = ({ villages, products, tags }: Found): readonly Offer[] => {
  const lines = [
    ...villages.slice(0, foundMost).map((name) => ['place', { level: 'village', name }] as const),
    ...products.slice(0, foundMost).map((name) => ['bought', { ever: 'bought', what: 'product', name }] as const),
    ...tags.slice(0, foundMost).map((tag) => ['tag', { tag }] as const),
  ];
  return lines.map(([kind, filled]) => ({ key: `${kind} ${Object.values(filled).join(' ')}`, text: sayLine({ key: 0, kind, filled }), line: () => newLine(kind, filled) }));
};

const offersMost = 8;
export const offersFor = (written: string, found: Found): readonly Offer[] => {
  const plain = written.normalize('NFKC').replace(/\s/g, '');
  const number = /\d+(?:\.\d+)?/.exec(plain)?.[0];
  const words = plain.replace(/\d+(?:\.\d+)?/, '').replace(/元|块/, '');
  const wanted = words === '' && number !== undefined ? names.filter((name) => ['away', 'spend', 'orders'].includes(name)) : names.filter((name) => fits(words, t(`segments.offers.${name}`)));
  const own = number === undefined ? ofBook(found) : [];
  return [...own, ...wanted.map((name) => offerOf(name, number))].slice(0, offersMost + own.length);
};
