/** 简体中文, the source of all other languages. One glossary: a thing has one name everywhere. */
import { app } from './zh-CN/app.ts';
import { customers } from './zh-CN/customers.ts';
import { imports } from './zh-CN/imports.ts';
import { orders } from './zh-CN/orders.ts';
import { reports } from './zh-CN/reports.ts';
import { scoring } from './zh-CN/scoring.ts';
import { settings } from './zh-CN/settings.ts';

export const zhCN = { app, customers, imports, orders, reports, scoring, settings } as const;
