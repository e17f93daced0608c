/** What happens in a shop, drawn by chance: each step tells how to do it and what the model is afterwards. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Random } from '../../core/practice/random.rules.ts';
import { between, pick, pickWeighted } from '../../core/practice/random.rules.ts';
import type { CoreProcess } from '../support/core-process.ts';
import { orderId, taobaoCsv } from '../support/given.ts';
import type { ImportedOrder, Model } from './model.ts';
import { afterDeleting, afterImport, afterMerging, afterSaving } from './model.ts';

export type Step = {
  readonly name: string;
  readonly after: Model;
  readonly run: (shop: CoreProcess) => Promise<unknown>;
  /** true: it can be taken back by one undo */
  readonly recorded: boolean;
};

type Ground = { readonly shop: CoreProcess; readonly desk: string; readonly random: Random; readonly model: Model; /** counts up, so that nothing is drawn twice */ readonly turn: number };

const yuan = (fen: number): string => (fen / 100).toFixed(2);
const csvOf = (rows: readonly ImportedOrder[]): string =>
  taobaoCsv(rows.map(({ id, buyer, paidFen, refundFen }) => ({ id, buyer, name: `买家${buyer}`, phone: `13${buyer.slice(3).padStart(9, '0')}`, paid: yuan(paidFen), refund: yuan(refundFen) })));

/** New orders of old and new customers, and some that are known and were partly paid back since. */
const drawRows = ({ random, model, turn }: Ground, count: number): ImportedOrder[] => {
  const buyers = [...model.people.values()].flat();
  const known = [...model.orders].filter(([, { buyer }]) => !model.gone.has(buyer));
  const rows = new Map<string, ImportedOrder>();
  for (let n = 0; n < count; n += 1) {
    const paidFen = between(random, 100, 50_000);
    if (known.length > 0 && random() < 0.2) {
      const [id, money] = pick(random, known);
      rows.set(id, { id, ...money, refundFen: Math.max(money.refundFen, Math.floor(money.paidFen * random() * 0.9)) });
    } else {
      const buyer = buyers.length > 0 && random() < 0.6 ? pick(random, buyers) : `tb_${turn * 10_000 + n}`;
      const id = orderId(turn).slice(0, 8) + String(turn).padStart(7, '0') + String(n).padStart(4, '0');
      rows.set(id, { id, buyer, paidFen, refundFen: 0 });
    }
  }
  return [...rows.values()];
};

const importing = (ground: Ground, count: number): Step => {
  const rows = drawRows(ground, count);
  const path = join(ground.desk, `订单 ${ground.turn}.csv`);
  return {
    name: count > 500 ? 'large import' : 'import',
    recorded: true,
    after: afterImport(ground.model, rows),
    run: (shop) => {
      writeFileSync(path, csvOf(rows));
      shop.send({ type: 'grant', token: path, path });
      return shop.core.imports.run({ file: path });
    },
  };
};

/** Somebody whom a platform knows, by number and account; null when three draws met nobody. */
const somebody = async ({ shop, random, model }: Ground): Promise<{ readonly id: number; readonly account: string } | null> => {
  const { total } = await shop.core.customers.list({ limit: 1 });
  if (total === 0) return null;
  for (let draw = 0; draw < 3; draw += 1) {
    const [id] = await shop.core.customers.ids({ offset: between(random, 0, total - 1), limit: 1 });
    const account = id === undefined ? undefined : (await shop.core.customers.get({ id })).identities.find(({ value }) => value.startsWith('tb_'))?.value;
    if (id !== undefined && account !== undefined && !model.gone.has(account)) return { id, account };
  }
  return null;
};

const saving = ({ model, turn, random }: Ground): Step => ({
  name: 'save',
  recorded: true,
  after: afterSaving(model, `赶集${turn}`),
  run: ({ core }) => core.customers.create({ name: `赶集${turn}`, note: '要土鸡蛋'.repeat(between(random, 0, 20)) }),
});

const kinds = [
  { weight: 30, item: 'save' }, { weight: 20, item: 'edit' }, { weight: 14, item: 'note' }, { weight: 12, item: 'import' }, { weight: 6, item: 'merge' },
  { weight: 3, item: 'delete' }, { weight: 2, item: 'tag' }, { weight: 0.3, item: 'large import' }, { weight: 0.5, item: 'find' },
] as const;

/** The next step; where there is nobody yet to do it to, somebody is written down. */
export const drawStep = async (ground: Ground, only?: (typeof kinds)[number]['item']): Promise<Step> => {
  const { random, model, turn } = ground;
  const kind = only ?? pickWeighted(random, kinds);
  if (kind === 'import') return importing(ground, between(random, 5, 60));
  if (kind === 'large import') return importing(ground, 2000);
  if (kind === 'find') return { name: kind, recorded: false, after: model, run: ({ core }) => core.duplicates.find({}) };
  if (kind === 'tag') return { name: kind, recorded: true, after: model, run: ({ core }) => core.customers.tagMany({ selection: { filter: {} }, add: [`第${turn % 5}天`], remove: [] }) };
  const person = kind === 'save' ? null : await somebody(ground);
  if (person === null) return saving(ground);
  if (kind === 'delete') return { name: kind, recorded: true, after: afterDeleting(model, person.account), run: ({ core }) => core.customers.delete({ id: person.id }) };
  if (kind === 'note') return { name: kind, recorded: true, after: model, run: ({ core }) => core.timeline.add({ customerId: person.id, kind: 'debt', amountFen: turn + 1, text: '赊账' }) };
  if (kind === 'merge') {
    const other = await somebody(ground);
    if (other === null || other.id === person.id) return saving(ground);
    return { name: kind, recorded: true, after: afterMerging(model, person.account, other.account), run: ({ core }) => core.duplicates.merge({ keepId: person.id, dropId: other.id }) };
  }
  const { id: _, ...facts } = await ground.shop.core.customers.get({ id: person.id });
  return { name: 'edit', recorded: true, after: model, run: ({ core }) => core.customers.update({ id: person.id, facts: { ...facts, note: `第 ${turn} 次改`, tags: [`标签${turn % 5}`] } }) };
};
