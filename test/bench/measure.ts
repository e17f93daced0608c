/** Interleaved rounds of several ways to do one thing: ratios inside a round survive a busy neighbour, milliseconds do not. */

export const median = (numbers: readonly number[]): number => {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
};

export const percentile95 = (numbers: readonly number[]): number => {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * 0.95))] ?? Number.NaN;
};

/** Milliseconds of one call. */
export const timed = async (work: () => unknown): Promise<number> => {
  const start = performance.now();
  await work();
  return performance.now() - start;
};

export const row = (name: string, ours: number, reference: number, unit = 'ms'): void => {
  process.stdout.write(`${name}: ours ${ours.toFixed(2)} ${unit}, reference ${reference.toFixed(2)} ${unit}, ratio ${(ours / reference).toFixed(3)}\n`);
};
