/** Routes requests to services: parses both ways, one transaction a command, jobs with progress and cancel. */
import type { AnyMethod, Contract, OutputOf, ParsedInputOf } from './contract.ts';
import { createBreath } from './breath.ts';
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
  /** who asked for it; null while nobody has to say who they are */
  readonly staffId: number | null;
  readonly progress: (phase: string, done: number, total: number | null) => void;
  /** Lets queries and a cancel through; throws `job.cancelled` when the user asked to stop. Call it every few milliseconds. */
  readonly breathe: () => Promise<void>;
  /** One transaction, waiting for its turn. When `keep` says no, everything is rolled back after `work`. */
  readonly write: <T>(title: string, work: (operation: RunningOperation) => Promise<T>, options?: WriteOptions<T>) => Promise<T>;
  /** One transaction for derived rows only: nothing to undo, so no operation. Waits for its turn like `write`. */
  readonly derive: (features: string | readonly string[], work: () => Promise<void>) => Promise<void>;
  readonly signal: AbortSignal;
};

type Handler<M extends AnyMethod> = M['kind'] extends 'query'
  ? (input: ParsedInputOf<M>) => OutputOf<M> | Promise<OutputOf<M>>
  : M['kind'] extends 'command'
    ? (input: ParsedInputOf<M>, operation: RunningOperation) => OutputOf<M>
    : (input: ParsedInputOf<M>, context: JobContext) => Promise<OutputOf<M>>;

export type Handlers<C extends Contract> = { readonly [F in keyof C]: { readonly [N in keyof C[F]]: Handler<C[F][N]> } };

type AnyHandler = (input: unknown, context?: unknown) => unknown;

/** Who asks. */
export type Visitor = {
  readonly staffId: number | null;
  /** What this visitor may see of an answer or of a failure. */
  readonly shown: <T>(said: T) => T;
  /** After the work and before the answer: what goes out is written down. */
  readonly took: (input: unknown, output: unknown) => Promise<void>;
};
/** Refuses whom the method is not for. Every message passes it, whoever sends it. */
export type Gate = (method: string) => Visitor;

export type Dispatcher = {
  readonly receive: (request: Request, reply: (reply: Reply) => void) => Promise<void>;
  /** Cancels the jobs and waits until they, and every command before them, have ended. */
  readonly idle: () => Promise<void>;
  /**
   * The core's own job; nobody hears its progress. It rests while anything is in progress that the user asked for, or a
   * background job of an earlier `place`: all at once would each take as long as all together. So none of these may
   * ever wait for it.
   */
  readonly background: (work: (context: JobContext) => Promise<void>, place: number) => Promise<void>;
};

export type DispatcherParts = {
  readonly store: Pick<Store, 'writer'>;
  readonly gate: Gate;
  readonly clock: Clock;
  readonly newId: NewId;
  /** Called after every COMMIT with the features whose rows are new. */
  readonly onCommitted: (features: readonly string[]) => void;
  /** Called with whatever was thrown, in the background too: it may mean that the file itself is in danger. */
  readonly onFailed?: (error: unknown) => void;
};

/** The place of what the user asked for, before every background job. */
const foreground = 0;

