/** A live count at 100,000 customers while a sentence is typed, against one statement that joins and groups everything anew. */
import type { Condition } from '../../core/segments/conditions.rules.ts';
import type { SegmentRule } from '../../core/segments/rules.ts';
import type { TestCore } from '../support/core.ts';
import { median, percentile95, row, timed } from './measure.ts';

const typed = (text: string): readonly string[] => Array.from({ length: text.length }, (_, end) => text.slice(0, end + 1));
const place = (name: string): Condition => ({ kind: 'place', level: 'village', name });
const bought = (name: string): Condition => ({ kind: 'bought', within: null, ever: 'bought', what: 'product', name });
const away = (days: number): Condition => ({ kind: 'lastOrder', compare: 'atLeast', days });
const spent = (yuan: number, within: number | null = null): Condition => ({ kind: 'spend', within, compare: 'atLeast', fen: yuan * 100 });

/** 石桥村 · 买过鸡蛋 · 60 天没来 · 消费超过 300 元, letter by letter, and what one then tries. */
const keystrokes: readonly SegmentRule[] = [
  ...typed('石桥村').map((name) => [place(name)]),
  ...typed('土鸡蛋').map((name) => [place('石桥村'), bought(name)]),
  ...typed('60').map((days) => [place('石桥村'), bought('土鸡蛋'), away(Number(days))]),
  ...typed('300').map((yuan) => [place('石桥村'), bought('土鸡蛋'), away(60), spent(Number(yuan))]),
  ...[30, 90, 180].map((within) => [place('石桥村'), away(60), spent(300, within)]),
].map((parts) => ({ join: 'all', parts }));

export const benchSegments = async ({ core, app }: TestCore): Promise<void> => {
  const whole = app.store.reader.prepare(`
    SELECT count(*) FROM (SELECT c.id FROM customers c JOIN orders o ON o.customer_id = c.id AND o.counts = 1 JOIN order_lines l ON l.order_id = o.id JOIN products p ON p.id = l.product_id
      WHERE EXISTS (SELECT 1 FROM customer_addresses a WHERE a.customer_id = c.id AND a.village = '石桥村')
      GROUP BY c.id HAVING max(p.name LIKE '%土鸡蛋%') AND max(o.ordered_at) < '2026-03-10' AND sum(o.net_fen) >= 30000)`);
  const counts: number[] = [];
  const reference: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    // Somebody wrote: whatever was kept of the book is old.
    await core.customers.tagMany({ selection: { ids: [1] }, add: [`轮${round}`] });
    for (const rule of keystrokes) counts.push(await timed(() => core.segments.count({ rule })));
    for (let time = 0; time < 3; time += 1) reference.push(await timed(() => whole.get()));
  }
  row('live count of a segment p50 at 100,000 customers, against one statement', median(counts), median(reference));
  row('live count of a segment p95 at 100,000 customers, against one statement', percentile95(counts), percentile95(reference));
};
