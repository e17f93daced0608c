import type { Clock } from '../base/clock.ts';
import { todayOf } from '../base/clock.ts';
import { daysBetween } from '../base/dates.ts';
import type { JobContext } from '../base/dispatcher.ts';
import { Refused } from '../base/errors.ts';
import type { Files } from '../base/files.ts';
import type { Customers } from '../customers/service.ts';
import type { Orders } from '../orders/service.ts';
import type { Contacting } from '../privacy/contacting.ts';
import type { Portraits } from '../portraits/service.ts';
import type { Segment } from '../scoring/contract.ts';
import type { Scoring } from '../scoring/service.ts';
import type { SegmentPeople } from '../segments/contract.ts';
import type { Segments } from '../segments/service.ts';
import type { createSettings } from '../settings/service.ts';
import type { CustomerReport, ExportKind, Overview, PeopleReport, SegmentReport } from './contract.ts';
import type { ReportRepository } from './repository.ts';
import { writeWorkbook } from './workbook.ts';
import type { ExportFilters, ExportTables } from './tables.ts';

type Parts = {
  readonly read: ReportRepository;
  readonly mayContact: Contacting['among'];
  readonly clock: Clock;
  readonly files: Files;
  readonly customers: Customers;
  readonly orders: Orders;
  readonly portraits: Portraits;
  readonly scoring: Scoring;
  readonly segments: Pick<Segments, 'idsOf'>;
  readonly settings: ReturnType<typeof createSettings>;
  readonly tables: ExportTables;
};

type ExportRequest = {
  readonly kind: ExportKind;
  readonly file: string;
  readonly filter?: ExportFilters['customers'] | undefined;
  readonly selection?: ExportFilters['selection'];
  readonly people?: ExportFilters['people'];
  readonly orderFilter?: ExportFilters['orders'] | undefined;
};

const listLength = 8;
/** Some forty sheets of paper; a year of a restaurant that orders every day fits five times. */
const reportOrders = 2000;

export const createReports = ({ read, mayContact, clock, files, customers, orders, portraits, scoring, segments, settings, tables }: Parts) => {
  const shopName = () => settings.get().shopName ?? '';

  return {
    overview: (): Overview => {
      const totals = read.totals();
      return {
        customers: customers.count(),
        ...totals,
        // A day apart is a clock set a little wrong; further apart the battery is flat, and every order would count as not yet made.
        clockBehind: totals.lastOn !== null && daysBetween(todayOf(clock), totals.lastOn) > 1 ? totals.lastOn : null,
        months: read.months(12),
        scores: scoring.summary(),
        newCustomers: customers.rows(read.newCustomers(listLength)),
        slippingCustomers: customers.rows(read.slippingCustomers(listLength)),
      };
    },

    customer: (id: number): CustomerReport => {
      const bought = orders.list({ customerId: id, search: '', offset: 0, limit: reportOrders });
      return {
        shopName: shopName(),
        printedOn: todayOf(clock),
        portrait: portraits.get(id),
        orders: bought.rows,
        ordersLeftOut: bought.total - bought.rows.length,
      };
    },

    segment: (segment: Segment): SegmentReport => {
      const scores = scoring.summary();
      if (!scores) throw new Refused('reports.notScored');
      const { ids, left } = mayContact(customers.ids({ segment }));
      const group = scores.segments[segment];
      const revenue = Object.values(scores.segments).reduce((sum, { netFen }) => sum + netFen, 0);
      return {
        shopName: shopName(),
        printedOn: todayOf(clock),
        asOf: scores.asOf,
        segment,
        thresholds: scores.thresholds,
        ...group,
        shareOfRevenue: revenue > 0 ? group.netFen / revenue : 0,
        ...left,
        rows: customers.rows(ids).toSorted((a, b) => b.netFen - a.netFen || a.id - b.id),
      };
    },

    people: (people: SegmentPeople): PeopleReport => {
      const meant = segments.idsOf(people);
      const { ids, left } = mayContact(meant);
      const rows = customers.rows(ids);
      return { shopName: shopName(), printedOn: todayOf(clock), customers: meant.length, netFen: rows.reduce((sum, { netFen }) => sum + netFen, 0), ...left, rows };
    },

    exportTable: async (
      { kind, file, filter = {}, selection, people, orderFilter = {} }: ExportRequest,
      job: JobContext,
    ): Promise<{ rows: number; fileName: string }> => {
      const { path, name } = files.find(file);
      const table = tables[kind]({ customers: filter, selection, people, orders: orderFilter });
      return { rows: await writeWorkbook(path, name, table, job), fileName: name };
    },
  };
};