export const createDispatcher = <C extends Contract>(
  contract: C,
  handlers: Handlers<C>,
  { store, gate, clock, newId, onCommitted, onFailed = () => undefined }: DispatcherParts,
): Dispatcher => {
  const running = new Map<number, AbortController>();
  /** what jobs still have to do after a cancel: a half-written file is taken away by whoever wrote it */
  const ending = new Set<Promise<unknown>>();
  /** what is in progress, with its place */
  const inProgress = new Map<Promise<unknown>, number>();
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

  const tracked = <T>(place: number, work: Promise<T>): Promise<T> => {
    inProgress.set(work, place);
    const end = (): void => void inProgress.delete(work);
    void work.then(end, end);
    return work;
  };

  /** Answers when nothing of an earlier place is in progress. */
  const earlierDone = async (place: number): Promise<void> => {
    for (;;) {
      const earlier = [...inProgress].flatMap(([work, other]) => (other < place ? [work] : []));
      if (earlier.length === 0) return;
      await Promise.allSettled(earlier);
    }
  };

  const operate = async <T>(
    title: string,
    work: (operation: RunningOperation) => T | Promise<T>,
    { keep = () => true, onlyNewRows = false, breathe, staffId }: WriteOptions<T> & Partial<Pick<JobContext, 'breathe'>> & Pick<JobContext, 'staffId'>,
  ): Promise<T> => {
    const open = beginOperation(store.writer, { title, uid: newId(), at: nowOf(clock), staffId, onlyNewRows });
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

  const derive = async (features: string | readonly string[], work: () => Promise<void>): Promise<void> => {
    store.writer.exec('BEGIN IMMEDIATE');
    try {
      await work();
      store.writer.exec('COMMIT');
    } catch (error) {
      if (store.writer.inTransaction) store.writer.exec('ROLLBACK');
      throw error;
    }
    onCommitted([features].flat());
  };

  const jobContext = (id: number, staffId: number | null, signal: AbortSignal, reply: (reply: Reply) => void, place = foreground): JobContext => {
    const breath = createBreath();
    let lastReport = 0;
    let writing = false;
    const breathe = async () => {
      if (!(await breath())) return;
      // Whoever writes finishes: the others may be waiting for their turn to write.
      if (!writing) await earlierDone(place);
      if (signal.aborted) throw new Refused('job.cancelled');
    };
    const progress = (phase: string, done: number, total: number | null) => {
      const now = performance.now();
      if (now - lastReport < 50 && done !== total) return;
      lastReport = now;
      const step: Progress = { phase, done, total };
      reply({ type: 'progress', id, progress: step });
    };
    const inMyTurn = <T>(work: () => Promise<T>): Promise<T> =>
      inTurn(async () => {
        writing = true;
        try {
          return await work();
        } finally {
          writing = false;
        }
      });
    const write: JobContext['write'] = (title, work, options) =>
      inMyTurn(() => {
        if (signal.aborted) throw new Refused('job.cancelled');
        return operate(title, work, { ...options, breathe, staffId });
      });
    return { staffId, breathe, progress, write, derive: (features, work) => inMyTurn(() => derive(features, work)), signal };
  };

  const answer = async (request: Extract<Request, { type: 'call' }>, { staffId, took }: Visitor, reply: (reply: Reply) => void): Promise<unknown> => {
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
      if (method.kind === 'command') return inTurn(() => operate(request.method, (operation) => handler(input.data, operation), { staffId }));
      const controller = new AbortController();
      running.set(request.id, controller);
      const job = Promise.resolve(handler(input.data, jobContext(request.id, staffId, controller.signal, reply)));
      const ended = job.catch(() => undefined);
      ending.add(ended);
      try {
        return await job;
      } finally {
        running.delete(request.id);
        ending.delete(ended);
      }
    };
    const output = method.output.parse(await run());
    await took(input.data, output);
    return output;
  };

  return {
    receive: async (request, reply) => {
      if (request.type === 'cancel') return running.get(request.id)?.abort();
      let shown: Visitor['shown'] = (said) => said;
      try {
        const visitor = gate(request.method);
        ({ shown } = visitor);
        const output = await tracked(foreground, answer(request, visitor, reply));
        reply({ type: 'result', id: request.id, output: shown(output) });
      } catch (error) {
        onFailed(error);
        reply({ type: 'failure', id: request.id, failure: shown(failureOf(error)) });
      }
      return undefined;
    },
    background: async (work, place) => {
      try {
        await tracked(place, earlierDone(place).then(() => work(jobContext(0, null, new AbortController().signal, () => undefined, place))));
      } catch (error) {
        onFailed(error);
        throw error;
      }
    },
    idle: async () => {
      for (const controller of running.values()) controller.abort();
      await Promise.all(ending);
      await turn;
    },
  };
};
