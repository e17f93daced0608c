/** `npm run soak`: prints what was done and what was found. */
import { cpus, release } from 'node:os';
import { parseArgs } from 'node:util';
import { soak } from './soak.ts';

const { values } = parseArgs({ options: { minutes: { type: 'string', default: '60' }, seed: { type: 'string', default: '1' }, kills: { type: 'string', default: '90' } } });
const [minutes, seed, secondsBetweenKills] = [Number(values.minutes), Number(values.seed), Number(values.kills)];

const { steps, kills, checks, failures, largestWal, bookBytes, largestMemory, memorySlope, saves, sums } = await soak({ seconds: minutes * 60, seed, secondsBetweenKills });
const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;
const share = (part: number): string => `${(saves[Math.min(saves.length - 1, Math.floor(saves.length * part))] ?? 0).toFixed(1)} ms`;

const rows: readonly (readonly [string, string | number])[] = [
  ['machine', `${process.platform} ${release()}, ${cpus().length} × ${cpus()[0]?.model ?? ''}`],
  ['day, minutes, seed', `${new Date().toISOString().slice(0, 10)}, ${minutes}, ${seed}`],
  ['steps', Object.values(steps).reduce((sum, count) => sum + count, 0)],
  ...Object.entries(steps).toSorted(([, a], [, b]) => b - a).map(([name, count]) => [`· ${name}`, count] as const),
  ['kills -9', kills],
  ['times compared with the model', checks],
  ['failures', failures.length],
  ['customers, orders, yuan at the end', `${sums.people}, ${sums.orders}, ${(sums.netFen / 100).toFixed(2)}`],
  ['book, largest WAL', `${megabytes(bookBytes)}, ${megabytes(largestWal)}`],
  ['memory at most, slope', `${megabytes(largestMemory)}, ${memorySlope === null ? 'too short to say' : `${megabytes(memorySlope)} an hour`}`],
  ['save p50, p95, p99', `${share(0.5)}, ${share(0.95)}, ${share(0.99)}`],
];
process.stdout.write(`| | |\n|---|--:|\n${rows.map(([name, value]) => `| ${name} | ${value} |`).join('\n')}\n`);
if (failures.length > 0) process.stdout.write(`\n${failures.join('\n')}\n`);
process.exitCode = failures.length === 0 ? 0 : 1;
