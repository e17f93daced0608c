/** The composition root: builds every service once and hands each what it needs. */
import type { Clock, NewId } from './base/clock.ts';
import { createIds, todayOf } from './base/clock.ts';
import { openStore } from './base/database.ts';
import type { Dispatcher, Handlers, JobContext } from './base/dispatcher.ts';
import { createDispatcher } from './base/dispatcher.ts';
import { createFiles } from './base/files.ts';
import type { XiangkeContract } from './contract.ts';
import { contract } from './contract.ts';
import { createBulk } from './customers/bulk.ts';
import { bulkRepository } from './customers/bulk-repository.ts';
import { customerRepository, customerWriter } from './customers/repository.ts';
import { createCustomers } from './customers/service.ts';
import { duplicateRepository } from './duplicates/repository.ts';
import { createMerging } from './duplicates/merging.ts';
import { mergeRepository } from './duplicates/merging-repository.ts';
import { createDuplicates } from './duplicates/service.ts';
import { historyRepository } from './history/repository.ts';
import { createPersonHistory } from './history/person.ts';
import { personRepository } from './history/person-repository.ts';
import { createHistory, keepAll } from './history/service.ts';
import { trashRepository } from './history/trash-repository.ts';
import { undoRepository } from './history/undo-repository.ts';
import { importRepository, statusWordRepository } from './imports/repository.ts';
import type { StartReader } from './imports/reader-link.ts';
import { createImports } from './imports/service.ts';
import { createTemplates } from './imports/templates.ts';
import { createStatusDictionary } from './imports/status-dictionary.ts';
import { orderRepository, orderWriter } from './orders/repository.ts';
import { createOrders } from './orders/service.ts';
import { orderTimeline } from './orders/timeline-source.ts';
import { portraitRepository } from './portraits/repository.ts';
import { createPortraits } from './portraits/service.ts';
import { createPractice } from './practice/service.ts';
import { productRepository, productWriter } from './products/repository.ts';
import { createProducts } from './products/service.ts';
import { qualityRepository } from './quality/repository.ts';
import { createQuality } from './quality/service.ts';
import { referralRepository } from './referrals/repository.ts';
import { createReferrals } from './referrals/service.ts';
import { reportRepository } from './reports/repository.ts';
import { createReports } from './reports/service.ts';
import { createExportTables } from './reports/tables.ts';
import { writeWorkbook } from './reports/workbook.ts';
import { scoringRepository } from './scoring/repository.ts';
import { createScoring } from './scoring/service.ts';
import { createPeopleIndex } from './search/people-index.ts';
import { searchRepository } from './search/repository.ts';
import { createSearch } from './search/service.ts';
import { settingsRepository } from './settings/repository.ts';
import { createSettings } from './settings/service.ts';
import { solitaireRepository } from './solitaire/repository.ts';
import { createSolitaire } from './solitaire/service.ts';
import { timelineRepository } from './timeline/repository.ts';
import { createTimeline } from './timeline/service.ts';

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
  const goods = productWriter(writer, newId);
  const products = createProducts({ write: goods });
  const orders = createOrders({ read: orderRepository(reader), write: orderWriter(writer, newId, goods) });
  /** What is derived from customers and orders and must be true the moment a command commits. */
  const merges = mergeRepository(writer);
  const rebuild = (): void => {
    merges.endThoseOfTheLiving();
    orders.rebuildTotals();
    scoring.reconcile();
  };
  const people = createPeopleIndex(searchRepository(reader));
  const search = createSearch({ read: searchRepository(reader), people });
  const customers = createCustomers({
    people, read: customerRepository(reader), inside: customerRepository(writer), write: customerWriter(writer, newId), clock, rebuild,
  });
  const bulk = createBulk({
    read: bulkRepository(reader), write: bulkRepository(writer), people: customerRepository(reader), remove: customerWriter(writer, newId).remove, customers, rebuild,
  });
  const duplicates = createDuplicates({
    read: duplicateRepository(reader), write: duplicateRepository(writer), people: customerRepository(reader), inside: customerRepository(writer), relate: customerWriter(writer, newId).relate,
  });
  const merging = createMerging({ read: mergeRepository(reader), write: merges, people: customerRepository(reader), inside: customerRepository(writer), path, clock, rebuild });
  const foundPairs = duplicateRepository(reader);
  const quality = createQuality({
    read: qualityRepository(reader), write: qualityRepository(writer), people: customerRepository(reader), steps: foundPairs, pairs: () => foundPairs.total('duplicate'), clock,
  });
  const history = createHistory({
    read: { ...historyRepository(reader), ...undoRepository(reader) }, write: { ...historyRepository(writer), ...undoRepository(writer) },
    trash: { read: trashRepository(reader), write: trashRepository(writer) }, rebuild, byRules: merging.takeBack,
  });
  const personHistory = createPersonHistory(personRepository(reader));
  const timeline = createTimeline({
    read: timelineRepository(reader), write: timelineRepository(writer), clock, newId, sources: [orderTimeline(orderRepository(reader)), personHistory.source],
  });
  const statusDictionary = createStatusDictionary({ read: statusWordRepository(reader), write: statusWordRepository(writer), orders, rebuild });
  const imports = createImports({
    read: importRepository(reader), write: importRepository(writer), clock, newId, files, startReader, customers, orders, products, history, rebuild, writeWorkbook, ownWordsOf: statusDictionary.of,
  });
  const solitaire = createSolitaire({
    read: solitaireRepository(reader), write: solitaireRepository(writer), batches: importRepository(writer), clock, newId, customers, orders, rebuild,
  });
  const templates = createTemplates({ files, writeWorkbook });
  const referrals = createReferrals({ read: referralRepository(reader), rows: customers.rows, clock });
  const portraits = createPortraits({ read: portraitRepository(reader), clock, customers, scoring, referrals });
  const tables = createExportTables({ customers, selected: bulk.selected, referrals, people: customerRepository(reader), orders: orderRepository(reader), products: productRepository(reader), scores: scoringRepository(reader) });
  const reports = createReports({ read: reportRepository(reader), clock, files, customers, orders, portraits, scoring, settings, tables });
  const practice = createPractice({ imports, customers, files, clock });

  const following = new Set<Promise<void>>();
  /** What is derived follows the commits in the background: once, however many commits come before its work has begun. */
  const follower = (work: (job: JobContext, begun: () => void) => Promise<void>) => {
    let waiting = false;
    const begun = (): void => {
      waiting = false;
    };
    return (): void => {
      if (waiting) return;
      waiting = true;
      // What failed stays stale, which the next start sees; the user's own step was saved and told so.
      const done = dispatcher.background((job) => work(job, begun)).catch(begun).finally(() => following.delete(done));
      following.add(done);
    };
  };
  const rescore = follower((job, begun) =>
    job.derive('scoring', () => {
      begun();
      return scoring.score(todayOf(clock), job);
    }),
  );
  const findDuplicates = follower(duplicates.follow);
  const lookAtQuality = follower(quality.follow);
  const readForSearch = follower((job, begun) => {
    begun();
    return people.follow(job);
  });
  const settled = async (): Promise<void> => {
    await dispatcher.idle();
    while (following.size > 0) await Promise.all(following);
  };

  const onCommitted = (features: readonly string[]): void => {
    if (!features.every((feature) => feature === 'duplicates' || feature === 'quality')) customers.invalidate();
    referrals.invalidate();
    if (features.includes('customers') || features.includes('orders')) people.invalidate();
    if (features.includes('products')) search.invalidate();
    onChanged(features);
    if (features.includes('orders') || (features.includes('settings') && scoring.ruleChanged())) rescore();
    if (features.includes('customers') || features.includes('orders')) readForSearch();
    // Steps of the user; their own derived rows are none.
    if (features.includes('history')) {
      lookAtQuality();
      if (['customers', 'orders', 'duplicates'].some((feature) => features.includes(feature))) findDuplicates();
    }
  };

  const handlers: Handlers<XiangkeContract> = {
    customers: {
      list: async (input) => {
        if (input.search.trim() !== '') await search.ready();
        return customers.list(input);
      },
      ids: customers.idsBetween,
      tags: bulk.tags,
      labels: bulk.labels,
      tagMany: bulk.tagMany,
      deleteMany: bulk.deleteMany,
      get: ({ id }) => customers.get(id),
      villages: customers.villages,
      places: customers.places,
      brought: ({ id }) => customers.brought(id),
      photo: ({ id }) => ({ jpeg: customers.photo(id) }),
      setPhoto: ({ id, jpeg }, operation) => customers.setPhoto(id, jpeg, operation),
      customFields: customers.customFields.list,
      saveCustomField: ({ id, field }, operation) => customers.customFields.save(id, field, operation),
      removeCustomField: ({ id }, operation) => customers.customFields.remove(id, operation),
      create: customers.create,
      update: ({ id, facts }, operation) => customers.update(id, facts, operation),
      delete: ({ id }, operation) => customers.delete(id, operation),
    },
    duplicates: { ...duplicates, ...merging, pair: (pair) => ({ ...duplicates.judge(pair), ...merging.compare(pair) }) },
    history: {
      list: ({ limit, standing }) => history.list(limit, standing),
      changesOf: ({ customerId, offset, limit }) => personHistory.page(customerId, offset, limit),
      trash: history.trash,
      restore: ({ customerIds }, operation) => history.restore(customerIds, operation),
      undo: ({ operationId }, job) => job.write('history.undo', (operation) => history.undo(operationId, keepAll, operation, job)),
    },
    imports: {
      preview: imports.preview,
      run: imports.run,
      exportRefused: imports.exportRefused,
      saveTemplate: templates.save,
      list: imports.list,
      rows: imports.rows,
      conflicts: imports.conflicts,
      takeTheirs: imports.takeTheirs,
      mappings: imports.mappings,
      rememberMapping: imports.rememberMapping,
      forgetMapping: ({ id }, operation) => imports.forgetMapping(id, operation),
      statusWords: statusDictionary.list,
      ordersUnderWord: (place) => ({ orders: statusDictionary.countOrders(place) }),
      setStatusWords: ({ words, restate }, operation) => statusDictionary.set(words, restate, operation),
      removeStatusWord: ({ restate, ...place }, operation) => statusDictionary.remove(place, restate, operation),
      undoPlan: imports.undoPlan,
      undo: imports.undo,
    },
    orders: { list: orders.list, get: ({ id }) => orders.get(id), platforms: orders.platforms },
    portraits: { get: ({ customerId }) => portraits.get(customerId) },
    practice: { fill: practice.fill },
    quality: { summary: quality.summary, list: quality.list, decide: quality.decide, putOff: quality.putOff },
    referrals,
    reports: {
      overview: reports.overview,
      customer: ({ id }) => reports.customer(id),
      segment: ({ segment }) => reports.segment(segment),
      exportTable: reports.exportTable,
    },
    scoring: {
      score: async ({ asOf }, job) => {
        await job.derive('scoring', () => scoring.score(asOf ?? todayOf(clock), job));
        return scoring.summary()!;
      },
      summary: scoring.summary,
      explain: ({ customerId }) => scoring.explain(customerId),
      rule: scoring.rule,
      setRule: scoring.setRule,
    },
    search: { find: search.find },
    settings: { get: settings.get, update: settings.update },
    solitaire,
    timeline: {
      list: timeline.list,
      summary: ({ customerId }) => timeline.summary(customerId),
      add: ({ customerId, ...facts }, operation) => timeline.add(customerId, facts, operation),
      edit: ({ id, ...facts }, operation) => timeline.edit(id, facts, operation),
      remove: ({ id }, operation) => timeline.remove(id, operation),
    },
  };

  const dispatcher: Dispatcher = createDispatcher(contract, handlers, { store, clock, newId, onCommitted });
  if (customers.count() > 0 && scoring.isStale(followsToday ? todayOf(clock) : null)) rescore();
  readForSearch();
  if (duplicates.isStale()) findDuplicates();
  if (quality.isStale()) lookAtQuality();

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
