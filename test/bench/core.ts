/** The core at 100,000 customers, against plain SQL on the same file in the same run. */
import { nameOf, phoneOf } from './big-shop.ts';
import { median, percentile95, row, timed } from './measure.ts';
import type { TestCore } from '../support/core.ts';

const rounds = 5;
const queries = ['秀英', '王', 'wgl', 'zhang', phoneOf(54321).slice(-4), '石桥', nameOf(777), '没有这个人'];

export const benchCore = async ({ core, app }: TestCore): Promise<void> => {
  const db = app.store.reader;
  const like = db.prepare(`
    SELECT DISTINCT c.id FROM customers c LEFT JOIN customer_phones p ON p.customer_id = c.id LEFT JOIN customer_addresses a ON a.customer_id = c.id
    WHERE c.name LIKE @q OR c.pinyin LIKE @q OR p.number LIKE @q OR a.village LIKE @q OR a.detail LIKE @q LIMIT 20`);
  const offset = db.prepare(`SELECT c.id, c.name, t.net_fen FROM customers c LEFT JOIN customer_totals t ON t.customer_id = c.id ORDER BY t.last_on DESC, c.id DESC LIMIT 100 OFFSET ?`);

  await core.customers.list({ search: '热身' });
  const search = { ours: [] as number[], reference: [] as number[] };
  const page = { ours: [] as number[], reference: [] as number[] };
  for (let round = 0; round < rounds; round += 1) {
    for (const query of queries) {
      search.ours.push(await timed(() => core.customers.list({ search: query, limit: 20 })));
      search.reference.push(await timed(() => like.all({ q: `%${query}%` })));
    }
    for (const at of [0, 20_000, 50_000, 99_000]) {
      page.ours.push(await timed(() => core.customers.list({ offset: at, limit: 100 })));
      page.reference.push(await timed(() => offset.all(at)));
    }
  }
  row('search keystroke p50 at 100,000 customers, against LIKE', median(search.ours), median(search.reference));
  row('search keystroke p95 at 100,000 customers, against LIKE', percentile95(search.ours), percentile95(search.reference));
  row('page of 100 p50 at 100,000 customers, against LIMIT OFFSET', median(page.ours), median(page.reference));
  row('page of 100 p95 at 100,000 customers, against LIMIT OFFSET', percentile95(page.ours), percentile95(page.reference));
};
