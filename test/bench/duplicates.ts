/** How well likely duplicates are found in a generated district with known truth, and how fast in a big shop. */
import type { TestCore } from '../support/core.ts';
import { startCore } from '../support/core.ts';
import { figuresOf, importVillage } from '../support/village-files.ts';
import { villageOf } from '../support/village.ts';
import { row, timed } from './measure.ts';

const goals = { certainPrecision: 0.999, recall: 0.95 } as const;

/** Figures and goals; throws when a goal is missed. */
export const benchDuplicates = async (): Promise<void> => {
  const { villagers, appearances } = villageOf(11, 5000, 14_000);
  const shop = startCore();
  try {
    const records = await importVillage(shop, appearances);
    await shop.core.duplicates.find({});
    const found = await figuresOf(shop.core, appearances, records, (villager) => villagers[villager]!.household);
    const share = ({ pairs, right }: { readonly pairs: number; readonly right: number }) => right / pairs;
    const certainPrecision = share(found.certain);
    const recall = found.foundWithQueue / found.pairsToFind;
    process.stdout.write([
      `identity: 5,000 people, ${found.appearances} appearances in 7 files, ${found.records} records after the import`,
      `certain matches: precision ${certainPrecision.toFixed(5)} (${found.certain.right} of ${found.certain.pairs} pairs), recall ${(found.foundByCertain / found.pairsToFind).toFixed(4)}`,
      `queue of likely duplicates: ${found.queue.pairs} pairs, precision ${share(found.queue).toFixed(4)}; households: ${found.households.pairs}, precision ${share(found.households).toFixed(4)}`,
      `recall with the queue answered: ${recall.toFixed(4)} (${found.foundWithQueue} of ${found.pairsToFind} pairs)`, '',
    ].join('\n'));
    if (certainPrecision < goals.certainPrecision || recall < goals.recall) throw new Error(`identity misses its goal: ${JSON.stringify({ goals, certainPrecision, recall })}`);
  } finally {
    await shop.stop();
  }
};

/** The whole finding against reading the same people by plain SQL; the one after an edit against the whole. */
export const benchFinding = async ({ core, app }: TestCore): Promise<void> => {
  const db = app.store.reader;
  const tables = ['customers', 'customer_phones', 'customer_addresses', 'customer_identities'].map((table) => db.prepare(`SELECT * FROM ${table}`));
  const reading = await timed(() => tables.map((table) => table.all().length));
  const whole = await timed(() => core.duplicates.find({}));
  row('finding duplicates among 100,000 customers, against reading them by SQL', whole, reading);
  const [person] = (await core.customers.list({ limit: 1 })).rows;
  const facts = await core.customers.get({ id: person!.id });
  const afterEdit = await timed(async () => {
    await core.customers.update({ id: person!.id, facts: { ...facts, note: '爱吃辣' } });
    await app.settled();
  });
  row('an edit with its background work at 100,000 customers, against finding everything anew', afterEdit, whole);
};
