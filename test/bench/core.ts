/** The core at 100,000 customers, against plain SQL on the same file in the same run. */
import { median, percentile95, row, timed } from './measure.ts';
import type { TestCore } from '../support/core.ts';

const rounds = 5;

export const benchCore = async ({ core, app }: TestCore): Promise<void> => {
  const db = app.store.reader;
  const offset = db.prepare(`SELECT c.id, c.name, t.net_fen FROM customers c LEFT JOIN customer_totals t ON t.customer_id = c.id ORDER BY t.last_on DESC, c.id DESC LIMIT 100 OFFSET ?`);

  const page = { ours: [] as number[], reference: [] as number[] };
  for (let round = 0; round < rounds; round += 1) {
    for (const at of [0, 20_000, 50_000, 99_000]) {
      page.ours.push(await timed(() => core.customers.list({ offset: at, limit: 100 })));
      page.reference.push(await timed(() => offset.all(at)));
    }
  }
  row('page of 100 p50 at 100,000 customers, against LIMIT OFFSET', median(page.ours), median(page.reference));
  row('page of 100 p95 at 100,000 customers, against LIMIT OFFSET', percentile95(page.ours), percentile95(page.reference));
};
