/** Which rows of other tables a person has after a merge, and which go back when it is taken apart. */
import type { ChildTable, Image, Rows } from '../customers/children.rules.ts';
import { factOf, handedOver, idOf, isAbout, isPair } from '../customers/children.rules.ts';
import { ownPlatform } from '../imports/own-columns.ts';
import type { Difference } from './contract.ts';
import type { Side } from './sources.rules.ts';
import { sideOf, voteOf, wordsOf } from './sources.rules.ts';

export type Take = 'keep' | 'drop' | 'both';
export type Took = Readonly<Record<string, Take>>;

/** Whose rows were whose when two people became one. */
export type Pair = { readonly keptId: number; readonly droppedId: number; readonly kept: Rows; readonly dropped: Rows };

/** The name of a list in the window: customer_phones are the phones. */
export const listNameOf = (table: string): string => table.replace(/^customer_/, '').replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

const filled = (row: Image): number => Object.values(row).filter((value) => value !== null && value !== '').length;

/** Puts rows at the places they want, or behind the last where somebody is there already. */
const inPlaces = ({ placed }: ChildTable, rows: readonly Image[]): readonly Image[] => {
  if (!placed) return rows;
  const places = new Set<number>();
  return rows.map((row) => {
    const wanted = Number(row['position']);
    const position = places.has(wanted) ? Math.max(...places) + 1 : wanted;
    places.add(position);
    return position === wanted ? row : { ...row, position };
  });
};

const uniteTable = (table: ChildTable, { keptId, droppedId, kept, dropped }: Pair, take: Take): readonly Image[] => {
  // What stood between the two is nobody's any more; a person never points at itself.
  const ours = (kept[table.name] ?? []).filter((row) => !isAbout(table, row, droppedId));
  const theirs = (dropped[table.name] ?? []).filter((row) => !isAbout(table, row, keptId)).map((row) => handedOver(table, row, droppedId, keptId));
  if (table.same === null) return [...ours, ...theirs];
  const behind = Math.max(-1, ...ours.map((row) => Number(row['position']))) + 1;
  const twins = new Map(ours.map((row) => [factOf(table, row, keptId), row] as const));
  const result = take === 'drop' ? [] : [...ours];
  for (const row of theirs) {
    const twin = twins.get(factOf(table, row, keptId));
    const moved = table.placed ? { ...row, position: twin ? twin['position']! : Number(row['position']) + behind } : row;
    const stands = twin && filled(twin) >= filled(row) ? twin : moved;
    const at = twin ? result.indexOf(twin) : -1;
    if (at >= 0) result[at] = stands;
    else if (take !== 'keep' && !result.includes(stands)) result.push(stands);
  }
  return inPlaces(table, result);
};

/** All rows of the kept person after a merge. Lists keep what either has, or one side's where `took` says so. */
export const united = (tables: readonly ChildTable[], pair: Pair, took: Took): Rows =>
  Object.fromEntries(tables.map((table) => [table.name, uniteTable(table, pair, took[listNameOf(table.name)] ?? 'both')]));

/** How much one person's file holds of a list, as the form allows, and what the list is called. */
export const listLimits: Readonly<Record<string, { readonly limit: number; readonly called: string }>> = {
  phones: { limit: 10, called: '电话' }, addresses: { limit: 10, called: '地址' }, contacts: { limit: 10, called: '微信和其他联系方式' }, holdings: { limit: 20, called: '养的和种的' },
  tags: { limit: 30, called: '标签' }, relations: { limit: 50, called: '家人和亲戚' }, values: { limit: 50, called: '自定的栏' },
};

/** The first list that would not fit into one file. */
export const overfullOf = (tables: readonly ChildTable[], pair: Pair, took: Took): { readonly list: string; readonly count: number; readonly limit: number } | null => {
  const rows = united(tables, pair, took);
  return Object.entries(rows).flatMap(([table, { length: count }]) => {
    const allowed = table.startsWith('customer_') ? listLimits[listNameOf(table)] : undefined;
    return allowed && count > allowed.limit && count > (pair.kept[table]?.length ?? 0) ? [{ list: allowed.called, count, limit: allowed.limit }] : [];
  })[0] ?? null;
};

