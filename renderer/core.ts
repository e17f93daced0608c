/** The window's single link to the core, and what the frame shows about it. */
import { create } from 'zustand';
import { CallFailed, createClient } from '../core/base/client.ts';
import type { Client } from '../core/base/client.ts';
import type { Failure, Reply } from '../core/base/protocol.ts';
import { contract } from '../core/contract.ts';
import type { XiangkeContract } from '../core/contract.ts';
import type { Bridge } from '../electron/bridge.ts';
import { forgetAnswers } from './ui/answers.ts';

type CoreState = {
  readonly state: 'ready' | 'restarting' | 'refused' | 'stopped';
  readonly failure: Failure | null;
  /** commands and jobs that have not been answered yet */
  readonly writing: number;
  /** counts restarts and changes of book, so that pages ask again */
  readonly opened: number;
};

const coreAtStart: CoreState = { state: 'ready', failure: null, writing: 0, opened: 0 };
export const useCoreState = create<CoreState>(() => coreAtStart);

export let core: Client<XiangkeContract>;
export let native: Bridge['native'];

const writes = new Set(
  Object.entries(contract).flatMap(([feature, methods]) =>
    Object.entries(methods).filter(([, method]) => method.kind !== 'query').map(([name]) => `${feature}.${name}`),
  ),
);

/** Called once at start; tests call it once per window with a bridge to a core of their own. */
export const connect = (bridge: Bridge): (() => void) => {
  useCoreState.setState(coreAtStart);
  forgetAnswers();
  const open = new Map<number, boolean>();
  const countWriting = () => useCoreState.setState({ writing: [...open.values()].filter(Boolean).length });
  let receive: (reply: Reply) => void = () => undefined;

  const settle = (reply: Reply) => {
    if ((reply.type === 'result' || reply.type === 'failure') && open.delete(reply.id)) countWriting();
    receive(reply);
  };
  const disconnect = bridge.onReply((reply) => {
    if (reply.type !== 'core') return settle(reply);
    // A core that died never answers: whoever waits hears it at once instead of waiting for ever.
    if (reply.state !== 'ready') for (const id of open.keys()) settle({ type: 'failure', id, failure: reply.failure ?? { code: 'core.restarted' } });
    useCoreState.setState((before) => ({
      state: reply.state,
      failure: reply.failure ?? null,
      opened: reply.state === 'ready' ? before.opened + 1 : before.opened,
    }));
    if (reply.state === 'ready') forgetAnswers();
    return undefined;
  });

  native = bridge.native;
  core = createClient(
    contract,
    {
      send: (request) => {
        if (request.type === 'call') {
          open.set(request.id, writes.has(request.method));
          countWriting();
        }
        bridge.send(request);
      },
      onReply: (listener) => {
        receive = listener;
      },
    },
    forgetAnswers,
  );
  return disconnect;
};

/** What went wrong, as data, whatever was thrown. */
export const failureFrom = (error: unknown): Failure =>
  error instanceof CallFailed ? error.failure : { code: 'core.unexpected', details: { reason: error instanceof Error ? error.message : String(error) } };
