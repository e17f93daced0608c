import type { z } from 'zod';
import type { CustomerRepository } from '../customers/repository.ts';
import type { CustomerFilter } from '../customers/contract.ts';
import type { Customers } from '../customers/service.ts';
import { ownCustomerColumns, ownOrderColumns } from '../imports/own-columns.ts';
import { ownCustomerCells, ownOrderRows } from '../imports/own.rules.ts';
import type { OrderFilter } from '../orders/contract.ts';
import type { OrderRepository } from '../orders/repository.ts';
import type { ScoringRepository } from '../scoring/repository.ts';
import type { ExportKind } from './contract.ts';
import type { SheetTable } from './workbook.ts';

type Filter = Partial<z.output<typeof CustomerFilter>>;
type Written = string | number | null;
/** A sheet whose rows come one after the other, so that a long export can be watched and cancelled. */
type TableSource = Omit<SheetTable, 'rows'> & { readonly rows: Iterable<readonly Written[]> };

/** What the page the export starts from was narrowed to. */
export type ExportFilters = { readonly customers: Filter; readonly orders: Partial<z.output<typeof OrderFilter>> };
export type ExportTables = Readonly<Record<ExportKind, (filters: ExportFilters) => TableSource>>;

type Parts = { readonly customers: Customers; readonly people: CustomerRepository; readonly orders: OrderRepository; readonly scores: ScoringRepository };

const widthOf = (header: string): number =>
  /编号|订单号|地址/.test(header) ? 24 : /时间|电话|平台账号|备注|留言|商品$|想要/.test(header) ? 18 : 10;

const segmentNames = {
  111: '重要价值', '011': '重要保持', 101: '重要发展', '001': '重要挽留', 110: '一般价值', '010': '一般保持', 100: '一般发展', '000': '一般挽留',
} as const;
const tierNames = { high: '高', middle: '中', low: '低' } as const;

export const createExportTables = ({ customers, people, orders, scores }: Parts): ExportTables => {
  const customerCells = (id: number): readonly Written[] => {
    const person = people.find(id)!;
    const referrerUid = person.referrerId === null ? null : people.find(person.referrerId)!.uid;
    return ownCustomerCells({ ...person, customerKind: person.kind, referrerUid });
  };

  function* customerRows(filter: Filter): Generator<readonly Written[]> {
    for (const { id } of customers.all(filter)) yield customerCells(id);
  }

  /** The customer's own columns first, so that the importer reads this file like a list of customers. */
  function* segmentRows(filter: Filter): Generator<readonly Written[]> {
    for (const row of customers.all(filter)) {
      const score = scores.find(row.id);
      yield [
        ...customerCells(row.id),
        row.segment && segmentNames[row.segment],
        score?.recency ?? null,
        score?.frequency ?? null,
        score ? score.monetaryFen / 100 : null,
        score?.r ?? null,
        score?.f ?? null,
        score?.m ?? null,
        row.valueTier && tierNames[row.valueTier],
      ];
    }
  }

  function* orderRows(filter: ExportFilters['orders']): Generator<readonly Written[]> {
    for (const order of orders.all(filter)) {
      const buyer = {
        buyerId: null, name: order.receiverName, phone: order.receiverPhone, address: order.receiverAddress,
        province: null, city: null, district: null, village: null,
      };
      const { customerUid, ...facts } = order;
      yield* ownOrderRows({ ...facts, ...(customerUid === null ? {} : { customerUid }), buyer });
    }
  }

  const table = (sheetName: string, headers: readonly string[], rows: Iterable<readonly Written[]>): TableSource => ({
    sheetName, headers, widths: headers.map(widthOf), rows,
  });
  return {
    customers: (filter) => table('客户', ownCustomerColumns, customerRows(filter.customers)),
    orders: (filter) => table('订单', ownOrderColumns, orderRows(filter.orders)),
    segments: (filter) =>
      table('分群', [...ownCustomerColumns, '分群', '几天没来', '来过几次', '一共花了', '最近分', '次数分', '金额分', '价值'], segmentRows(filter.customers)),
  };
};
