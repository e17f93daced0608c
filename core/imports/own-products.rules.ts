/** Goods in our own tables: the export and the template, which differ only in the number. */
import { yuanText } from '../base/money.ts';
import type { Table } from './headers.rules.ts';
import type { Records } from './orders.rules.ts';
import type { Complain, TextOf, Written } from './own-cells.rules.ts';
import { moneyIn, ownRows } from './own-cells.rules.ts';
import type { OwnProductColumn } from './own-columns.ts';
import { ownProductColumns } from './own-columns.ts';
import type { ProductRecord } from './records.ts';

export const ownProductCells = ({ uid, name, spec, category, unit, costFen }: Omit<ProductRecord, 'kind' | 'rows'>): readonly Written[] => {
  const cells: Record<OwnProductColumn, Written> = { 商品编号: uid, 商品: name, 规格: spec, 分类: category, 单位: unit, 成本价: costFen === null ? null : Number(yuanText(costFen)) };
  return ownProductColumns.map((column) => cells[column]);
};

const productOfRow = (text: TextOf<OwnProductColumn>, row: number, complain: Complain<OwnProductColumn>): ProductRecord => ({
  kind: 'product',
  rows: [row],
  uid: text('商品编号'),
  name: text('商品') ?? complain('商品', 'imports.noGoods') ?? '',
  spec: text('规格'),
  category: text('分类'),
  unit: text('单位'),
  costFen: moneyIn(text, complain)('成本价'),
});

export const ownProductRecords = (table: Table): Generator<number, Records<ProductRecord>> => ownRows(table, ownProductColumns, productOfRow);
