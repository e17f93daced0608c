/** Two files of one person become one, and two again at any time later. */
import type { Clock } from '../base/clock.ts';
import { nowOf } from '../base/clock.ts';
import type { JobContext } from '../base/dispatcher.ts';
import { Refused } from '../base/errors.ts';
import type { RunningOperation } from '../base/recorder.ts';
import { fieldsByHand } from '../customers/conflicts.rules.ts';
import type { Rows } from '../customers/children.rules.ts';
import { idOf } from '../customers/children.rules.ts';
import type { CustomerRepository } from '../customers/repository.ts';
import { isPlaceholder } from '../customers/rules.ts';
import type { Difference, Merge, PairOfIds, UnmergeQuestion } from './contract.ts';
import type { MergeRepository, StoredMerge } from './merging-repository.ts';
import type { Known } from './merging.rules.ts';
import { betterOf, differencesOf, fieldsOf, mergedRow, takenApart, tookOf } from './merging.rules.ts';
import { wordsOf } from './sources.rules.ts';
import type { Dividing, Pair, Took } from './uniting.rules.ts';
import { divided, listDifferencesOf, overfullOf, rememberedOf, united } from './uniting.rules.ts';

type Parts = {
  readonly read: MergeRepository;
  readonly write: MergeRepository;
  readonly people: CustomerRepository;
  /** the reading half on the writing connection */
  readonly inside: CustomerRepository;
  /** makes a backup and answers its name, or throws */
  readonly backUp: () => Promise<string>;
  readonly clock: Clock;
  /** rebuilds what is derived from customers and their orders */
  readonly rebuild: () => void;
};

type Answer = Dividing['answer'];

/** More at once are only merged when there is a copy to go back to. */
const withoutCopy = 20;
/** What is merged without looking at each pair must be as good as certain. */
const certain = 0.95;

