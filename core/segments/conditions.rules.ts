/**
 * What can be said of a customer, one line a kind. Every condition answers yes, no or unknown: who never told their age is
 * neither above nor below sixty, and someone who never bought has no last time. A rule takes only those who are surely in.
 */
import { z } from 'zod';
import { Day } from '../base/contract.ts';
import { Channel, Consent, Credit, CustomerKind, CustomerSource, Zodiac } from '../customers/contract.ts';
import { pyramidLevels } from '../scoring/concentration.rules.ts';
import { Lifecycle, Segment, ValueTier } from '../scoring/contract.ts';
import type { Relation } from '../scoring/relation.rules.ts';
import { warningLevels } from '../scoring/rhythm.rules.ts';
import { elevenSegments } from '../scoring/segments.rules.ts';
import { EntryKind } from '../timeline/contract.ts';

export const Compare = z.enum(['atLeast', 'atMost']);
export type Compare = z.infer<typeof Compare>;
export const Level = z.enum(['province', 'city', 'district', 'town', 'village', 'hamlet']);
export type Level = z.infer<typeof Level>;
export const WrittenField = z.enum(['occupation', 'hobbies', 'wish']);
export const HeldKind = z.enum(['livestock', 'crop']);
export const BoughtWhat = z.enum(['product', 'category']);
export const ToldKind = EntryKind.extract(['talk', 'enquiry', 'feedback', 'complaint']);
export const ReachedBy = z.enum(['phone', 'wechat', 'address']);
export const Score = z.enum(['r', 'f', 'm']);
/** What core/analyses says of a person, as it is stored: money in fen, chances 0 … 1. */
export const Figure = z.enum(['composite', 'returnChance', 'pAlive', 'expectedPurchases', 'clvFen', 'predictedSpendFen', 'valueAtRiskFen', 'cycleDays', 'overdueRatio']);
export type Figure = z.infer<typeof Figure>;
export const RelationName = z.enum(['loyal', 'potential', 'churned'] as const satisfies readonly Relation[]);

const Words = z.string().trim().min(1).max(60);
const Days = z.int().min(0).max(20_000);
const Times = z.int().min(0).max(100_000);
/** As far back as counts; null for ever. */
const Within = Days.min(1).nullable().default(null);
const Money = z.int().min(0).max(100_000_000_00);

const condition = <K extends string, S extends z.ZodRawShape>(kind: K, gaps: S) => z.strictObject({ kind: z.literal(kind), ...gaps });

export const Condition = z.discriminatedUnion('kind', [
  // Who they are.
  condition('gender', { is: z.enum(['female', 'male']) }),
  condition('customerKind', { is: CustomerKind }),
  condition('age', { compare: Compare, years: z.int().min(1).max(130) }),
  condition('zodiac', { is: Zodiac }),
  condition('written', { field: WrittenField, contains: Words }),
  condition('holding', { holds: HeldKind, name: Words, least: z.number().positive().max(10_000_000).nullable().default(null) }),
  condition('source', { is: CustomerSource }),
  condition('channel', { is: Channel }),
  condition('credit', { is: Credit }),
  condition('consent', { is: Consent }),
  condition('doNotDisturb', {}),
  condition('reachable', { by: ReachedBy }),
  condition('birthday', { days: z.int().min(0).max(366) }),
  condition('tag', { tag: Words }),
  condition('fieldText', { field: Words, contains: Words }),
  condition('fieldNumber', { field: Words, compare: Compare, value: z.number() }),
  condition('fieldDate', { field: Words, compare: Compare, day: Day }),
  condition('referred', {}),
  condition('brought', { compare: Compare, people: Times }),
  // Where they live.
  condition('place', { level: Level, name: Words }),
  // What they did.
  condition('lastOrder', { compare: Compare, days: Days }),
  condition('firstOrder', { compare: Compare, days: Days }),
  condition('orders', { within: Within, compare: Compare, times: Times }),
  condition('spend', { within: Within, compare: Compare, fen: Money }),
  condition('basket', { compare: Compare, fen: Money }),
  condition('bought', { within: Within, ever: z.enum(['bought', 'never']), what: BoughtWhat, name: Words }),
  condition('platform', { within: Within, name: Words }),
  condition('pickup', { within: Within, name: Words }),
  condition('refunds', { compare: Compare, times: Times }),
  condition('told', { within: Within, entry: ToldKind, compare: Compare, times: Times }),
  condition('owes', { compare: Compare, fen: Money.min(1) }),
  // What they are worth. Survey answers get their kinds here when there are surveys.
  condition('segment', { is: Segment }),
  condition('elevenSegment', { is: z.enum(elevenSegments) }),
  condition('lifecycle', { is: Lifecycle }),
  condition('valueTier', { is: ValueTier }),
  condition('relation', { is: RelationName }),
  condition('pyramidLevel', { is: z.enum(pyramidLevels) }),
  condition('warningLevel', { is: z.enum(warningLevels) }),
  condition('cluster', { number: z.int().min(0).max(50) }),
  condition('score', { score: Score, compare: Compare, points: z.int().min(1).max(5) }),
  condition('figure', { figure: Figure, compare: Compare, value: z.number() }),
  condition('nextOrder', { days: Days }),
]);
export type Condition = z.infer<typeof Condition>;
export type ConditionKind = Condition['kind'];
export type ConditionOf<K extends ConditionKind> = Extract<Condition, { kind: K }>;
