import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock } from '../base/clock.ts';
import { todayOf } from '../base/clock.ts';
import type { JobContext } from '../base/dispatcher.ts';
import { Refused } from '../base/errors.ts';
import type { Files } from '../base/files.ts';
import type { Customers } from '../customers/service.ts';
import type { Imports } from '../imports/service.ts';
import { exportFilesOf } from './builders/export-files.ts';
import { generateShop } from './rules.ts';

type Parts = { readonly imports: Imports; readonly customers: Customers; readonly files: Files; readonly clock: Clock };

export const createPractice = ({ imports, customers, files, clock }: Parts) => ({
  /** The made-up shop comes in through the same door as a real one: as platform exports, by the same import. */
  fill: async ({ seed, until }: { readonly seed: number; readonly until?: string | undefined }, job: JobContext) => {
    if (customers.count() > 0) throw new Refused('practice.notEmpty');
    const shop = generateShop({ seed, until: until ?? todayOf(clock), customers: 800 });
    const folder = await mkdtemp(join(tmpdir(), 'xiangke-practice-'));
    try {
      const exports = exportFilesOf(shop);
      let orders = 0;
      for (const { name, bytes } of exports) {
        const path = join(folder, name);
        await writeFile(path, bytes);
        files.grant(path, path);
        const { counts } = await imports.run({ file: path }, job);
        orders += counts.ordersCreated;
      }
      return { customers: customers.count(), orders, files: exports.length };
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
});
