/** The whole API of the core, one line per feature. */
import { analyses } from './analyses/contract.ts';
import { backups } from './backups/contract.ts';
import { customers } from './customers/contract.ts';
import { duplicates } from './duplicates/contract.ts';
import { history } from './history/contract.ts';
import { imports } from './imports/contract.ts';
import { orders } from './orders/contract.ts';
import { portraits } from './portraits/contract.ts';
import { practice } from './practice/contract.ts';
import { privacy } from './privacy/contract.ts';
import { quality } from './quality/contract.ts';
import { referrals } from './referrals/contract.ts';
import { reports } from './reports/contract.ts';
import { scoring } from './scoring/contract.ts';
import { search } from './search/contract.ts';
import { segments } from './segments/contract.ts';
import { settings } from './settings/contract.ts';
import { solitaire } from './solitaire/contract.ts';
import { staff } from './staff/contract.ts';
import { store } from './store/contract.ts';
import { timeline } from './timeline/contract.ts';

/** Answered by the open book. */
export const bookContract = { analyses, customers, duplicates, history, imports, orders, portraits, practice, privacy, quality, referrals, reports, scoring, search, segments, settings, solitaire, staff, timeline };
export type BookContract = typeof bookContract;

/** Answered also while no database is open. */
export const houseContract = { backups, store };
export type HouseContract = typeof houseContract;

export const contract = { ...bookContract, ...houseContract };
export type XiangkeContract = typeof contract;