/** What a merge remembers of a side: the facts of the person's file in full, of records only the numbers. */
export const rememberedOf = (tables: readonly ChildTable[], rows: Rows): Rows =>
  Object.fromEntries(tables.flatMap(({ name, same }) => {
    const present = rows[name] ?? [];
    return present.length === 0 ? [] : [[name, same === null ? present.map(({ id }) => ({ id: id! })) : present]];
  }));

export type Unclear = { readonly table: string; readonly row: Image; readonly proposed: 'kept' | 'dropped' };
export type Division = { readonly kept: Rows; readonly dropped: Rows; readonly unclear: readonly Unclear[] };

export type Dividing = {
  readonly droppedUid: string;
  /** the names of both when they became one */
  readonly names: { readonly kept: string; readonly dropped: string };
  /** the step that made a row */
  readonly madeBy: (table: string, id: number) => number | null;
  /** whom a number stands for by now; null when nobody */
  readonly living: (id: number) => number | null;
  /** what the user says of a row that was added since; null when nothing was said */
  readonly answer: (table: string, id: number) => 'kept' | 'dropped' | null;
};

type Sorted = { readonly kept: Image[]; readonly dropped: Image[]; readonly later: Image[] };

const ids = (rows: readonly Image[] | undefined): ReadonlySet<number> => new Set((rows ?? []).map(idOf));

/** Sorts a table's rows by what they were at the merge; rewritten lists are known by what they say. */
const sortTable = (table: ChildTable, { keptId, droppedId, kept, dropped }: Pair, rows: readonly Image[], droppedUid: string): Sorted => {
  const [ours, theirs] = [kept[table.name] ?? [], dropped[table.name] ?? []];
  const [ourIds, theirIds] = [ids(ours), ids(theirs)];
  const factsOf = (of: readonly Image[], person: number) => new Set(table.same === null ? [] : of.map((row) => factOf(table, row, person)));
  const [ourFacts, theirFacts] = [factsOf(ours, keptId), factsOf(theirs, droppedId)];
  const sorted: Sorted = { kept: [], dropped: [], later: [] };
  for (const row of rows) {
    // The merge itself noted the dropped person's number as a key of the kept one.
    if (table.name === 'customer_identities' && row['platform'] === ownPlatform && row['value'] === droppedUid) continue;
    const fact = factOf(table, row, keptId);
    const of = theirIds.has(idOf(row)) ? sorted.dropped
      : ourIds.has(idOf(row)) || (fact !== null && ourFacts.has(fact)) ? sorted.kept
      : fact !== null && theirFacts.has(fact) ? sorted.dropped
      : sorted.later;
    of.push(row);
  }
  return sorted;
};

/** What the merge took out of a side's lists comes back, and so does the rest of a dropped person's file. */
const missing = (table: ChildTable, remembered: readonly Image[], present: readonly Image[], person: number, comesBack: (row: Image) => boolean): readonly Image[] => {
  const facts = new Set(present.map((row) => factOf(table, row, person)));
  return table.same === null ? [] : remembered.filter((row) => comesBack(row) && !facts.has(factOf(table, row, person)));
};

/** The row with everybody in it who was merged since under the number that stands for them now; null when somebody is gone. */
const withTheLiving = (table: ChildTable, row: Image, { living }: Dividing, self: number): Image | null =>
  table.columns.reduce<Image | null>((now, column) => {
    const id = Number(row[column]);
    if (now === null || row[column] === null || id === self) return now;
    const alive = living(id);
    return alive === null || alive === self ? null : handedOver(table, now, id, alive);
  }, row);

/**
 * Whose each row is when a merge is taken apart: what came with somebody goes back with them, what was added since goes
 * by its source, and the rest is unclear and stays unless `answer` says otherwise.
 */
