/** The composition root: builds every service once and hands each what it needs. */
import type { Clock, NewId } from './base/clock.ts';
import { createIds, todayOf } from './base/clock.ts';
import { openStore } from './base/database.ts';
import type { Dispatcher, Handlers } from './base/dispatcher.ts';
import { createDispatcher } from './base/dispatcher.ts';
import { createFiles } from './base/files.ts';
import type { XiangkeContract } from './contract.ts';
import { contract } from './contract.ts';
import { customerRepository, customerWriter } from './customers/repository.ts';
import { createCustomers } from './customers/service.ts';
import { historyRepository } from './history/repository.ts';
import { createHistory } from './history/service.ts';
import { importRepository } from './imports/repository.ts';
import type { StartReader } from './imports/reader-link.ts';
import { createImports } from './imports/service.ts';
import { orderRepository, orderWriter } from './orders/repository.ts';
import { createOrders } from './orders/service.ts';
import { createPractice } from './practice/service.ts';
import { productRepository } from './products/repository.ts';
import { reportRepository } from './reports/repository.ts';
import { createReports } from './reports/service.ts';
import { createExportTables } from './reports/tables.ts';
import { writeWorkbook } from './reports/workbook.ts';
import { scoringRepository } from './scoring/repository.ts';
import { createScoring } from './scoring/service.ts';
import { settingsRepository } from './settings/repository.ts';
import { createSettings } from './settings/service.ts';

export type AppOptions = {
  readonly path: string;
  readonly clock: Clock;
  readonly newId?: NewId;
  readonly startReader: StartReader;
  readonly onChanged: (features: readonly string[]) => void;
  /** score anew when the stored scores are of another day; the command line keeps the day it was told */
  readonly followsToday?: boolean;
};

export const createApp = ({ path, clock, newId = createIds(clock), startReader, onChanged, followsToday = true }: AppOptions) => {
  const store = openStore(path);
  const { reader, writer } = store;
  const files = createFiles();

  const settingsParts = { read: settingsRepository(reader), write: settingsRepository(writer) };
  const settings = createSettings(settingsParts);
  const scoring = createScoring({ read: scoringRepository(reader), write: scoringRepository(writer), settings: settingsParts });
  const orders = createOrders({ read: orderRepository(reader), write: orderWriter(writer, newId, productRepository(writer, newId)) });
  /** What is derived from customers and orders and must be true the moment a command commits. */
  const rebuild = (): void => {
    orders.rebuildTotals();
    scoring.reconcile();
  };
  const customers = createCustomers({
    read: customerRepository(reader), inside: customerRepository(writer), write: customerWriter(writer, newId), clock, rebuild,
  });
  const history = createHistory({ read: historyRepository(reader), write: historyRepository(writer), rebuild });
  const imports = createImports({
    read: importRepository(reader), write: importRepository(writer), clock, newId, files, startReader, customers, orders, history, rebuild, writeWorkbook,
  });
  const tables = createExportTables({ customers, people: customerRepository(reader), orders: orderRepository(reader), scores: scoringRepository(reader) });
  const reports = createReports({ read: reportRepository(reader), clock, files, customers, orders, scoring, settings, tables });
  const practice = createPractice({ imports, customers, files, clock });

  const scorings = new Set<Promise<void>>();
  let waitingToScore = false;
  /** Scores follow the orders: one background scoring after a commit, however many commits come before its turn. */
  const rescore = (): void => {
    if (waitingToScore) return;
    waitingToScore = true;
    const scored = dispatcher
      .background((job) =>
        job.derive(() => {
          waitingToScore = false;
          return scoring.score(todayOf(clock), job);
        }),
      )
      .catch(() => {
        // The scores stay stale, which the next start sees; the user's own step was saved and told so.
        waitingToScore = false;
      })
      .finally(() => scorings.delete(scored));
    scorings.add(scored);
  };
  const settled = async (): Promise<void> => {
    await dispatcher.idle();
    while (scorings.size > 0) await Promise.all(scorings);
  };

  const onCommitted = (features: readonly string[]): void => {
    customers.invalidate();
    onChanged(features);
    if (features.includes('orders') || (features.includes('settings') && scoring.ruleChanged())) rescore();
  };

  const handlers: Handlers<XiangkeContract> = {
    customers: {
      list: customers.list,
      get: ({ id }) => customers.get(id),
      villages: customers.villages,
      create: customers.create,
      update: ({ id, facts }, operation) => customers.update(id, facts, operation),
      delete: ({ id }, operation) => customers.delete(id, operation),
    },
    history: {
      list: ({ limit }) => history.list(limit),
      undo: ({ operationId }, operation) => history.undo(operationId, operation),
    },
    imports: {
      preview: imports.preview,
      run: imports.run,
      exportRefused: imports.exportRefused,
      list: imports.list,
      undo: ({ batchId }, operation) => imports.undo(batchId, operation),
    },
    orders: { list: orders.list, get: ({ id }) => orders.get(id), platforms: orders.platforms },
    practice: { fill: practice.fill },
    reports: {
      overview: reports.overview,
      customer: ({ id }) => reports.customer(id),
      segment: ({ segment }) => reports.segment(segment),
      exportTable: reports.exportTable,
    },
    scoring: {
      score: async ({ asOf }, job) => {
        await job.derive(() => scoring.score(asOf ?? todayOf(clock), job));
        return scoring.summary()!;
      },
      summary: scoring.summary,
      explain: ({ customerId }) => scoring.explain(customerId),
      rule: scoring.rule,
      setRule: scoring.setRule,
    },
    settings: { get: settings.get, update: settings.update },
  };

  const dispatcher: Dispatcher = createDispatcher(contract, handlers, { store, clock, newId, onCommitted });
  if (customers.count() > 0 && scoring.isStale(followsToday ? todayOf(clock) : null)) rescore();

  return {
    receive: dispatcher.receive,
    files,
    store,
    /** Waits until everything that was asked for is written, the scores included. */
    settled,
    close: async (): Promise<void> => {
      await settled();
      store.close();
    },
  };
};
export type App = ReturnType<typeof createApp>;
