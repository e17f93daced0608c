import type { Database } from 'better-sqlite3';
import { createBreath } from '../base/breath.ts';
import type { Clock } from '../base/clock.ts';
import { nowOf, todayOf } from '../base/clock.ts';
import { dayNumber } from '../base/dates.ts';
import type { JobContext } from '../base/dispatcher.ts';
import { Refused } from '../base/errors.ts';
import type { RunningOperation } from '../base/recorder.ts';
import type { ScoringRule } from '../scoring/contract.ts';
import { type Method, methodNumbers } from '../scoring/methods.rules.ts';
import type { SettingsRepository } from '../settings/repository.ts';
import { type Analysed, analyse, type AnalysisTask } from './analysing.ts';
import type { MethodCardState, MethodState, PersonAnalysis, StoredAnalysis } from './contract.ts';
import { type AnalysisName, analysisMethods, analysisNames, otherMethods } from './methods.rules.ts';
import { AnalysisOptions, defaultOptions } from './options.rules.ts';
import { missingFor, ownOffersOf } from './person.rules.ts';
import { finished, readGoods, readTransactions } from './repository.ts';
import type { ResultsRepository } from './results-repository.ts';
import type { Learned } from './runs.rules.ts';
import { analyseInWorker } from './worker-link.ts';

type Parts = {
  readonly path: string;
  readonly reader: Database;
  readonly read: ResultsRepository;
  readonly write: ResultsRepository;
  readonly settings: { readonly read: SettingsRepository; readonly write: SettingsRepository };
  readonly scoringRule: () => ScoringRule;
  readonly clock: Clock;
};

/** A shop this small is run through before a thread has started. */
const ordersInside = 300;
/** Everybody is learned from anew once so many orders, or such a share of them, have changed: before, only those who bought are told of anew. */
const fewOrders = 20;
const fewShare = 0.01;

/** Beyond this a shop is told "more than". */
const mostCounted = 9999;

const isAnalysis = (name: Method): name is AnalysisName => Object.hasOwn(analysisMethods, name);