export const divided = (tables: readonly ChildTable[], pair: Pair, took: Took, rows: Rows, dividing: Dividing): Division => {
  const { keptId, droppedId } = pair;
  const after = united(tables, pair, took);
  const sorted = new Map(tables.map((table) => [table.name, sortTable(table, pair, rows[table.name] ?? [], dividing.droppedUid)]));
  // A second key of a platform since: from then on the platform tells nobody apart.
  const newPlatforms = new Set(sorted.get('customer_identities')?.later.map((row) => String(row['platform'])));
  const side = (of: 'kept' | 'dropped'): Side => sideOf(Object.fromEntries([...sorted].map(([name, each]) => [name, each[of]])), dividing.names[of], newPlatforms);
  const sides = { kept: side('kept'), dropped: side('dropped') };
  const unclear: Unclear[] = [];
  const stepsOf = { kept: new Set<number>(), dropped: new Set<number>() };

  // Orders first: what else came in the same import as new orders of one of the two alone is that person's, too.
  const byOrders = tables.toSorted((a, b) => Number(b.name === 'orders') - Number(a.name === 'orders'));
  for (const table of byOrders) {
    const { later, ...to } = sorted.get(table.name)!;
    for (const row of later) {
      const made = dividing.madeBy(table.name, idOf(row));
      const together = table.name === 'orders' || made === null || stepsOf.kept.has(made) === stepsOf.dropped.has(made) ? null : stepsOf.kept.has(made) ? 'kept' : 'dropped';
      const { clear, proposed } = voteOf(table.name, row, sides, together);
      // Decisions were made looking at the one person that is left.
      const asked = !clear && table.name !== 'duplicate_decisions';
      if (asked) unclear.push({ table: table.name, row, proposed });
      const whose = (asked ? dividing.answer(table.name, idOf(row)) : null) ?? proposed;
      to[whose].push(row);
      if (table.name === 'orders' && made !== null && clear) stepsOf[whose].add(made);
    }
  }

  const kept: Record<string, readonly Image[]> = {};
  const dropped: Record<string, readonly Image[]> = {};
  for (const table of tables) {
    const { kept: ours, dropped: theirs } = sorted.get(table.name)!;
    const stayed = ids(after[table.name]);
    const tookOut = (row: Image) => !stayed.has(idOf(row));
    const places = new Map((pair.dropped[table.name] ?? []).map((row) => [factOf(table, row, droppedId), row['position']]));
    const home = theirs.map((row) => handedOver(table, row, keptId, droppedId)).map((row) => {
      const position = places.get(factOf(table, row, droppedId));
      return table.placed && position !== undefined ? { ...row, position } : row;
    });
    const back = (remembered: readonly Image[] | undefined, present: readonly Image[], person: number, comesBack: (row: Image) => boolean) =>
      missing(table, remembered ?? [], present, person, comesBack).map((row) => withTheLiving(table, row, dividing, person)).filter((row) => row !== null);
    // A row between the two was both people's; one of them brings it back.
    const between = (row: Image) => isPair(table) && isAbout(table, row, droppedId);
    kept[table.name] = inPlaces(table, [...ours, ...back(pair.kept[table.name], ours, keptId, (row) => tookOut(row) && !between(row))]);
    dropped[table.name] = inPlaces(table, [...home, ...back(pair.dropped[table.name], home, droppedId, (row) => tookOut(row) || table.ofFile)]);
  }
  return { kept, dropped, unclear };
};

/** Lists in which either side has something that the other has not: united, nothing is lost. */
export const listDifferencesOf = (tables: readonly ChildTable[], { keptId, droppedId, kept, dropped }: Pair): readonly Difference[] =>
  tables.filter((table) => table.ofFile && !isPair(table)).flatMap((table): Difference[] => {
    const wordsIn = (rows: Rows): string[] => (rows[table.name] ?? []).map((row) => wordsOf(table.name, row));
    const factsIn = (rows: Rows, person: number) => JSON.stringify((rows[table.name] ?? []).map((row) => factOf(table, row, person) ?? wordsOf(table.name, row)).toSorted());
    const differs = factsIn(kept, keptId) !== factsIn(dropped, droppedId);
    return differs ? [{ field: listNameOf(table.name), left: wordsIn(kept), right: wordsIn(dropped), better: 'both' }] : [];
  });
