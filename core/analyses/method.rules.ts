/** What a method is to the list of methods, and what it may say of a person. */
import type { PyramidLevel } from '../scoring/concentration.rules.ts';
import type { ChurnReason } from '../scoring/churn-reasons.rules.ts';
import type { Relation } from '../scoring/relation.rules.ts';
import type { WarningLevel } from '../scoring/rhythm.rules.ts';
import type { ElevenSegment } from '../scoring/segments.rules.ts';
import type { AnalysisOptions } from './options.rules.ts';
import type { Shop } from './shop.rules.ts';

/** A reason with the name of the goods that it is about. */
export type NamedReason = ChurnReason & { readonly name?: string };

/** Goods to offer that they never had: bought together with `because` by `together` of its `buyers`. */
export type FreshOffer = { readonly name: string; readonly because: readonly string[]; readonly together: number; readonly buyers: number };

/** What the methods say of one person; null where too little is known. Money in fen, days since 1970-01-01, chances 0 … 1. */
export type PersonFigures = {
  readonly elevenSegment: ElevenSegment | null;
  readonly relation: Relation | null;
  readonly pyramidLevel: PyramidLevel | null;
  readonly cluster: number | null;
  readonly composite: number | null;
  readonly warningLevel: WarningLevel | null;
  /** their usual number of days between purchases, and how far these differ */
  readonly cycleDays: number | null;
  readonly spreadDays: number | null;
  /** days since the last purchase ÷ `cycleDays` */
  readonly overdueRatio: number | null;
  readonly valueAtRiskFen: number | null;
  readonly reasons: readonly NamedReason[] | null;
  /** that they buy within the horizon of the options */
  readonly returnChance: number | null;
  /** to be shown, never to rank by: it is 1 for everybody who bought once */
  readonly pAlive: number | null;
  /** purchase days in the 90 days to come */
  readonly expectedPurchases: number | null;
  readonly clvFen: number | null;
  readonly predictedSpendFen: number | null;
  readonly nextOrderDay: number | null;
  readonly nextOrderFrom: number | null;
  readonly nextOrderTo: number | null;
  readonly freshOffers: readonly FreshOffer[] | null;
};

/** One column per figure, one value per customer number. */
export type PeopleColumns = { readonly [F in keyof PersonFigures]?: readonly PersonFigures[F][] };

/** A column of nobody knows, filled in for the customers of a table of rows. */
export const columnFor = <T>(customers: number, customer: ArrayLike<number>, valueAt: (row: number) => T | null): (T | null)[] => {
  const column = Array.from({ length: customers }, (): T | null => null);
  for (let row = 0; row < customer.length; row += 1) column[customer[row]!] = valueAt(row);
  return column;
};

type Refusal = { readonly type: 'tooFew' };

export type AnalysisMethod<Learned> = {
  /** Raised when stored results no longer mean what the method says now: they are then made anew. */
  readonly version: number;
  /** From all customers; plain numbers and words, stored as they are. */
  readonly learn: (shop: Shop, options: AnalysisOptions) => Learned;
  /**
   * What that says of each person. The shop may hold a few customers only, when only these bought something since, unless
   * the method `comparesAll`.
   */
  readonly tell?: (shop: Shop, learned: Exclude<Learned, Refusal>, options: AnalysisOptions) => PeopleColumns;
  readonly comparesAll?: true;
};

/** The type of what is learned follows from the method. */
export const method = <Learned extends { readonly type: string }>(definition: AnalysisMethod<Learned>): AnalysisMethod<Learned> => definition;
