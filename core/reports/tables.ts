import type { z } from 'zod';
import type { CustomerRepository } from '../customers/repository.ts';
import type { CustomerFilter, CustomerSelection } from '../customers/contract.ts';
import type { Customers } from '../customers/service.ts';
import { ownCustomerColumns, ownOrderColumns, ownProductColumns } from '../imports/own-columns.ts';
import { ownCustomerCells } from '../imports/own-customers.rules.ts';
import { ownOrderRows } from '../imports/own-orders.rules.ts';
import { ownProductCells } from '../imports/own-products.rules.ts';
import type { OrderFilter } from '../orders/contract.ts';
import type { OrderRepository } from '../orders/repository.ts';
import type { ProductRepository } from '../products/repository.ts';
import type { Referrals } from '../referrals/service.ts';
import type { ScoringRepository } from '../scoring/repository.ts';
import type { ExportKind } from './contract.ts';
import type { CellValue } from './sheet-xml.rules.ts';
import type { SheetTable } from './workbook.ts';
import type { SegmentPeople } from '../segments/contract.ts';
import type { Segments } from '../segments/service.ts';

type Filter = Partial<z.output<typeof CustomerFilter>>;
type RecordRows = readonly (readonly CellValue[])[];

/** What the page the export starts from was narrowed to. */
export type ExportFilters = { readonly customers: Filter; readonly selection: CustomerSelection | undefined; readonly people?: SegmentPeople | undefined; readonly orders: Partial<z.output<typeof OrderFilter>> };
export type ExportTables = { readonly [Kind in ExportKind]: (filters: ExportFilters) => SheetTable };

type Parts = { readonly customers: Customers; readonly selected: (selection: CustomerSelection) => readonly number[]; readonly referrals: Referrals; readonly segments: Pick<Segments, 'idsOf'>; readonly people: CustomerRepository; readonly orders: OrderRepository; readonly products: ProductRepository; readonly scores: ScoringRepository };

const widthOf = (header: string): number =>
  /编号|订单号|地址/.test(header) ? 24 : /时间|电话|平台账号|备注|留言|商品$|想要/.test(header) ? 18 : 10;

const isMoney = (header: string): boolean => /^(实付|退款|运费|商品金额|成本价|一共花了|带来的人花了)$/.test(header);

/** People of one page are read together; between two pages everybody else gets a turn. */
const pageSize = 200;

export const segmentNames = {
  111: '重要价值', '011': '重要保持', 101: '重要发展', '001': '重要挽留', 110: '一般价值', '010': '一般保持', 100: '一般发展', '000': '一般挽留',
} as const;
const tierNames = { high: '高', middle: '中', low: '低' } as const;

export const createExportTables = ({ customers, selected, referrals, segments, people, orders, products, scores }: Parts): ExportTables => {
  /** Somebody who was deleted since the export began is left out. */
  function* customerCells(ids: readonly number[]): Generator<readonly [id: number, cells: readonly CellValue[]]> {
    const fields = new Map(people.customFields().map((field) => [field.id, field]));
    for (let at = 0; at < ids.length; at += pageSize) {
      for (const person of people.findAll(ids.slice(at, at + pageSize))) {
        const custom = person.custom.flatMap(({ fieldId, value }) => {
          const field = fields.get(fieldId);
          return field ? [{ name: field.name, kind: field.kind, value }] : [];
        }).toSorted((a, b) => (a.name < b.name ? -1 : 1));
        // By what is the same on every laptop, so that two books that say the same also look the same.
        const relations = person.relations.toSorted((a, b) => (`${a.uid} ${a.kind}` < `${b.uid} ${b.kind}` ? -1 : 1));
        yield [person.id, ownCustomerCells({ ...person, customerKind: person.kind, custom, relations })];
      }
    }
  }

  function* customerRows(ids: readonly number[]): Generator<RecordRows> {
    for (const [, cells] of customerCells(ids)) yield [cells];
  }

  /** The customer's own columns first, so that the importer reads such a file like a list of customers. */
  function* peopleRows(ids: readonly number[], moreOf: (page: readonly number[]) => Iterable<readonly [id: number, cells: readonly CellValue[]]>): Generator<RecordRows> {
    for (let at = 0; at < ids.length; at += pageSize) {
      const page = ids.slice(at, at + pageSize);
      const cellsOf = new Map(customerCells(page));
      for (const [id, more] of moreOf(page)) {
        const cells = cellsOf.get(id);
        if (cells) yield [[...cells, ...more]];
      }
    }
  }

  function* scoreCells(page: readonly number[]): Generator<readonly [id: number, cells: readonly CellValue[]]> {
    for (const { id, segment, valueTier } of people.rows(page)) {
      const score = scores.find(id);
      yield [id, [
        segment && segmentNames[segment],
        score?.recency ?? null,
        score?.frequency ?? null,
        score ? score.monetaryFen / 100 : null,
        score?.r ?? null,
        score?.f ?? null,
        score?.m ?? null,
        valueTier && tierNames[valueTier],
      ]];
    }
  }

  function* helperCells(page: readonly number[]): Generator<readonly [id: number, cells: readonly CellValue[]]> {
    for (const { id, direct, directBuyers, size, depth, broughtFen } of referrals.helpersOf(page)) yield [id, [direct, directBuyers, size, depth, broughtFen / 100]];
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
    customers: ({ customers: filter, selection, people: meant }) => {
      const ids = selection ? selected(selection) : meant ? segments.idsOf(meant) : customers.ids(filter);
      return table('客户', ownCustomerColumns, ids.length, customerRows(ids));
    },
    orders: ({ orders: filter }) => table('订单', ownOrderColumns, orders.list({ search: '', ...filter }, 0, 1).total, orderRows(filter)),
    products: () => {
      const goods = products.all();
      return table('商品', ownProductColumns, goods.length, goods.map((product) => [ownProductCells(product)]));
    },
    segments: ({ customers: filter }) => {
      const ids = customers.ids(filter);
      return table('分群', [...ownCustomerColumns, '分群', '几天没来', '来过几次', '一共花了', '最近分', '次数分', '金额分', '价值'], ids.length, peopleRows(ids, scoreCells));
    },
    helpers: () => {
      const ids = referrals.helperIds();
      return table('带客的人', [...ownCustomerColumns, '介绍来几人', '其中买过几人', '连带一共几人', '传了几层', '带来的人花了'], ids.length, peopleRows(ids, helperCells));
    },
  };
};
