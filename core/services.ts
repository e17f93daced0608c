/** Every service of a book, built once: each is handed what it needs, and none knows how another is made. */
import { resultsRepository } from './analyses/results-repository.ts';
import { createAnalyses } from './analyses/service.ts';
import { monthlyDays } from './backups/rules.ts';
import type { Clock, NewId } from './base/clock.ts';
import type { Store } from './base/database.ts';
import type { Files } from './base/files.ts';
import { unrecorded } from './base/recorder.ts';
import { bulkRepository } from './customers/bulk-repository.ts';
import { createBulk } from './customers/bulk.ts';
import { customerRepository, customerWriter } from './customers/repository.ts';
import { createCustomers } from './customers/service.ts';
import { mergeRepository } from './duplicates/merging-repository.ts';
import { createMerging } from './duplicates/merging.ts';
import { duplicateRepository } from './duplicates/repository.ts';
import { createDuplicates } from './duplicates/service.ts';
import { personRepository } from './history/person-repository.ts';
import { createPersonHistory } from './history/person.ts';
import { historyRepository } from './history/repository.ts';
import { createHistory } from './history/service.ts';
import { trashRepository } from './history/trash-repository.ts';
import { undoRepository } from './history/undo-repository.ts';
import type { StartReader } from './imports/reader-link.ts';
import { importRepository, statusWordRepository } from './imports/repository.ts';
import { createImports } from './imports/service.ts';
import { createStatusDictionary } from './imports/status-dictionary.ts';
import { createTemplates } from './imports/templates.ts';
import { orderRepository, orderWriter } from './orders/repository.ts';
import { createOrders } from './orders/service.ts';
import { orderTimeline } from './orders/timeline-source.ts';
import { portraitRepository } from './portraits/repository.ts';
import { createPortraits } from './portraits/service.ts';
import { createPractice } from './practice/service.ts';
import { createContacting } from './privacy/contacting.ts';
import { createCopies } from './privacy/copy.ts';
import { forgettingRepository } from './privacy/forgetting-repository.ts';
import { createForgetting } from './privacy/forgetting.ts';
import { privacyRepository } from './privacy/repository.ts';
import type { Leaving } from './privacy/rules.ts';
import { createPrivacy, privacyRulesIn } from './privacy/service.ts';
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
import { segmentRepository, segmentWriter } from './segments/repository.ts';
import { createSegments } from './segments/service.ts';
import { settingsRepository } from './settings/repository.ts';
import { createSettings } from './settings/service.ts';
import { solitaireRepository } from './solitaire/repository.ts';
import { createSolitaire } from './solitaire/service.ts';
import type { Desk } from './staff/desk.ts';
import { staffRepository, staffWriter } from './staff/repository.ts';
import { createStaff } from './staff/service.ts';
import { timelineRepository } from './timeline/repository.ts';
import { createTimeline } from './timeline/service.ts';

export type ServicesParts = {
  readonly path: string;
  readonly store: Store;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly startReader: StartReader;
  readonly files: Files;
  readonly desk: Desk;
  /** one transaction for rows of the staff's own, in turn with the others */
  readonly derive: (work: () => Promise<void>) => Promise<void>;
  /** makes a backup and answers its name, or throws */
  readonly backUp: () => Promise<string>;
  /** copies on this laptop that still hold whoever is forgotten */
  readonly copiesLeft: () => Leaving;
};

