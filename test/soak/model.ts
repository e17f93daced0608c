/** What a shop must hold after everything that was done to it, kept beside it in the plainest form there is. */

export type Money = { readonly paidFen: number; readonly refundFen: number; readonly buyer: string };
/** Nothing in it is ever changed in place: an undo goes back to an older one. */
export type Model = {
  /** by platform number; all of them count as purchases */
  readonly orders: ReadonlyMap<string, Money>;
  /** each person by any name of ours, with the platform accounts that are theirs */
  readonly people: ReadonlyMap<string, readonly string[]>;
  /** who was deleted: files are not to bring them back in these days */
  readonly gone: ReadonlySet<string>;
};
export const emptyModel: Model = { orders: new Map(), people: new Map(), gone: new Set() };

export type ImportedOrder = Money & { readonly id: string };

export const afterImport = ({ orders, people, gone }: Model, rows: readonly ImportedOrder[]): Model => {
  const known = new Set([...people.values()].flat());
  const nextOrders = new Map(orders);
  const nextPeople = new Map(people);
  for (const { id, ...money } of rows) {
    nextOrders.set(id, money);
    if (known.has(money.buyer)) continue;
    known.add(money.buyer);
    nextPeople.set(`account ${money.buyer}`, [money.buyer]);
  }
  return { orders: nextOrders, people: nextPeople, gone };
};

export const afterSaving = (model: Model, name: string): Model => ({ ...model, people: new Map(model.people).set(`hand ${name}`, []) });

const personWith = ({ people }: Model, account: string): string => {
  const found = [...people].find(([, accounts]) => accounts.includes(account));
  if (!found) throw new Error(`the shop has the account ${account}, which nobody brought`);
  return found[0];
};

export const afterMerging = (model: Model, keep: string, drop: string): Model => {
  const people = new Map(model.people);
  const [kept, dropped] = [personWith(model, keep), personWith(model, drop)];
  people.set(kept, [...people.get(kept)!, ...people.get(dropped)!]);
  people.delete(dropped);
  return { ...model, people };
};

export const afterDeleting = (model: Model, account: string): Model => {
  const people = new Map(model.people);
  const person = personWith(model, account);
  const gone = new Set([...model.gone, ...people.get(person)!]);
  people.delete(person);
  return { ...model, people, gone };
};

/** What the shop can be asked for in one breath. */
export type Sums = { readonly people: number; readonly orders: number; readonly netFen: number };
export const sumsOf = ({ people, orders }: Model): Sums => ({
  people: people.size,
  orders: orders.size,
  netFen: [...orders.values()].reduce((sum, { paidFen, refundFen }) => sum + paidFen - refundFen, 0),
});
export const areEqual = (a: Sums, b: Sums): boolean => a.people === b.people && a.orders === b.orders && a.netFen === b.netFen;
