/** A keystroke in the search field at 100,000 customers, against LIKE on the same columns of the same file in the same run. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { TestCore } from '../support/core.ts';
import { createPeopleIndex } from '../../core/search/people-index.ts';
import { searchRepository } from '../../core/search/repository.ts';
import { nameOf, phoneOf } from './big-shop.ts';
import { median, percentile95, row, timed } from './measure.ts';

const rounds = 5;
/** Megabytes that are truly in use. */
const usedMemory = (): number => {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / 1e6;
};
/** As it is typed, letter by letter. */
const keystrokes = ['王桂英', 'wangguiying', 'wgl', 'zhangxiu', phoneOf(54321), phoneOf(54321).slice(-4), '石桥村', nameOf(777), '没有这个人', 'tb_777', 'w秀英']
  .flatMap((text) => Array.from({ length: [...text].length }, (_, end) => [...text].slice(0, end + 1).join('')));

export const benchSearch = async ({ core, app }: TestCore): Promise<void> => {
  const db = app.store.reader;
  const like = db.prepare(`
    SELECT DISTINCT c.id FROM customers c LEFT JOIN customer_totals t ON t.customer_id = c.id LEFT JOIN customer_phones p ON p.customer_id = c.id
      LEFT JOIN customer_addresses a ON a.customer_id = c.id LEFT JOIN customer_identities i ON i.customer_id = c.id
    WHERE c.name LIKE @q OR c.pinyin LIKE @q OR p.number LIKE @q OR a.village LIKE @q OR a.detail LIKE @q OR i.value LIKE @q ORDER BY t.last_on DESC LIMIT 8`);
  await core.search.find({ text: '热身' });
  const ours: number[] = [];
  const list: number[] = [];
  const reference: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    for (const text of keystrokes) {
      ours.push(await timed(() => core.search.find({ text })));
      list.push(await timed(() => core.customers.list({ search: text, limit: 20 })));
    }
    for (const text of keystrokes.filter((_, at) => at % 6 === round)) reference.push(await timed(() => like.all({ q: `%${text}%` })));
  }
  row('search keystroke p50 at 100,000 customers, against ranked LIKE', median(ours), median(reference));
  row('search keystroke p95 at 100,000 customers, against ranked LIKE', percentile95(ours), percentile95(reference));
  row('search in the list p95, every hit counted, against ranked LIKE', percentile95(list), percentile95(reference));

  const index = createPeopleIndex(searchRepository(db));
  const steps: number[] = [];
  const before = usedMemory();
  let last = performance.now();
  const built = await timed(() =>
    index.follow({
      breathe: async () => {
        steps.push(performance.now() - last);
        await new Promise((resolve) => setImmediate(resolve));
        last = performance.now();
      },
    }),
  );
  process.stdout.write(
    `search index of 100,000 customers: ${built.toFixed(0)} ms in ${steps.length} steps, p95 of a step ${percentile95(steps).toFixed(1)} ms, longest ${Math.max(...steps).toFixed(1)} ms, ` +
      `${(usedMemory() - before).toFixed(0)} MB\n`,
  );
  const { rows } = await core.customers.list({ offset: 5000, limit: 1 });
  const person = await core.customers.get({ id: rows[0]!.id });
  await core.customers.update({ id: person.id, facts: { ...person, note: '改过' } });
  row('search after one edit, against building the index anew', await timed(() => core.search.find({ text: 'wgl' })), built);
};
