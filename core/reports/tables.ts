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
import type { CellValue } from './sheet-xml.rules.ts';
import type { SheetTable } from './workbook.ts';

type Filter = Partial<z.output<typeof CustomerFilter>>;
type RecordRows = readonly (readonly CellValue[])[];

/** What the page the export starts from was narrowed to. */
export type ExportFilters = { readonly customers: Filter; readonly orders: Partial<z.output<typeof OrderFilter>> };
export type ExportTables = { readonly [Kind in ExportKind]: (filters: ExportFilters) => SheetTable };

type Parts = { readonly customers: Customers; readonly people: CustomerRepository; readonly orders: OrderRepository; readonly scores: ScoringRepository };

const widthOf = (header: string): number =>
  /编号|订单号|地址/.test(header) ? 24 : /时间|电话|平台账号|备注|留言|商品$|想要/.test(header) ? 18 : 10;

const isMoney = (header: string): boolean => /^(实付|退款|运费|商品金额|一共花了)$/.test(header);

/** People of one page are read together; between two pages everybody else gets a turn. */
const pageSize = 200;

const segmentNames = {
  111: '重要价值', '011': '重要保持', 101: '重要发展', '001': '重要挽留', 110: '一般价值', '010': '一般保持', 100: '一般发展', '000': '一般挽留',
} as const;
const tierNames = { high: '高', middle: '中', low: '低' } as const;

export const createExportTables = ({ customers, people, orders, scores }: Parts): ExportTables => {
  /** Somebody who was deleted since the export began is left out. */
  const customerCells = (id: number): readonly CellValue[] | null => {
    const person = people.find(id);
    if (!person) return null;
    const referrerUid = person.referrerId === null ? null : (people.find(person.referrerId)?.uid ?? null);
    return ownCustomerCells({ ...person, customerKind: person.kind, referrerUid });
  };

  function* customerRows(ids: readonly number[]): Generator<RecordRows> {
    for (const id of ids) {
      const cells = customerCells(id);
      if (cells) yield [cells];
    }
  }

  /** The customer's own columns first, so that the importer reads this file like a list of customers. */
  function* segmentRows(ids: readonly number[]): Generator<RecordRows> {
    for (let at = 0; at < ids.length; at += pageSize) {
      for (const row of people.rows(ids.slice(at, at + pageSize))) {
        const cells = customerCells(row.id);
        const score = scores.find(row.id);
        if (!cells) continue;
        yield [[
          ...cells,
          row.segment && segmentNames[row.segment],
          score?.recency ?? null,
          score?.frequency ?? null,
          score ? score.monetaryFen / 100 : null,
          score?.r ?? null,
          score?.f ?? null,
          score?.m ?? null,
          row.valueTier && tierNames[row.valueTier],
        ]];
      }
    }
  }

  function* orderRows(filter: ExportFilters['orders']): Generator<RecordRows> {
    for (const order of orders.all(filter)) {
      const buyer = {
        buyerId: null, name: order.receiverName, phone: order.receiverPhone, address: order.receiverAddress,
        province: null, city: null, district: null, village: null,
      };
      const { customerUid, ...facts } = order;
      yield ownOrderRows({ ...facts, ...(customerUid === null ? {} : { customerUid }), buyer });
    }
  }

  const table = (sheetName: string, headers: readonly string[], total: number, records: Iterable<RecordRows>): SheetTable => ({
    sheetName, columns: headers.map((header) => ({ header, width: widthOf(header), money: isMoney(header) })), total, records,
  });
  return {
    customers: ({ customers: filter }) => {
      const ids = customers.ids(filter);
      return table('客户', ownCustomerColumns, ids.length, customerRows(ids));
    },
    orders: ({ orders: filter }) => table('订单', ownOrderColumns, orders.list({ search: '', ...filter }, 0, 1).total, orderRows(filter)),
    segments: ({ customers: filter }) => {
      const ids = customers.ids(filter);
      return table('分群', [...ownCustomerColumns, '分群', '几天没来', '来过几次', '一共花了', '最近分', '次数分', '金额分', '价值'], ids.length, segmentRows(ids));
    },
  };
};
