import type { Clock } from '../base/clock.ts';
import { todayOf } from '../base/clock.ts';
import { addDays } from '../base/dates.ts';
import type { CustomerRow } from '../customers/contract.ts';
import type { Helper, HelperSort, PersonReferrals, ReferralSummary, TreeRow } from './contract.ts';
import { betweennessOf, betweennessSteps, clusteringOf, densityOf, networkOf, pageRankOf } from './network.rules.ts';
import type { ReferralRepository } from './repository.ts';
import { BY_THEMSELVES, cascadesOf, forestOf, levelsOf, wordOfMouthOf } from './rules.ts';

type Parts = {
  readonly read: ReferralRepository;
  /** rows of the list of customers, in the order of the ids */
  readonly rows: (ids: readonly number[]) => readonly CustomerRow[];
  readonly clock: Clock;
};

type Paging = { readonly offset: number; readonly limit: number };

/** About a tenth of a second; a village is far below, a district has no one in the middle. */
const mostBetweennessSteps = 5_000_000;
const peopleShown = 12;

export const createReferrals = ({ read, rows, clock }: Parts) => {
  const readTrees = () => {
    const people = read.people();
    const place = new Map(people.map(({ id }, at) => [id, at]));
    const forest = forestOf(Int32Array.from(people, ({ referrerId }) => (referrerId === null ? BY_THEMSELVES : (place.get(referrerId) ?? BY_THEMSELVES))));
    const cascades = cascadesOf(forest, people.map(({ netFen }) => netFen));
    const byValue = (one: number, other: number) => cascades.value[other]! - cascades.value[one]! || people[other]!.netFen - people[one]!.netFen || one - other;
    const broughtOf = (at: number): number[] => [...forest.brought.subarray(forest.from[at], forest.from[at + 1])].toSorted(byValue);
    return { people, place, forest, cascades, byValue, broughtOf };
  };

  /** Referrals and family links together (R46): who stands in the middle of whom. */
  const readNetwork = () => {
    const { people, forest } = trees();
    const place = new Map(people.map(({ id }, at) => [id, at]));
    const placeOf = (id: number): number => {
      if (!place.has(id)) place.set(id, place.size);
      return place.get(id)!;
    };
    const bonds = [...forest.broughtBy].flatMap((by, at) => (by === BY_THEMSELVES ? [] : [[at, by] as const]));
    const family = read.relations().map(({ one, other }) => [placeOf(one), placeOf(other)] as const);
    const network = networkOf(place.size, [...bonds, ...family]);
    return {
      network,
      pageRank: pageRankOf(people.length, bonds),
      betweenness: betweennessSteps(network) <= mostBetweennessSteps ? betweennessOf(network) : null,
    };
  };

  let knownTrees: ReturnType<typeof readTrees> | undefined;
  let knownNetwork: ReturnType<typeof readNetwork> | undefined;
  const trees = () => (knownTrees ??= readTrees());
  const network = () => (knownNetwork ??= readNetwork());

  const named = (ids: readonly number[]): ReadonlyMap<number, CustomerRow> => new Map(rows(ids).map((row) => [row.id, row]));

  const sortedHelpers = (sort: HelperSort): number[] => {
    const { people, cascades, byValue } = trees();
    const measure: Readonly<Record<HelperSort, ArrayLike<number>>> = {
      value: cascades.value, direct: cascades.direct, size: cascades.size, pageRank: sort === 'pageRank' ? network().pageRank : [],
    };
    return people.flatMap((_, at) => (cascades.direct[at]! > 0 ? [at] : [])).toSorted((one, other) => measure[sort][other]! - measure[sort][one]! || byValue(one, other));
  };

  const helpersAt = (places: readonly number[]): Helper[] => {
    const { people, cascades, broughtOf } = trees();
    const { network: ties, pageRank, betweenness } = network();
    const known = named(places.map((at) => people[at]!.id));
    return places.flatMap((at) => {
      const row = known.get(people[at]!.id);
      if (!row) return [];
      return [{
        id: row.id,
        name: row.name,
        village: row.village,
        direct: cascades.direct[at]!,
        directBuyers: broughtOf(at).filter((child) => people[child]!.orderCount > 0).length,
        size: cascades.size[at]!,
        depth: cascades.depth[at]!,
        broughtFen: cascades.value[at]!,
        decayedFen: Math.round(cascades.decayedValue[at]!),
        degree: ties.neighbours[at]!.length,
        pageRank: pageRank[at]!,
        betweenness: betweenness && betweenness[at]!,
      }];
    });
  };

  return {
    /** Called after every commit. */
    invalidate: (): void => {
      knownTrees = undefined;
      knownNetwork = undefined;
    },

    summary: (period: { readonly from?: string | undefined; readonly to?: string | undefined }): ReferralSummary => {
      const to = period.to ?? todayOf(clock);
      const from = period.from ?? addDays(to, -364);
      const counts = { ...read.counts(), ...read.newBuyers(from, to) };
      const { rate, ...rates } = wordOfMouthOf(counts);
      const { people, forest, cascades } = trees();
      const { network: ties } = network();
      return {
        from, to, ...counts, ...rates, wordOfMouthRate: rate,
        levels: levelsOf(forest),
        largest: cascades.size.reduce((most, size) => Math.max(most, size), 0),
        circles: rows(forest.cut.map((at) => people[at]!.id)).map(({ id, name }) => ({ id, name })),
        network: {
          people: ties.count, ties: ties.ties, density: densityOf(ties),
          clustering: ties.count === 0 ? 0 : clusteringOf(ties).reduce((sum, each) => sum + each, 0) / ties.count,
        },
      };
    },

    helpers: ({ sort, offset, limit }: Paging & { readonly sort: HelperSort }): { total: number; rows: Helper[] } => {
      const sorted = sortedHelpers(sort);
      return { total: sorted.length, rows: helpersAt(sorted.slice(offset, offset + limit)) };
    },
    /** Everybody who brought somebody, by what it brought; for the export. */
    helperIds: (): number[] => sortedHelpers('value').map((at) => trees().people[at]!.id),
    helpersOf: (ids: readonly number[]): Helper[] => helpersAt(ids.flatMap((id) => trees().place.get(id) ?? [])),

    tree: ({ allOpen, toggled, offset, limit }: Paging & { readonly allOpen: boolean; readonly toggled: readonly number[] }) => {
      const { people, forest, cascades, byValue, broughtOf } = trees();
      const others = new Set(toggled);
      const isOpen = (at: number): boolean => cascades.direct[at]! > 0 && allOpen !== others.has(people[at]!.id);
      const roots = people.flatMap((_, at) => (forest.broughtBy[at] === BY_THEMSELVES && cascades.direct[at]! > 0 ? [at] : [])).toSorted(byValue);
      const visible: number[] = [];
      const waiting = roots.toReversed();
      for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
        visible.push(at);
        if (isOpen(at)) for (const child of broughtOf(at).toReversed()) waiting.push(child);
      }
      const page = visible.slice(offset, offset + limit);
      const known = named(page.map((at) => people[at]!.id));
      const lines = page.flatMap((at): TreeRow[] => {
        const row = known.get(people[at]!.id);
        if (!row) return [];
        return [{
          id: row.id, name: row.name, village: row.village, level: forest.level[at]!, direct: cascades.direct[at]!, open: isOpen(at),
          size: cascades.size[at]!, orderCount: row.orderCount, netFen: row.netFen, broughtFen: cascades.value[at]!,
        }];
      });
      return { total: visible.length, trees: roots.length, rows: lines };
    },

    /** One person's place in it, for the portrait. */
    of: (id: number): PersonReferrals => {
      const { people, place, forest, cascades, broughtOf } = trees();
      const at = place.get(id);
      if (at === undefined) return { referrer: null, direct: 0, size: 0, depth: 0, broughtFen: 0, people: [] };
      const by = forest.broughtBy[at]!;
      const [referrer] = by === BY_THEMSELVES ? [] : rows([people[by]!.id]);
      const shown = broughtOf(at).slice(0, peopleShown).map((child) => people[child]!.id);
      return {
        referrer: referrer ? { id: referrer.id, name: referrer.name } : null,
        direct: cascades.direct[at]!, size: cascades.size[at]!, depth: cascades.depth[at]!, broughtFen: cascades.value[at]!,
        people: rows(shown).map(({ id: child, name, orderCount, netFen }) => ({ id: child, name, orderCount, netFen })),
      };
    },
  };
};
export type Referrals = ReturnType<typeof createReferrals>;
