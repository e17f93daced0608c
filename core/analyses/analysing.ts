/** Reading the books and running the methods over them, wherever that happens: here, or in a thread of its own. */
import type { Database } from 'better-sqlite3';
import type { ScoringRule } from '../scoring/contract.ts';
import type { PeopleColumns } from './method.rules.ts';
import type { AnalysisName } from './methods.rules.ts';
import type { AnalysisOptions } from './options.rules.ts';
import { readShop } from './repository.ts';
import { learn, type Learned, tell } from './runs.rules.ts';
import { shopOf } from './shop.rules.ts';

export type AnalysisTask = {
  readonly asOf: string;
  readonly options: AnalysisOptions;
  readonly rule: ScoringRule;
  /** to be learned anew */
  readonly names: readonly AnalysisName[];
  /** what was learned before and still holds */
  readonly known: Learned;
  /** tell of these customers only; null tells of everybody */
  readonly only: readonly number[] | null;
};

export type Analysed = { readonly learned: Learned; readonly customerIds: Int32Array; readonly people: PeopleColumns };

/** Yields the name of the method that is next, and nothing while reading. */
export function* analyse(db: Database, { asOf, options, rule, names, known, only }: AnalysisTask): Generator<AnalysisName | void, Analysed> {
  const { customerIds, ...records } = yield* readShop(db, asOf, only);
  const shop = shopOf(records, rule);
  const learned = yield* learn(shop, options, names);
  const people = yield* tell(shop, options, { ...known, ...learned }, only !== null);
  return { learned, customerIds, people };
}
