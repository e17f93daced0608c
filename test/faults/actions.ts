/** What a shop may be in the middle of when something goes wrong. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CoreProcess } from '../support/core-process.ts';
import type { Shop } from './shop.ts';
import { granted, peopleCsv } from './shop.ts';

export type Action = {
  readonly name: string;
  readonly run: (process: CoreProcess, shop: Shop) => Promise<unknown>;
};

/** Outside of the shop's folder, as on a stick or the desktop: what breaks is the shop's disk. */
const desk = (): string => mkdtempSync(join(tmpdir(), 'xiangke-desk-'));

/** In an order in which they can also follow each other. */
export const actions: readonly Action[] = [
  { name: 'save', run: ({ core }) => core.customers.create({ name: '新来的刘婶', tags: ['集市'], note: '要土鸡蛋', phones: [{ number: '13700000002', label: '家里' }] }) },
  { name: 'import', run: (process) => process.core.imports.run({ file: granted(process, join(desk(), '三月.csv'), peopleCsv(271, 400)) }) },
  { name: 'merge', run: ({ core }, { keepId, dropId }) => core.duplicates.merge({ keepId, dropId }) },
  { name: 'undo import', run: ({ core }, { secondBatch }) => core.imports.undo({ batchId: secondBatch }) },
  { name: 'bulk delete', run: ({ core }) => core.customers.deleteMany({ selection: { filter: {}, except: [] } }) },
  { name: 'backup', run: ({ core }) => core.backups.make() },
  { name: 'restore', run: ({ core }, { backup }) => core.backups.restore({ backup }) },
];
