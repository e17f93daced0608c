/** Every suite of faults with a few cases. `npm run faults` tries many more, and with `--seeded` shows that each sees its bug. */
import { describe, expect, test } from 'vitest';
import { powerCuts } from './power-cuts.ts';
import { suites } from './suites.ts';

const seed = 20_261_122;

describe.each(suites)('$name', ({ name, short, run }) => {
  test('leaves nothing lost, nothing half-done and nothing unsaid', async ({ skip }) => {
    const { done, failures, skipped } = await run({ amount: short, seed });
    if (skipped !== undefined) process.stderr.write(`! ${name} NOT RUN: ${skipped}\n`);
    skip(skipped !== undefined, skipped);
    expect(failures).toEqual([]);
    expect(done).toBeGreaterThan(0);
  });
});

test('a core that answers before the disk has it does not pass', async ({ skip }) => {
  const { failures, skipped } = await powerCuts.run({ amount: powerCuts.short, seed, bug: 'synchronous=NORMAL' });
  skip(skipped !== undefined, skipped);
  expect(failures).not.toEqual([]);
});