export const createServices = ({ path, store: { reader, writer }, clock, newId, startReader, files, desk, derive, backUp, copiesLeft }: ServicesParts) => {
  const settingsParts = { read: settingsRepository(reader), write: settingsRepository(writer) };
  const settings = createSettings(settingsParts);
  const scoring = createScoring({ read: scoringRepository(reader), write: scoringRepository(writer), settings: settingsParts });
  const analyses = createAnalyses({ path, reader, read: resultsRepository(reader), write: resultsRepository(writer), settings: settingsParts, scoringRule: scoring.rule, clock });
  const goods = productWriter(writer, newId);
  const staff = createStaff({
    read: staffRepository(reader), write: staffWriter(writer), settings: settingsParts, desk, clock, newId, files, writeWorkbook,
    customer: (id) => customers.get(id), derive,
  });
  const products = createProducts({ write: goods });
  const orders = createOrders({ read: orderRepository(reader), write: orderWriter(writer, newId, goods) });
  /** What is derived from customers and orders and must be true the moment a command commits. */
  const merges = mergeRepository(writer);
  const rebuild = (): void => {
    merges.endThoseOfTheLiving();
    orders.rebuildTotals();
    scoring.reconcile();
    analyses.reconcile();
    staff.demandOwner();
  };
  const people = createPeopleIndex(searchRepository(reader));
  const search = createSearch({ read: searchRepository(reader), people });
  const customers = createCustomers({
    people, read: customerRepository(reader), inside: customerRepository(writer), write: customerWriter(writer, newId), clock, rebuild,
  });
  const contacting = createContacting({ read: privacyRepository(reader), rules: () => privacyRulesIn(settingsParts.read), clock });
  const bulk = createBulk({
    mayContact: contacting.among,
    read: bulkRepository(reader), write: bulkRepository(writer), people: customerRepository(reader), remove: customerWriter(writer, newId).remove, customers, rebuild,
  });
  const duplicates = createDuplicates({
    read: duplicateRepository(reader), write: duplicateRepository(writer), people: customerRepository(reader), inside: customerRepository(writer), relate: customerWriter(writer, newId).relate,
  });
  const merging = createMerging({ read: mergeRepository(reader), write: merges, people: customerRepository(reader), inside: customerRepository(writer), backUp, clock, rebuild });
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
  const demandOwnImport = (batchId: number, staffId: number | null): void => staff.demandOwnStep(importRepository(reader).find(batchId)?.operationId ?? 0, staffId);
  const templates = createTemplates({ files, writeWorkbook });
  const referrals = createReferrals({ read: referralRepository(reader), rows: customers.rows, clock });
  const portraits = createPortraits({ read: portraitRepository(reader), clock, customers, scoring, referrals });
  const segments = createSegments({ read: segmentRepository(reader), write: segmentWriter(writer, newId), customers, files, clock });
  const tables = createExportTables({ customers, selected: bulk.selected, referrals, segments, people: customerRepository(reader), orders: orderRepository(reader), products: productRepository(reader), scores: scoringRepository(reader) });
  const reports = createReports({ read: reportRepository(reader), mayContact: contacting.among, clock, files, customers, orders, portraits, scoring, segments, settings, tables });
  const shopName = () => settings.get().shopName ?? '';
  const privacy = createPrivacy({
    read: privacyRepository(reader), settings: settingsParts, clock, files, writeWorkbook, contacting, shopName,
    copyOf: createCopies({ read: privacyRepository(reader), clock, customers, tables, timeline, history: personHistory, shopName }),
    forgetting: createForgetting({
      read: forgettingRepository(reader), write: forgettingRepository(writer), log: privacyRepository(writer), clock, unrecorded: (work) => unrecorded(writer, work),
      forgetInImports: imports.forget, backups: copiesLeft, longestBackup: monthlyDays,
    }),
    remove: (ids, job) => bulk.deleteMany({ selection: { ids: [...ids] } }, job), deleted: () => history.trash({ offset: 0, limit: 1 }).total,
  });
  const practice = createPractice({ imports, customers, files, clock });

  return {
    analyses, bulk, customers, demandOwnImport, duplicates, history, imports, merging, orders,
    people, personHistory, portraits, practice, privacy, quality, referrals, reports,
    scoring, search, segments, settings, solitaire, staff, statusDictionary, templates, timeline,
  };
};
export type Services = ReturnType<typeof createServices>;
