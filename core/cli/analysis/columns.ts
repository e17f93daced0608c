/** Which column of a transaction log is the customer, the date, the amount …: as said, by English names, or as an import would guess. */
import { Refused } from '../../base/errors.ts';
import type { ColumnRole } from './arguments.ts';
import { placeOf } from './tables.ts';
import type { ColumnMeaning } from '../../imports/contract.ts';
import { normaliseHeader, type Table } from '../../imports/headers.rules.ts';
import { guessMapping } from '../../imports/mapping.rules.ts';

/** Names in logs that the literature and foreign tills hand around, the most telling first; compared without _ - . and blanks. */
const englishNames: Readonly<Record<ColumnRole, readonly string[]>> = {
  customer: ['customerid', 'custid', 'cust', 'customer', 'customerno', 'customernumber', 'memberid', 'member', 'userid', 'user', 'buyerid', 'buyer', 'clientid', 'client', 'cardid', 'id'],
  date: ['invoicedate', 'orderdate', 'invoicetime', 'ordertime', 'purchasedate', 'transactiondate', 'transdate', 'orderedat', 'purchasedat', 'date', 'datetime', 'timestamp', 'time', 'day'],
  amount: ['amount', 'revenue', 'sales', 'spend', 'totalamount', 'orderamount', 'total', 'paid', 'monetary', 'value', 'payment'],
  item: ['description', 'item', 'itemname', 'product', 'productname', 'stockcode', 'sku', 'itemid', 'productid', 'goods', 'article'],
  order: ['invoiceno', 'invoiceid', 'invoice', 'orderid', 'orderno', 'order', 'ordernumber', 'transactionid', 'basketid', 'basket', 'receiptno'],
  quantity: ['quantity', 'qty', 'units'],
  price: ['unitprice', 'price'],
};

const plain = (name: string): string => normaliseHeader(name).replace(/[_.\-#]/g, '');

/** Meanings of the import that serve, the best first. */
const meanings: Readonly<Record<ColumnRole, readonly ColumnMeaning[]>> = {
  customer: ['buyerId', 'phone', 'name'],
  date: ['orderedAt', 'paidAt'],
  amount: ['paid', 'payable', 'itemAmount'],
  item: ['item'],
  order: ['orderId'],
  quantity: ['quantity'],
  price: [],
};

export type LogColumns = Readonly<Partial<Record<ColumnRole, number>>>;
export type Said = Readonly<Partial<Record<string, string>>>;

/** Whether a header speaks for itself, by which the header row is found. */
export const headerTest = (said: Said): ((name: string) => boolean) => {
  const known = new Set(Object.values(said).map((name) => normaliseHeader(name)));
  const english = new Set(Object.values(englishNames).flat());
  return (name) => known.has(name) || english.has(plain(name));
};

/** One column for one role: what was said goes before what was guessed, and no column is taken twice. */
export function logColumnsOf(table: Pick<Table, 'headers' | 'names' | 'rows'>, said: Said, needed: readonly ColumnRole[]): LogColumns {
  const guess = guessMapping(table).meanings;
  const found: Partial<Record<ColumnRole, number>> = {};
  const free = (at: number): boolean => at >= 0 && !Object.values(found).includes(at);
  const roles = Object.keys(englishNames) as ColumnRole[];
  for (const role of roles) if (said[role] !== undefined) found[role] = placeOf(table, said[role]);
  const names = table.names.map(plain);
  for (const role of roles) {
    if (found[role] !== undefined) continue;
    const at = [...englishNames[role].map((name) => names.indexOf(name)), ...meanings[role].map((meaning) => guess.indexOf(meaning))].find(free);
    if (at !== undefined) found[role] = at;
  }
  // 数量 × 单价 stands in where no amount is, and the visit of a customer on a day for an order number
  const priced = found.amount === undefined && found.quantity !== undefined && found.price !== undefined;
  const dated = found.customer !== undefined && found.date !== undefined;
  const missing = needed.find((role) => found[role] === undefined && !(role === 'amount' && priced) && !(role === 'order' && dated));
  if (missing !== undefined) throw new Refused('analysis.columnMissing', { column: roleNames[missing], role: missing, columns: table.headers.filter((header) => header !== '').join('、') });
  return found;
}

const roleNames: Readonly<Record<ColumnRole, string>> = { customer: '客户', date: '日期', amount: '金额', item: '商品', order: '订单号', quantity: '数量', price: '单价' };
