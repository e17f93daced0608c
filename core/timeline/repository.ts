import type { Database } from 'better-sqlite3';
import type { EntryKind, TalkChannel } from './contract.ts';
import type { TimelineWish } from './source.ts';

export type StoredEntry = {
  readonly id: number; readonly customerId: number; readonly kind: EntryKind; readonly channel: TalkChannel | null; readonly at: string; readonly text: string; readonly amountFen: number | null;
};
type Written = Omit<StoredEntry, 'id' | 'customerId'>;

const columns = `id, customer_id AS customerId, kind, channel, at, text, amount_fen AS amountFen`;

export const timelineRepository = (db: Database) => {
  const find = db.prepare<[number], StoredEntry>(`SELECT ${columns} FROM timeline_entries WHERE id = ?`);
  const list = db.prepare<object, StoredEntry>(`
    SELECT ${columns} FROM timeline_entries
    WHERE customer_id = @customerId AND kind IN (SELECT value FROM json_each(@kinds)) AND (at < @at OR (at = @at AND id < @id)) ORDER BY at DESC, id DESC LIMIT @limit`);
  const count = db.prepare<[number], { kind: EntryKind; entries: number }>(`SELECT kind, count(*) AS entries FROM timeline_entries WHERE customer_id = ? GROUP BY kind`);
  const accounts = db.prepare<[number], { at: string; signedFen: number }>(`
    SELECT at, iif(kind = 'debt', amount_fen, -amount_fen) AS signedFen FROM timeline_entries WHERE customer_id = ? AND kind IN ('debt', 'repayment') ORDER BY at, id`);
  const insert = db.prepare(`INSERT INTO timeline_entries (uid, customer_id, kind, channel, at, text, amount_fen) VALUES (@uid, @customerId, @kind, @channel, @at, @text, @amountFen)`);
  const update = db.prepare(`UPDATE timeline_entries SET kind = @kind, channel = @channel, at = @at, text = @text, amount_fen = @amountFen WHERE id = @id`);
  const remove = db.prepare(`DELETE FROM timeline_entries WHERE id = ?`);

  const nameOf = db.prepare<[number], string>(`SELECT name FROM customers WHERE id = ?`).pluck();

  return {
    nameOf: (customerId: number) => nameOf.get(customerId),
    find: (id: number) => find.get(id),
    list: ({ customerId, kinds, before, limit }: TimelineWish): StoredEntry[] =>
      list.all({ customerId, kinds: JSON.stringify(kinds), at: before?.at ?? '~', id: before?.id ?? 0, limit }),
    count: (customerId: number): Partial<Record<EntryKind, number>> => Object.fromEntries(count.all(customerId).map(({ kind, entries }) => [kind, entries])),
    /** Debts and repayments, oldest first; what lowers the debt is negative. */
    accounts: (customerId: number) => accounts.all(customerId),
    insert: (uid: string, customerId: number, entry: Written): number => Number(insert.run({ uid, customerId, ...entry }).lastInsertRowid),
    update: (id: number, entry: Written): void => void update.run({ id, ...entry }),
    remove: (id: number): void => void remove.run(id),
  };
};
export type TimelineRepository = ReturnType<typeof timelineRepository>;
