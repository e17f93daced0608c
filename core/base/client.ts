/** The caller's side of the contract: typed methods over any link that carries requests and replies. */
import type { AnyMethod, Contract, InputOf, OutputOf } from './contract.ts';
import type { Failure, Progress, Reply, Request } from './protocol.ts';

export class CallFailed extends Error {
  readonly failure: Failure;
  constructor(failure: Failure) {
    super(failure.code);
    this.failure = failure;
  }
}

export type JobOptions = { readonly onProgress?: (progress: Progress) => void; readonly signal?: AbortSignal };

type Call<M extends AnyMethod> = M['kind'] extends 'job'
  ? undefined extends InputOf<M>
    ? (input?: InputOf<M>, options?: JobOptions) => Promise<OutputOf<M>>
    : (input: InputOf<M>, options?: JobOptions) => Promise<OutputOf<M>>
  : undefined extends InputOf<M>
    ? () => Promise<OutputOf<M>>
    : (input: InputOf<M>) => Promise<OutputOf<M>>;

export type Client<C extends Contract> = { readonly [F in keyof C]: { readonly [N in keyof C[F]]: Call<C[F][N]> } };

export type Link = {
  readonly send: (request: Request) => void;
  /** Called once with the function that takes every reply. */
  readonly onReply: (receive: (reply: Reply) => void) => void;
};

type Waiting = {
  readonly resolve: (output: unknown) => void;
  readonly reject: (failure: CallFailed) => void;
  readonly onProgress: ((progress: Progress) => void) | undefined;
  readonly done: () => void;
};

/** `onChanged` hears which features have new rows after every commit. */
export const createClient = <C extends Contract>(contract: C, link: Link, onChanged: (features: readonly string[]) => void = () => undefined): Client<C> => {
  const waiting = new Map<number, Waiting>();
  let lastId = 0;

  link.onReply((reply) => {
    if (reply.type === 'changed') return onChanged(reply.features);
    const call = waiting.get(reply.id);
    if (!call) return undefined;
    if (reply.type === 'progress') return call.onProgress?.(reply.progress);
    waiting.delete(reply.id);
    call.done();
    return reply.type === 'result' ? call.resolve(reply.output) : call.reject(new CallFailed(reply.failure));
  });

  const call = (method: string) => (input: unknown, { signal, onProgress }: JobOptions = {}) =>
    new Promise<unknown>((resolve, reject) => {
      if (signal?.aborted) return reject(new CallFailed({ code: 'job.cancelled' }));
      const id = ++lastId;
      const cancel = () => link.send({ type: 'cancel', id });
      // One signal may serve many calls: an answered one must not go on listening to it.
      const done = () => signal?.removeEventListener('abort', cancel);
      waiting.set(id, { resolve, reject, onProgress, done });
      signal?.addEventListener('abort', cancel, { once: true });
      link.send({ type: 'call', id, method, input });
      return undefined;
    });

  return Object.fromEntries(
    Object.entries(contract).map(([feature, methods]) => [
      feature,
      Object.fromEntries(Object.keys(methods).map((name) => [name, call(`${feature}.${name}`)])),
    ]),
  ) as Client<C>;
};
