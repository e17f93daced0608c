/** The methods at work: over the whole shop, or over the few who bought something since. */
import type { AnalysisMethod, PeopleColumns } from './method.rules.ts';
import { type AnalysisName, analysisMethods, analysisNames, type Results } from './methods.rules.ts';
import type { AnalysisOptions } from './options.rules.ts';
import type { Shop } from './shop.rules.ts';

export type Learned = Partial<Results>;

/** Each entry learns what it tells from; the list as a whole cannot say so in types. */
type AnyMethod = AnalysisMethod<{ readonly type: string }>;
const methodOf = (name: AnalysisName): AnyMethod => analysisMethods[name] as AnyMethod;

/** A method that reads the shop as JSON keeps it, so that the same numbers come out of a fresh result and of a stored one. */
const asStored = <T>(result: T): T => JSON.parse(JSON.stringify(result)) as T;

/** All methods named, in the order of the list; between two of them others are let through. */
export function* learn(shop: Shop, options: AnalysisOptions, names: readonly AnalysisName[] = analysisNames): Generator<AnalysisName, Learned> {
  const learned: Record<string, unknown> = {};
  for (const name of names) {
    yield name;
    learned[name] = asStored(methodOf(name).learn(shop, options));
  }
  return learned;
}

/** What that says of each person of the shop. `few`: the shop holds a few of the customers only. */
export function* tell(shop: Shop, options: AnalysisOptions, learned: Learned, few: boolean): Generator<AnalysisName, PeopleColumns> {
  const columns: PeopleColumns = {};
  for (const name of analysisNames) {
    const [told, { tell: tellOf, comparesAll }] = [learned[name], methodOf(name)];
    if (!tellOf || told === undefined || told.type === 'tooFew' || (few && comparesAll)) continue;
    yield name;
    Object.assign(columns, tellOf(shop, told, options));
  }
  return columns;
}