export const createAnalyses = ({ path, reader, read, write, settings, scoringRule, clock }: Parts) => {
  const stopping = new AbortController();
  const optionsFrom = (source: SettingsRepository): AnalysisOptions => AnalysisOptions.safeParse(source.find('analysisOptions')).data ?? defaultOptions;
  const options = (): AnalysisOptions => optionsFrom(settings.read);

  /** Whatever a result follows from besides the books and the day. */
  const settingsNow = (): string => JSON.stringify({ versions: analysisNames.map((name) => analysisMethods[name].version), options: options(), rule: scoringRule() });

  const stored = (names: readonly AnalysisName[]): Learned =>
    Object.fromEntries(names.flatMap((name) => {
      const found = read.find(name);
      return found ? [[name, JSON.parse(found.result) as unknown]] : [];
    })) as Learned;

  const runInside = async (task: AnalysisTask, onMethod: (name: AnalysisName) => void): Promise<Analysed> => {
    const breath = createBreath();
    const steps = analyse(reader, task);
    for (;;) {
      const step = steps.next();
      if (step.done === true) return step.value;
      if (step.value !== undefined) onMethod(step.value);
      await breath();
      if (stopping.signal.aborted) throw new Refused('job.cancelled');
    }
  };

  /** Runs the task and stores what came of it; `learned`: the run learned from everybody. */
  const store = async (task: AnalysisTask, job: JobContext): Promise<Learned> => {
    const until = read.lastOperationId();
    const [before, made] = [read.run(), settingsNow()];
    const onMethod = (name: AnalysisName): void => job.progress('analyses.running', analysisNames.indexOf(name), analysisNames.length);
    const signal = AbortSignal.any([job.signal, stopping.signal]);
    const inside = read.ordersEver() <= ordersInside;
    const { learned, customerIds, people } = await (inside ? runInside(task, onMethod) : analyseInWorker(path, task, { signal, onMethod }));
    await job.derive('analyses', async () => {
      for (const [name, result] of Object.entries(learned) as [AnalysisName, unknown][]) {
        write.put({
          name, version: analysisMethods[name].version, asOf: task.asOf, lastOperationId: until, madeAt: nowOf(clock),
          options: JSON.stringify(task.options), result: JSON.stringify(result),
        });
      }
      if (task.only === null) write.clearPeople();
      const put = write.puttingPeople(people);
      for (const [at, id] of customerIds.entries()) {
        put(id, at);
        await job.breathe();
      }
      write.reconcile();
      const whole = task.only === null && task.names.length === analysisNames.length;
      write.finish({ asOf: task.asOf, settings: made, toldUntil: until, learnedUntil: whole ? until : (before?.learnedUntil ?? until) });
    });
    return learned;
  };

  const task = (asOf: string, names: readonly AnalysisName[], only: readonly number[] | null): AnalysisTask => ({
    asOf, names, only, options: options(), rule: scoringRule(), known: names.length === analysisNames.length ? {} : stored(analysisNames),
  });

  /** Who is to be told of anew: everybody, these, or nobody. `today` null keeps the day of the last run. */
  const due = (today: string | null): 'everybody' | readonly number[] | null => {
    const last = read.run();
    if (!last || last.settings !== settingsNow() || (today !== null && last.asOf !== today)) return 'everybody';
    if (read.lastOperationId() === last.toldUntil) return null;
    const few = Math.max(fewOrders, Math.floor(read.ordersEver() * fewShare));
    return read.ordersChangedSince(last.learnedUntil, few + 1) > few ? 'everybody' : read.touchedSince(last.toldUntil);
  };

  const stateOf = (name: Method, found: ReturnType<ResultsRepository['states']>): MethodState => {
    if (!isAnalysis(name)) {
      const source = otherMethods[name];
      return source === 'calculator' ? { type: 'calculator' } : { type: 'noSource', source };
    }
    const state = found.get(name);
    if (!state) return { type: 'waiting' };
    return state.type === 'tooFew' ? { type: 'tooFew', needed: state.needed, have: state.have } : { type: 'made', asOf: state.asOf, madeAt: state.madeAt };
  };

  const ordersSince = (operationId: number | undefined): number => (operationId === undefined ? 0 : read.ordersChangedSince(operationId, mostCounted));

  return {
    methods: () => {
      const [last, found] = [read.run(), read.states()];
      return {
        asOf: last?.asOf ?? null,
        ordersSince: ordersSince(last?.learnedUntil),
        isDue: due(null) === 'everybody',
        methods: (Object.keys(methodNumbers) as Method[]).map((name): MethodCardState => ({ name, numbers: methodNumbers[name], state: stateOf(name, found) })),
      };
    },

    get: ({ name }: { readonly name: AnalysisName }): StoredAnalysis | null => {
      const found = read.find(name);
      if (!found) return null;
      // stored by this program under the name of the method that learned it
      const stored: unknown = { name, asOf: found.asOf, madeAt: found.madeAt, ordersSince: ordersSince(found.lastOperationId), result: JSON.parse(found.result) as unknown };
      return stored as StoredAnalysis;
    },

    customer: ({ id }: { readonly id: number }): PersonAnalysis => {
      const last = read.run();
      const asOf = last?.asOf ?? todayOf(clock);
      const transactions = finished(readTransactions(reader, asOf, [id]));
      const days = [...new Set(transactions.day)].toSorted((a, b) => a - b);
      const figures = last && read.figuresOf(id);
      const learned = stored(['recommendations', 'returnChance', 'clv']);
      const { horizonDays, months } = options();
      const { nextOrderDay, nextOrderFrom, nextOrderTo, ...known } = figures ?? { nextOrderDay: null, nextOrderFrom: null, nextOrderTo: null };
      return {
        asOf: last?.asOf ?? null,
        isCurrent: last !== undefined && last.toldUntil === read.lastOperationId(),
        purchaseDays: days.length,
        elapsedDays: days.length === 0 ? null : dayNumber(asOf) - days.at(-1)!,
        horizonDays, months,
        figures: figures ? (known as PersonAnalysis['figures']) : null,
        nextOrder: nextOrderDay && nextOrderFrom && nextOrderTo ? { on: nextOrderDay, from: nextOrderFrom, to: nextOrderTo } : null,
        ...ownOffersOf(finished(readGoods(reader, asOf, transactions.customerIds)), dayNumber(asOf), figures?.freshOffers ?? null, learned.recommendations),
        missing: missingFor(days.length, learned),
      };
    },

    run: async ({ names, asOf = todayOf(clock) }: { readonly names?: readonly AnalysisName[] | undefined; readonly asOf?: string | undefined }, job: JobContext) => {
      const wanted = names ? analysisNames.filter((name) => names.includes(name)) : analysisNames;
      const learned = Object.entries(await store(task(asOf, wanted, null), job)) as [Method, { readonly type: string }][];
      return { asOf, made: learned.flatMap(([name, { type }]) => (type === 'tooFew' ? [] : [name])), tooFew: learned.flatMap(([name, { type }]) => (type === 'tooFew' ? [name] : [])) };
    },

    options,
    setOptions: (chosen: AnalysisOptions, operation: RunningOperation) => {
      settings.write.put('analysisOptions', chosen);
      return { operationId: operation.id };
    },

    /** In the background: whatever the steps since the last run and the new day ask for. */
    follow: async (job: JobContext, begun: () => void): Promise<void> => {
      begun();
      const who = due(todayOf(clock));
      if (who === null) return;
      await store(who === 'everybody' ? task(todayOf(clock), analysisNames, null) : task(read.run()!.asOf, [], who), job);
    },
    isStale: (today: string | null): boolean => due(today) !== null,
    settingsChanged: (): boolean => {
      const last = read.run();
      return last !== undefined && last.settings !== settingsNow();
    },
    reconcile: write.reconcile,
    /** What is running is given up: it stays stale, which the next start sees. */
    stop: (): void => stopping.abort(),
  };
};
export type Analyses = ReturnType<typeof createAnalyses>;
