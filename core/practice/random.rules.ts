/** Chance as an argument: the same seed gives the same shop on every machine. */

/** A number in [0, 1) each time it is called. */
export type Random = () => number;

/** Mulberry32 (Tommy Ettinger, public domain): 32 bits of state are plenty for a made-up shop. */
export function randomOf(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A stream of its own for the n-th person or order, so that one more of them leaves the others as they were. */
export const randomFor = (seed: number, index: number): Random => randomOf(Math.imul(seed + 1, 0x9e3779b1) ^ Math.imul(index + 1, 0x85ebca6b));

/** A whole number from `low` to `high`, both included. */
export const between = (random: Random, low: number, high: number): number => low + Math.floor(random() * (high - low + 1));

export const pick = <T>(random: Random, items: readonly T[]): T => items[Math.floor(random() * items.length)]!;

/** One of the items, as often as its weight says. The weights are positive. */
export function pickWeighted<T>(random: Random, items: readonly { readonly weight: number; readonly item: T }[]): T {
  let rest = random() * items.reduce((sum, { weight }) => sum + weight, 0);
  for (const { weight, item } of items) {
    rest -= weight;
    if (rest < 0) return item;
  }
  return items[items.length - 1]!.item;
}
