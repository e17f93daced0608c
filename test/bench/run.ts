/** `npm run bench`: every claim of speed as a ratio against a reference in the same run. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { benchAnalyses } from './analyses.ts';
import { benchApp } from './app.ts';
import { openBigShop } from './big-shop.ts';
import { benchCore } from './core.ts';
import { benchDuplicates, benchFinding } from './duplicates.ts';
import { benchImporting } from './importing.ts';
import { benchPatterns } from './patterns.ts';
import { benchPrediction } from './prediction.ts';
import { benchReading } from './reading.ts';
import { benchScoring } from './scoring.ts';
import { benchSearch } from './search.ts';
import { benchSegments } from './segments.ts';
import { benchExport } from './export.ts';

const folder = mkdtempSync(join(tmpdir(), '乡客 大店 '));
try {
  benchReading();
  await benchImporting();
  await benchDuplicates();
  await benchScoring();
  await benchPatterns();
  await benchPrediction();
  const start = performance.now();
  const big = await openBigShop(join(folder, 'shop'));
  const made = performance.now() - start;
  process.stdout.write(`100,000 customers with an order each, four csv files to the last score: ${(made / 1000).toFixed(1)} s\n`);
  await benchCore(big);
  await benchSearch(big);
  await benchSegments(big);
  await benchFinding(big);
  await benchExport(big);
  await benchAnalyses(big);
  await big.app.close();
  await benchApp(join(folder, 'shop'));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