export const createMerging = ({ read, write, people, inside, backUp, clock, rebuild }: Parts) => {
  const { children } = read;
  const fields = fieldsOf(read.columns);

  /** Neither of the two is a row of the other. */
  const rowsOf = (repository: MergeRepository, id: number, other: number): Rows => {
    const rows = repository.rowsOf(id);
    return { ...rows, customers: (rows['customers'] ?? []).filter((row) => idOf(row) !== id && idOf(row) !== other) };
  };
  const pairOf = (repository: MergeRepository, keptId: number, droppedId: number): Pair => ({
    keptId, droppedId, kept: rowsOf(repository, keptId, droppedId), dropped: rowsOf(repository, droppedId, keptId),
  });

  const knownOf = (repository: MergeRepository, source: CustomerRepository, id: number): Known => {
    const [image, person] = [repository.person(id), source.find(id)];
    if (!image || !person) throw new Refused('customers.notFound');
    const { steps, now } = source.steps(id);
    return { image, typed: fieldsByHand(steps, now), placeholder: isPlaceholder(person), lastOrderOn: person.lastOrderOn };
  };

  /** Who brought the kept person: as chosen, unless that was one of the two or leads back to them. */
  const referrerAmong = (wanted: readonly unknown[], { keptId, droppedId }: Pick<Pair, 'keptId' | 'droppedId'>): number | null => {
    if (wanted[0] === null) return null;
    const leadsBack = (start: number): boolean => {
      const seen = new Set<number>();
      for (let id: number | null = start; id !== null && !seen.has(id); id = write.referrerOf(id)) {
        if (id === keptId) return true;
        seen.add(id);
      }
      return false;
    };
    return wanted.filter((id): id is number => typeof id === 'number' && id !== keptId && id !== droppedId).find((id) => !leadsBack(id)) ?? null;
  };

  const join = (pair: Pair, took: Took, mergedAt: string, id?: number): number => {
    const { keptId, droppedId } = pair;
    const [before, dropped] = [write.person(keptId)!, write.person(droppedId)!];
    write.deferReferences();
    write.apply([pair.kept, pair.dropped], [united(children, pair, took)]);
    write.deletePerson(droppedId);
    const merged = mergedRow(fields, before, dropped, took);
    const after = { ...merged, referrer_id: referrerAmong([merged['referrer_id'], before['referrer_id'], dropped['referrer_id']], pair) };
    write.putPerson(before, after);
    write.noteUid(keptId, String(dropped['uid']));
    return write.insertMerge({ id, keptId, droppedId, mergedAt, took, before, after, dropped, keptRows: rememberedOf(children, pair.kept), droppedRows: rememberedOf(children, pair.dropped) });
  };

  const withoutMerge = (rows: Rows, mergeId: number): Rows => ({ ...rows, customer_merges: (rows['customer_merges'] ?? []).filter((row) => idOf(row) !== mergeId) });

  const divisionOf = (repository: MergeRepository, merge: StoredMerge, rows: Rows, answer: Answer) => {
    const { keptId, droppedId, before, dropped, took } = merge;
    return divided(children, { keptId, droppedId, kept: merge.keptRows, dropped: merge.droppedRows }, took, rows, {
      droppedUid: String(dropped['uid']), names: { kept: String(before['name']), dropped: String(dropped['name']) }, madeBy: repository.madeBy, living: repository.living, answer,
    });
  };

  /** Takes the last merge into a person apart; answers how the two would be put together again. */
  const split = (merge: StoredMerge, answer: Answer): Took => {
    const { keptId, droppedId } = merge;
    const rows = withoutMerge(rowsOf(write, keptId, droppedId), merge.id);
    const division = divisionOf(write, merge, rows, answer);
    const now = write.person(keptId)!;
    const parts = takenApart(fields, merge, now);
    const living = (id: unknown, self: number): number | null => {
      const alive = typeof id === 'number' ? write.living(id) : null;
      return alive === self ? null : alive;
    };
    write.deferReferences();
    write.deleteMerge(merge.id);
    write.insertPerson({ ...parts.dropped, referrer_id: null });
    write.apply([rows], [division.kept, division.dropped]);
    write.putPerson(now, { ...parts.kept, referrer_id: living(parts.kept['referrer_id'], keptId) });
    write.putPerson({ ...parts.dropped, referrer_id: null }, { ...parts.dropped, referrer_id: living(parts.dropped['referrer_id'], droppedId) });
    return parts.took;
  };

  const standing = (repository: MergeRepository, mergeId: number): StoredMerge => {
    const merge = repository.find(mergeId);
    if (!merge) throw new Refused('duplicates.mergeNotFound');
    return merge;
  };

  /** Only the last merge into a person can be taken apart: later ones are taken off first and put back on after. */
  const takeApart = (mergeId: number, answer: Answer): number => {
    const { droppedId, keptId } = standing(write, mergeId);
    const taken: { readonly merge: StoredMerge; readonly took: Took }[] = [];
    for (let holder = keptId; ;) {
      const merge = write.latestInto(holder)!;
      const cameWith = (merge.droppedRows['customer_merges'] ?? []).some((row) => idOf(row) === mergeId);
      const took = split(merge, cameWith || merge.id === mergeId ? answer : () => 'kept');
      if (merge.id === mergeId) break;
      taken.push({ merge, took });
      if (cameWith) holder = merge.droppedId;
    }
    for (const { merge, took } of taken.toReversed()) join(pairOf(write, merge.keptId, merge.droppedId), took, merge.mergedAt, merge.id);
    return droppedId;
  };

  const proposedTook = (pair: Pair, chosen: Took): Took => tookOf(fields, knownOf(write, inside, pair.keptId), knownOf(write, inside, pair.droppedId), chosen);

  const mergePair = (keptId: number, droppedId: number, chosen: Took): number => {
    if (keptId === droppedId) throw new Refused('duplicates.samePerson');
    const pair = pairOf(write, keptId, droppedId);
    const took = proposedTook(pair, chosen);
    const overfull = overfullOf(children, pair, took);
    if (overfull) throw new Refused('duplicates.tooMany', overfull);
    return join(pair, took, nowOf(clock));
  };

  /** The fuller file stays: more orders, a real name, the older one. */
  const keepOf = (source: CustomerRepository, { leftId, rightId }: PairOfIds): number => {
    const weight = (id: number) => {
      const person = source.find(id);
      if (!person) throw new Refused('customers.notFound');
      return Number(!isPlaceholder(person)) * 1_000_000 + person.orderCount;
    };
    const [left, right] = [weight(leftId), weight(rightId)];
    return left === right ? Math.min(leftId, rightId) : left > right ? leftId : rightId;
  };

  return {
    /** What the two say differently, how much hangs on each, and who should stay. */
    compare: ({ leftId, rightId }: PairOfIds) => {
      if (leftId === rightId) throw new Refused('duplicates.samePerson');
      const keepId = keepOf(people, { leftId, rightId });
      const pair = pairOf(read, leftId, rightId);
      const [left, right] = [knownOf(read, people, leftId), knownOf(read, people, rightId)];
      const better = (field: (typeof fields)[number]): Difference['better'] => {
        const take = keepId === leftId ? betterOf(field, left, right) : betterOf(field, right, left);
        return take === 'both' ? 'both' : (take === 'keep') === (keepId === leftId) ? 'left' : 'right';
      };
      return {
        keepId,
        differences: [...differencesOf(fields, left.image, right.image, better), ...listDifferencesOf(children, pair)],
        children: children.map(({ name }) => ({ table: name, left: pair.kept[name]?.length ?? 0, right: pair.dropped[name]?.length ?? 0 })),
      };
    },
    merge: ({ keepId, dropId, choices }: { readonly keepId: number; readonly dropId: number; readonly choices: readonly { readonly field: string; readonly take: 'keep' | 'drop' | 'both' }[] }, operation: RunningOperation) => {
      const names = [dropId, keepId].map((id) => inside.find(id)?.name);
      if (names.includes(undefined)) throw new Refused('customers.notFound');
      const mergeId = mergePair(keepId, dropId, Object.fromEntries(choices.map(({ field, take }) => [field, take])));
      operation.about(names.join('、'));
      rebuild();
      return { operationId: operation.id, mergeId };
    },
    mergeMany: async ({ pairs, backedUp }: { readonly pairs: readonly PairOfIds[]; readonly backedUp: boolean }, job: JobContext) => {
      if (pairs.length > withoutCopy && !backedUp) throw new Refused('duplicates.backupFirst', { pairs: pairs.length, limit: withoutCopy });
      const backup = pairs.length > withoutCopy ? await backUp() : null;
      let merged = 0;
      const operationId = await job.write('duplicates.mergeMany', async (operation) => {
        for (const [index, { leftId, rightId }] of pairs.entries()) {
          job.progress('duplicates.merging', index, pairs.length);
          await job.breathe();
          const likelihood = write.likelihoodOf(leftId, rightId);
          // Whoever was merged a moment ago stands for both from then on.
          const [left, right] = [write.living(leftId), write.living(rightId)];
          if (likelihood < certain || left === null || right === null || left === right) continue;
          const keptId = keepOf(inside, { leftId: left, rightId: right });
          const pair = pairOf(write, keptId, keptId === left ? right : left);
          const took = proposedTook(pair, {});
          if (overfullOf(children, pair, took)) continue;
          join(pair, took, nowOf(clock));
          merged += 1;
        }
        operation.about(`${merged} 对`);
        rebuild();
        return operation.id;
      }, { keep: () => merged > 0 });
      return { operationId: merged > 0 ? operationId : null, merged, skipped: pairs.length - merged, backup };
    },
    merges: ({ offset, limit, customerId = null }: { readonly offset: number; readonly limit: number; readonly customerId?: number | null | undefined }): { total: number; merges: Merge[] } => ({
      total: read.count(customerId), merges: read.list(offset, limit, customerId),
    }),
    unmergePlan: ({ mergeId }: { readonly mergeId: number }) => {
      const { keptId, droppedId, dropped, mergedAt } = standing(read, mergeId);
      const questions = new Map<string, UnmergeQuestion>();
      const ask = (found: readonly { readonly table: string; readonly row: Rows[string][number]; readonly proposed: 'kept' | 'dropped' }[]): void => {
        for (const { table, row, proposed } of found) questions.set(`${table} ${idOf(row)}`, { table, id: idOf(row), text: wordsOf(table, row), proposed });
      };
      let rows = rowsOf(read, keptId, droppedId);
      for (let holder = keptId; ;) {
        const last = (rows['customer_merges'] ?? []).reduce((id, row) => Math.max(id, idOf(row)), 0);
        const merge = read.find(last)!;
        const cameWith = (merge.droppedRows['customer_merges'] ?? []).some((row) => idOf(row) === mergeId);
        // Seen from further up, whoever is asked about may be the one to come back.
        const division = divisionOf(read, { ...merge, keptId: holder }, withoutMerge(rows, last), cameWith ? () => 'dropped' : () => 'kept');
        if (cameWith || last === mergeId) ask(division.unclear);
        if (last === mergeId) {
          const returning = children.map(({ name }) => ({ table: name, rows: division.dropped[name]?.length ?? 0 })).filter((table) => table.rows > 0);
          const merged: Merge = { id: mergeId, keptId, keptName: people.find(keptId)?.name ?? '', droppedId, droppedName: String(dropped['name']), mergedAt, standing: true };
          return { merge: merged, returning, questions: [...questions.values()] };
        }
        rows = cameWith ? division.dropped : division.kept;
        if (cameWith) holder = merge.droppedId;
      }
    },
    unmerge: ({ mergeId, answers }: { readonly mergeId: number; readonly answers: readonly { readonly table: string; readonly id: number; readonly to: 'kept' | 'dropped' }[] }, operation: RunningOperation) => {
      const said = new Map(answers.map(({ table, id, to }) => [`${table} ${id}`, to]));
      const { keptId, dropped } = standing(write, mergeId);
      operation.about(`${String(dropped['name'])}、${inside.find(keptId)?.name ?? ''}`);
      const id = takeApart(mergeId, (table, row) => said.get(`${table} ${row}`) ?? null);
      rebuild();
      return { operationId: operation.id, id };
    },
    /**
     * A merge with steps after it is taken back as 拆开 does it, so that what came since goes where it belongs; its end is
     * taken back by its rows, or, when something was built on it (`blocked`), by merging once more. Null for every other step.
     */
    takeBack: (operationId: number, blocked: boolean): { readonly restored: number; readonly removed: number } | null => {
      const made = write.hasLater(operationId) ? write.madeIn(operationId) : [];
      const ended = blocked ? write.endedIn(operationId) : [];
      for (const id of made) takeApart(id, () => null);
      let restored = made.length;
      for (const { keptId, droppedId, took, mergedAt } of ended) {
        if (!write.person(keptId) || !write.person(droppedId)) continue;
        join(pairOf(write, keptId, droppedId), took, mergedAt);
        restored += 1;
      }
      return restored === 0 ? null : { restored, removed: 0 };
    },
  };
};
export type Merging = ReturnType<typeof createMerging>;
