/** `npm run faults`: every suite with many cases, and a table of what came out. */
import { cpus, release } from 'node:os';
import { parseArgs } from 'node:util';
import { suites } from './suites.ts';

const { values } = parseArgs({
  options: { amount: { type: 'string' }, seed: { type: 'string', default: '1' }, suite: { type: 'string' }, short: { type: 'boolean', default: false }, seeded: { type: 'boolean', default: false } },
});
const seed = Number(values.seed);
const chosen = suites.filter(({ name }) => values.suite === undefined || name.toLowerCase().includes(values.suite.toLowerCase()));
if (chosen.length === 0) throw new Error(`no such suite; there are: ${suites.map(({ name }) => name).join(', ')}`);

const line = (...cells: readonly (string | number)[]): void => void process.stdout.write(`| ${cells.join(' | ')} |\n`);
process.stdout.write(`${new Date().toISOString().slice(0, 10)} · ${process.platform} ${release()} · ${cpus().length} × ${cpus()[0]?.model ?? ''} · Node ${process.versions.node}\n\n`);
line('suite', 'amount', 'failures', 'seed', 'seconds');
line('---', '--:', '--:', '--:', '--:');

const told: string[] = [];
let wrong = 0;
for (const { name, short, full, bugs, run } of chosen) {
  for (const bug of values.seeded ? bugs : [undefined]) {
    const amount = values.amount !== undefined ? Number(values.amount) : values.short || bug !== undefined ? short : full;
    const started = performance.now();
    const { done, failures, skipped } = await run({ amount, seed, ...(bug === undefined ? {} : { bug }) });
    const caught = bug !== undefined && failures.length > 0;
    if (skipped === undefined && (bug === undefined ? failures.length > 0 : !caught)) wrong += 1;
    const result = skipped !== undefined ? `SKIPPED: ${skipped}` : bug === undefined ? failures.length : caught ? `${failures.length} (caught)` : '0 (MISSED)';
    line(bug === undefined ? name : `${name}, seeded: ${bug}`, done, result, seed, Math.round((performance.now() - started) / 100) / 10);
    if (bug === undefined) told.push(...failures.map((failure) => `${name}: ${failure}`));
  }
}
if (told.length > 0) process.stdout.write(`\n${told.slice(0, 100).join('\n')}\n`);
// A core that a failure left behind must not hold the table back.
process.exit(wrong === 0 ? 0 : 1);
