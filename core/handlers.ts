/** What answers each method of the contract: a service's own function, and what must happen around it. */
import type { Clock } from './base/clock.ts';
import { todayOf } from './base/clock.ts';
import type { Handlers, JobContext } from './base/dispatcher.ts';
import type { Files } from './base/files.ts';
import { unmasked } from './base/phones.ts';
import type { BookContract } from './contract.ts';
import { keepAll } from './history/service.ts';
import type { Services } from './services.ts';
import { demandRoomFor } from './store/disk.ts';

/** More than these are deleted only after a backup. */
const manyAtOnce = 20;

type Around = {
  readonly path: string;
  readonly clock: Clock;
  readonly files: Files;
  /** makes a backup; only a cancel is thrown */
  readonly beforeStep: (step: 'import' | 'delete', job: JobContext) => Promise<void>;
};

export const handlersOf = (
  { settings, scoring, analyses, staff, orders, search, customers, bulk, duplicates, merging, quality, history, personHistory, timeline, statusDictionary, imports, solitaire, demandOwnImport, templates, referrals, portraits, segments, reports, privacy, practice }: Services,
  { path, clock, files, beforeStep }: Around,
): Handlers<BookContract> => {
  return {
    analyses: { methods: analyses.methods, get: analyses.get, customer: analyses.customer, run: analyses.run, options: analyses.options, setOptions: analyses.setOptions },
    customers: {
      list: async (input) => {
        if (input.search.trim() !== '') await search.ready();
        return customers.list(input);
      },
      ids: customers.idsBetween,
      tags: bulk.tags,
      labels: bulk.labels,
      tagMany: bulk.tagMany,
      deleteMany: async (input, job) => {
        if (bulk.selected(input.selection).length > manyAtOnce) await beforeStep('delete', job);
        return bulk.deleteMany(input, job);
      },
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
      // Who saw the phones masked sends the masks back.
      update: ({ id, facts }, operation) => customers.update(id, unmasked(facts, customers.get(id)), operation),
      delete: ({ id }, operation) => customers.delete(id, operation),
    },
    duplicates: { ...duplicates, ...merging, pair: (pair) => ({ ...duplicates.judge(pair), ...merging.compare(pair) }) },
    history: {
      list: ({ limit, standing, staffId }) => history.list(limit, standing, staffId),
      changesOf: ({ customerId, offset, limit }) => personHistory.page(customerId, offset, limit),
      trash: history.trash,
      restore: ({ customerIds }, operation) => history.restore(customerIds, operation),
      undo: ({ operationId }, job) => {
        staff.demandOwnStep(operationId, job.staffId);
        return job.write('history.undo', (operation) => history.undo(operationId, keepAll, operation, job));
      },
    },
    imports: {
      preview: async (input, job) => {
        demandRoomFor(path, files.find(input.file));
        return imports.preview(input, job);
      },
      run: async (input, job) => {
        demandRoomFor(path, files.find(input.file));
        if (input.replaces !== undefined) demandOwnImport(input.replaces, job.staffId);
        await beforeStep('import', job);
        return imports.run(input, job);
      },
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
      undo: async (input, job) => {
        demandOwnImport(input.batchId, job.staffId);
        return imports.undo(input, job);
      },
    },
    orders: { list: orders.list, get: ({ id }) => orders.get(id), platforms: orders.platforms },
    portraits: { get: ({ customerId }) => portraits.get(customerId) },
    practice: { fill: practice.fill },
    privacy,
    quality: { summary: quality.summary, list: quality.list, decide: (input, operation) => quality.decide(input.customerId === null ? input : unmasked(input, customers.get(input.customerId)), operation), putOff: quality.putOff },
    referrals,
    reports: {
      overview: reports.overview,
      customer: ({ id }) => reports.customer(id),
      segment: ({ segment }) => reports.segment(segment),
      people: ({ people }) => reports.people(people),
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
    segments,
    settings: { get: settings.get, update: settings.update },
    solitaire,
    staff,
    timeline: {
      list: timeline.list,
      summary: ({ customerId }) => timeline.summary(customerId),
      add: ({ customerId, ...facts }, operation) => timeline.add(customerId, facts, operation),
      edit: ({ id, ...facts }, operation) => timeline.edit(id, facts, operation),
      remove: ({ id }, operation) => timeline.remove(id, operation),
    },
  };
};
