/** The whole API of the core, one line per feature. */
import { customers } from './customers/contract.ts';
import { duplicates } from './duplicates/contract.ts';
import { history } from './history/contract.ts';
import { imports } from './imports/contract.ts';
import { orders } from './orders/contract.ts';
import { portraits } from './portraits/contract.ts';
import { practice } from './practice/contract.ts';
import { quality } from './quality/contract.ts';
import { referrals } from './referrals/contract.ts';
import { reports } from './reports/contract.ts';
import { scoring } from './scoring/contract.ts';
import { search } from './search/contract.ts';
import { settings } from './settings/contract.ts';
import { solitaire } from './solitaire/contract.ts';
import { timeline } from './timeline/contract.ts';

export const contract = { customers, duplicates, history, imports, orders, portraits, practice, quality, referrals, reports, scoring, search, settings, solitaire, timeline };
export type XiangkeContract = typeof contract;
