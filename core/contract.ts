/** The whole API of the core, one line per feature. */
import { customers } from './customers/contract.ts';
import { history } from './history/contract.ts';
import { imports } from './imports/contract.ts';
import { orders } from './orders/contract.ts';
import { practice } from './practice/contract.ts';
import { reports } from './reports/contract.ts';
import { scoring } from './scoring/contract.ts';
import { settings } from './settings/contract.ts';

export const contract = { customers, history, imports, orders, practice, reports, scoring, settings };
export type XiangkeContract = typeof contract;
