/** 简体中文, the source of all other languages. One glossary: a thing has one name everywhere. */
import { analyses } from './zh-CN/analyses.ts';
import { app } from './zh-CN/app.ts';
import { backups } from './zh-CN/backups.ts';
import { bulk } from './zh-CN/bulk.ts';
import { customers } from './zh-CN/customers.ts';
import { duplicates } from './zh-CN/duplicates.ts';
import { history } from './zh-CN/history.ts';
import { imports } from './zh-CN/imports.ts';
import { orders } from './zh-CN/orders.ts';
import { portraits } from './zh-CN/portraits.ts';
import { privacy } from './zh-CN/privacy.ts';
import { quality } from './zh-CN/quality.ts';
import { referrals } from './zh-CN/referrals.ts';
import { reports } from './zh-CN/reports.ts';
import { scoring } from './zh-CN/scoring.ts';
import { segments } from './zh-CN/segments.ts';
import { settings } from './zh-CN/settings.ts';
import { solitaire } from './zh-CN/solitaire.ts';
import { staff } from './zh-CN/staff.ts';
import { statusWords } from './zh-CN/status-words.ts';
import { store } from './zh-CN/store.ts';
import { timeline } from './zh-CN/timeline.ts';
import { undoing } from './zh-CN/undoing.ts';

export const zhCN = { analyses, app, backups, bulk, customers, duplicates, history, imports, orders, portraits, privacy, quality, referrals, reports, scoring, segments, settings, solitaire, staff, statusWords, store, timeline, undoing } as const;
