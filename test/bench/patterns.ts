/** Rules, groups and components against the plain textbook way of the same method, in the same run and with the same result. */
import { associationRulesOf } from '../../core/patterns/association.rules.ts';
import type { Baskets } from '../../core/patterns/baskets.rules.ts';
import { basketsByItem, basketsOf } from '../../core/patterns/baskets.rules.ts';
import { frequentSetsOf } from '../../core/patterns/frequent-sets.rules.ts';
import { kMeans } from '../../core/patterns/clusters.rules.ts';
import type { Points } from '../../core/patterns/points.rules.ts';
import { pointsOf, squaredDistance } from '../../core/patterns/points.rules.ts';
import { silhouettesOf } from '../../core/patterns/silhouette.rules.ts';
import { randomOf } from '../../core/practice/random.rules.ts';
import { groceries, researchPresent } from '../patterns/research.ts';
import { median, row, timed } from './measure.ts';

const rounds = 5;

/** The groceries where they are at hand, else as many baskets of as many goods, few of them sold often. */
const someBaskets = (): Baskets => {
  if (researchPresent) {
    const { count, names, basket, item } = groceries();
    return basketsOf(count, names.length, basket, item);
  }
  const random = randomOf(5);
  const basket = Int32Array.from({ length: 43_367 }, () => Math.floor(random() * 9835));
  return basketsOf(9835, 169, basket, basket.map(() => Math.floor(169 * random() ** 3)));
};

/** Apriori level by level on sets of basket numbers kept as bits (Agrawal & Srikant 1994; Zaki 2000). */
const apriori = (baskets: Baskets, minCount: number): number => {
  const words = Math.ceil(baskets.count / 32);
  const byItem = basketsByItem(baskets);
  const counted = (bits: Int32Array): number => {
    let sum = 0;
    for (let left of bits) for (; left !== 0; left &= left - 1) sum += 1;
    return sum;
  };
  let level = Array.from({ length: baskets.items }, (_, item) => {
    const bits = new Int32Array(words);
    for (const basket of byItem.item.subarray(byItem.offsets[item], byItem.offsets[item + 1])) bits[basket >> 5]! |= 1 << (basket & 31);
    return { items: [item], bits };
  }).filter(({ bits }) => counted(bits) >= minCount);
  let found = 0;
  while (level.length > 0) {
    found += level.length;
    const known = new Set(level.map(({ items }) => items.join()));
    const next: typeof level = [];
    level.forEach((left, at) => {
      const start = left.items.slice(0, -1).join();
      for (const right of level.slice(at + 1)) {
        if (right.items.slice(0, -1).join() !== start) break;
        const items = [...left.items, right.items.at(-1)!];
        if (!items.every((item) => known.has(items.filter((other) => other !== item).join()))) continue;
        const bits = left.bits.map((word, place) => word & right.bits[place]!);
        if (counted(bits) >= minCount) next.push({ items, bits });
      }
    });
    level = next;
  }
  return found;
};

/** Lloyd's rounds from points drawn anyhow; the least inertia of the starts. */
const plainKMeans = ({ count, dimensions, values }: Points, k: number, starts: number): number => {
  const random = randomOf(1);
  let least = Number.POSITIVE_INFINITY;
  for (let start = 0; start < starts; start += 1) {
    let centers = Array.from({ length: k }, () => {
      const point = Math.floor(random() * count);
      return values.slice(point * dimensions, (point + 1) * dimensions);
    });
    for (let before = Number.POSITIVE_INFINITY; ;) {
      const sums = centers.map(() => new Float64Array(dimensions + 1));
      let inertia = 0;
      for (let point = 0; point < count; point += 1) {
        const distances = centers.map((center) => squaredDistance(values, point, center, 0, dimensions));
        const nearest = distances.indexOf(Math.min(...distances));
        inertia += distances[nearest]!;
        for (let at = 0; at < dimensions; at += 1) sums[nearest]![at]! += values[point * dimensions + at]!;
        sums[nearest]![dimensions]! += 1;
      }
      least = Math.min(least, inertia);
      if (inertia >= before) break;
      before = inertia;
      centers = sums.map((sum, cluster) => (sum[dimensions]! > 0 ? sum.slice(0, dimensions).map((value) => value / sum[dimensions]!) : centers[cluster]!));
    }
  }
  return least;
};

/** Buyers of a shop as the groups see them: three correlated numbers around no clear centers. */
const buyers = (count: number): Points => {
  const random = randomOf(3);
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const value = Float64Array.from({ length: count }, normal);
  return pointsOf([value.map((each) => normal() - 0.6 * each), value.map((each) => each + 0.4 * normal()), value.map((each) => each + 0.5 * normal())]);
};

const compare = async (name: string, ours: () => unknown, reference: () => unknown, times = rounds): Promise<void> => {
  const measured: (readonly [number, number])[] = [];
  for (let round = 0; round < times; round += 1) measured.push([await timed(ours), await timed(reference)]);
  row(name, median(measured.map(([ms]) => ms)), median(measured.map(([, ms]) => ms)));
};

export const benchPatterns = async (): Promise<void> => {
  const baskets = someBaskets();
  for (const [minSupport, minConfidence, minCount] of [[0.006, 0.25, 60], [0.001, 0.8, 10]] as const) {
    const sets = frequentSetsOf(baskets, minCount, baskets.items);
    if (sets.type !== 'known' || sets.sets.length !== apriori(baskets, minCount)) throw new Error('the two ways find different sets');
    await compare(`rules of ${baskets.count.toLocaleString('en')} baskets, support ${minSupport}, against Apriori on bits without the rules`,
      () => associationRulesOf(baskets, { minSupport, minConfidence, maxLength: baskets.items }), () => apriori(baskets, minCount), 3);
  }

  const shop = buyers(4338);
  await compare('4 groups of 4,338 buyers, 20 starts, against plain Lloyd from 20 starts', () => kMeans(shop, 4), () => plainKMeans(shop, 4, 20), 3);
  const [ours, plain] = [kMeans(shop, 4)!.inertia, plainKMeans(shop, 4, 20)];
  process.stdout.write(`inertia: ours ${ours.toFixed(3)}, plain ${plain.toFixed(3)}\n`);
  if (ours > plain * 1.001) throw new Error('the groups are worse than those of plain Lloyd');
  const large = buyers(100_000);
  await compare('4 groups of 100,000 buyers, 20 starts, against one plain start', () => kMeans(large, 4), () => plainKMeans(large, 4, 1), 3);

  const groups = [2, 3, 4, 5, 6].map((k) => kMeans(shop, k)!.assignment);
  await compare('silhouettes of five groupings of 4,338 buyers in one pass, against one pass each', () => silhouettesOf(shop, groups), () => groups.forEach((assignment) => silhouettesOf(shop, [assignment])), 3);
};

if (import.meta.main) await benchPatterns();
