/** Routes requests to services: parses both ways, one transaction a command, jobs with progress and cancel. */
import type { AnyMethod, Contract, OutputOf, ParsedInputOf } from './contract.ts';
import type { Clock, NewId } from './clock.ts';
import { nowOf } from './clock.ts';
import type { Store } from './database.ts';
import { failureOf, Refused } from './errors.ts';
import type { Progress, Reply, Request } from './protocol.ts';
import type { RunningOperation } from './recorder.ts';
import { beginOperation } from './recorder.ts';

/** `onlyNewRows`: the work brings nothing back under an old number, as an undo does; see the recorder. */
type WriteOptions<T> = { readonly keep?: (result: T) => boolean; readonly onlyNewRows?: boolean };

export type JobContext = {
  readonly progress: (phase: string, done: number, total: number | null) => void;
  /** Lets queries and a cancel through; throws `job.cancelled` when the user asked to stop. Call it every few milliseconds. */
  readonly breathe: () => Promise<void>;
  /** One transaction, waiting for its turn. When `keep` says no, everything is rolled back after `work`. */
  readonly write: <T>(title: string, work: (operation: RunningOperation) => Promise<T>, options?: WriteOptions<T>) => Promise<T>;
  /** One transaction for derived rows of a feature only: nothing to undo, so no operation. Waits for its turn like `write`. */
  readonly derive: (feature: string, work: () => Promise<void>) => Promise<void>;
  readonly signal: AbortSignal;
};

type Handler<M extends AnyMethod> = M['kind'] extends 'query'
  ? (input: ParsedInputOf<M>) => OutputOf<M> | Promise<OutputOf<M>>
  : M['kind'] extends 'command'
    ? (input: ParsedInputOf<M>, operation: RunningOperation) => OutputOf<M>
    : (input: ParsedInputOf<M>, context: JobContext) => Promise<OutputOf<M>>;

export type Handlers<C extends Contract> = { readonly [F in keyof C]: { readonly [N in keyof C[F]]: Handler<C[F][N]> } };

type AnyHandler = (input: unknown, context?: unknown) => unknown;

export type Dispatcher = {
  readonly receive: (request: Request, reply: (reply: Reply) => void) => Promise<void>;
  /** Cancels the jobs and waits until they, and every command before them, have ended. */
  readonly idle: () => Promise<void>;
  /** The core's own job in the background, in turn with the others; nobody hears its progress. */
  readonly background: (work: (context: JobContext) => Promise<void>) => Promise<void>;
};

export type DispatcherParts = {
  readonly store: Store;
  readonly clock: Clock;
  readonly newId: NewId;
  /** Called after every COMMIT with the features whose rows are new. */
  readonly onCommitted: (features: readonly string[]) => void;
};

/** After how many milliseconds of work a job lets others through. */
const breathEvery = 8;

export const createDispatcher = <C extends Contract>(
  contract: C,
  handlers: Handlers<C>,
  { store, clock, newId, onCommitted }: DispatcherParts,
): Dispatcher => {
  const running = new Map<number, AbortController>();
  /** what jobs still have to do after a cancel: a half-written file is taken away by whoever wrote it */
  const ending = new Set<Promise<unknown>>();
  let turn: Promise<void> = Promise.resolve();

  /** Commands and writing jobs take turns: there is one writer. */
  const inTurn = <T>(work: () => T | Promise<T>): Promise<T> => {
    const result = turn.then(work);
    turn = result.then(
      () => undefined,
      () => undefined,
    );
    return result;
  };

  const operate = async <T>(
    title: string,
    work: (operation: RunningOperation) => T | Promise<T>,
    { keep = () => true, onlyNewRows = false, breathe }: WriteOptions<T> & Partial<Pick<JobContext, 'breathe'>> = {},
  ): Promise<T> => {
    const open = beginOperation(store.writer, { title, uid: newId(), at: nowOf(clock), onlyNewRows });
    try {
      const result = await work(open.operation);
      if (!keep(result)) {
        open.rollback();
        return result;
      }
      if (breathe) for (const _ of open.noting) await breathe();
      const features = open.commit();
      if (features.length > 0) onCommitted([...features, 'history']);
      return result;
    } catch (error) {
      open.rollback();
      throw error;
    }
  };

  const derive = async (feature: string, work: () => Promise<void>): Promise<void> => {
    store.writer.exec('BEGIN IMMEDIATE');
    try {
      await work();
      store.writer.exec('COMMIT');
    } catch (error) {
      if (store.writer.inTransaction) store.writer.exec('ROLLBACK');
      throw error;
    }
    onCommitted([feature]);
  };

  const jobContext = (id: number, signal: AbortSignal, reply: (reply: Reply) => void): JobContext => {
    let lastBreath = performance.now();
    let lastReport = 0;
    const breathe = async () => {
      if (performance.now() - lastBreath < breathEvery) return;
      await new Promise((resolve) => setImmediate(resolve));
      lastBreath = performance.now();
      if (signal.aborted) throw new Refused('job.cancelled');
    };
    const progress = (phase: string, done: number, total: number | null) => {
      const now = performance.now();
      if (now - lastReport < 50 && done !== total) return;
      lastReport = now;
      const step: Progress = { phase, done, total };
      reply({ type: 'progress', id, progress: step });
    };
    const write: JobContext['write'] = (title, work, options) =>
      inTurn(() => {
        if (signal.aborted) throw new Refused('job.cancelled');
        return operate(title, work, { ...options, breathe });
      });
    return { breathe, progress, write, derive: (feature, work) => inTurn(() => derive(feature, work)), signal };
  };

  const answer = async (request: Extract<Request, { type: 'call' }>, reply: (reply: Reply) => void): Promise<unknown> => {
    const [feature = '', name = ''] = request.method.split('.');
    const method = Object.hasOwn(contract, feature) ? (Object.hasOwn(contract[feature]!, name) ? contract[feature]![name] : undefined) : undefined;
    if (!method) throw new Refused('request.unknown', { method: request.method.slice(0, 100) });
    const input = method.input.safeParse(request.input);
    if (!input.success) {
      const issue = input.error.issues[0];
      throw new Refused('request.invalid', { method: request.method, field: issue?.path.join('.') ?? '', reason: issue?.message ?? '' });
    }
    const handler = handlers[feature]![name] as AnyHandler;
    const run = async () => {
      if (method.kind === 'query') return handler(input.data);
      if (method.kind === 'command') return inTurn(() => operate(request.method, (operation) => handler(input.data, operation)));
      const controller = new AbortController();
      running.set(request.id, controller);
      const job = Promise.resolve(handler(input.data, jobContext(request.id, controller.signal, reply)));
      const ended = job.catch(() => undefined);
      ending.add(ended);
      try {
        return await job;
      } finally {
        running.delete(request.id);
        ending.delete(ended);
      }
    };
    return method.output.parse(await run());
  };

  return {
    receive: async (request, reply) => {
      if (request.type === 'cancel') return running.get(request.id)?.abort();
      try {
        reply({ type: 'result', id: request.id, output: await answer(request, reply) });
      } catch (error) {
        reply({ type: 'failure', id: request.id, failure: failureOf(error) });
      }
      return undefined;
    },
    background: (work) => work(jobContext(0, new AbortController().signal, () => undefined)),
    idle: async () => {
      for (const controller of running.values()) controller.abort();
      await Promise.all(ending);
      await turn;
    },
  };
};
