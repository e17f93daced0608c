/** Recency, frequency, money and their scores over a million orders, against the same question asked in SQL. */
import Database from 'better-sqlite3';
import { between, randomOf } from '../../core/practice/random.rules.ts';
import { purchaseDaysOf } from '../../core/scoring/purchase-days.rules.ts';
import { rhythmsOf, warningsOf } from '../../core/scoring/rhythm.rules.ts';
import { rfmOf, rfmScoresOf } from '../../core/scoring/rfm.rules.ts';
import { eightSegmentsOf } from '../../core/scoring/segments.rules.ts';
import type { Transactions } from '../../core/scoring/transactions.rules.ts';
import { median, row, timed } from './measure.ts';

const asOf = 20_000;
const rounds = 9;
const fixed = { recencyDays: [15, 45, 90, 180], frequency: [1, 2, 4, 8], monetaryFen: [50_00, 200_00, 500_00, 1500_00] };

/** A few regulars and many who came once or twice, three years back. */
function ordersOf(count: number, customers: number): Transactions {
  const random = randomOf(5);
  return {
    customers,
    customer: Int32Array.from({ length: count }, () => Math.floor(customers * random() ** 2)),
    day: Int32Array.from({ length: count }, () => asOf - between(random, 1, 1095)),
    amountFen: Float64Array.from({ length: count }, () => between(random, 500, 40_000)),
  };
}

const inSql = `SELECT customer_id, asOf - last_day, frequency, monetary_fen,
    6 - ntile(5) OVER (ORDER BY asOf - last_day), ntile(5) OVER (ORDER BY frequency), ntile(5) OVER (ORDER BY monetary_fen)
  FROM (SELECT ${asOf} AS asOf, customer_id, max(day) AS last_day, count(*) AS frequency, sum(amount_fen) AS monetary_fen FROM orders GROUP BY customer_id)`;

/** Prints; throws when the figures of both ways differ. */
export const benchScoring = async (): Promise<void> => {
  const orders = ordersOf(1_000_000, 100_000);
  const db = new Database(':memory:');
  db.exec('CREATE TABLE orders (customer_id INTEGER, day INTEGER, amount_fen INTEGER) STRICT');
  const insert = db.prepare('INSERT INTO orders VALUES (?, ?, ?)');
  db.transaction(() => orders.customer.forEach((who, at) => void insert.run(who, orders.day[at]!, orders.amountFen[at]!)))();
  db.exec('CREATE INDEX orders_scoring ON orders (customer_id, day, amount_fen)');
  const query = db.prepare<[], readonly number[]>(inSql).raw();

  const score = () => {
    const rfm = rfmOf(orders, asOf);
    return { rfm, scores: rfmScoresOf(rfm, 'quantile', fixed) };
  };
  const [bySql, byUs] = [query.all(), score()];
  const totalOf = (numbers: Iterable<number>): number => [...numbers].reduce((sum, number) => sum + number, 0);
  const same = bySql.length === byUs.rfm.customer.length && totalOf(bySql.map((line) => line[1]!)) === totalOf(byUs.rfm.recency) && totalOf(bySql.map((line) => line[3]!)) === totalOf(byUs.rfm.monetaryFen);
  if (!same) throw new Error('SQL and the columns disagree on recency or money');

  const times: Record<'ours' | 'sql' | 'sort' | 'segments' | 'rhythm', number[]> = { ours: [], sql: [], sort: [], segments: [], rhythm: [] };
  for (let round = 0; round < rounds; round += 1) {
    times.ours.push(await timed(score));
    times.sql.push(await timed(() => query.all()));
    times.sort.push(await timed(() => orders.amountFen.slice().sort()));
    times.segments.push(await timed(() => eightSegmentsOf(byUs.rfm, byUs.scores, { by: 'scoreAboveMean' })));
    times.rhythm.push(await timed(() => warningsOf(rhythmsOf(purchaseDaysOf(orders, asOf), asOf), 'median')));
  }
  db.close();
  row(`RFM scores over 1,000,000 orders of ${byUs.rfm.customer.length} buyers, against SQL with a covering index`, median(times.ours), median(times.sql));
  row('RFM scores over 1,000,000 orders, against sorting their amounts', median(times.ours), median(times.sort));
  row('eight segments of those buyers, against their scores', median(times.segments), median(times.ours));
  row('own rhythm and warning over 1,000,000 orders, against the RFM scores', median(times.rhythm), median(times.ours));
};
