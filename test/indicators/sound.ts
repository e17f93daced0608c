import { expect } from 'vitest';

const shares = new Set(['share', 'p', 'rSquared', 'kmo']);

/** No number of the result is NaN or infinite, and what is a share or a probability lies within 0 … 1. */
export const expectSound = (result: unknown): void => expect(nonsenseIn(result, 'result')).toEqual([]);

function nonsenseIn(result: unknown, name: string): string[] {
  if (typeof result === 'number') return Number.isFinite(result) && (!shares.has(name) || (result >= 0 && result <= 1)) ? [] : [`${name} is ${result}`];
  if (typeof result !== 'object' || result === null) return [];
  return Object.entries(result).flatMap(([key, value]) => nonsenseIn(value, Array.isArray(result) ? name : key));
}
