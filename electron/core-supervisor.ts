/**
 * Keeps one core running: queues what comes before it is ready, tells the page when it died, starts it again,
 * and gives up when it dies over and over. Knows nothing of Electron.
 */
import type { CoreToShell, Failure, Reply, Request, ShellToCore } from '../core/base/protocol.ts';
import type { CoreState } from './bridge.ts';
import type { CorePort } from './core-port.ts';
import { stackOnly, type Log } from './log.ts';

export type Supervisor = {
  request(message: Request): void;
  /** Grants outlive a restart: a new core is told all of them again. */
  grant(token: string, path: string): void;
  send(message: ShellToCore): void;
  /** The page was loaded anew: nobody waits for the old answers, and its unfinished jobs are cancelled. */
  forgetPage(): void;
  /** The state to tell a page that has just loaded; null while the core is starting. */
  state(): CoreState | null;
  /** Asks the core to close the database and waits for it; `patience` ms after its last sign of life it is stopped. */
  close(patience?: number): Promise<void>;
};

type Settings = {
  readonly start: () => CorePort;
  readonly tellPage: (message: Reply | CoreState) => void;
  /** Messages that are the shell's business: readers. */
  readonly onReaderMessage: (message: Extract<CoreToShell, { type: 'start-reader' | 'stop-reader' }>) => void;
  readonly log: Log;
  readonly now?: () => number;
};

const restartLimit = 3;
const restartWindow = 60_000;

export function createSupervisor({ start, tellPage, onReaderMessage, log, now = Date.now }: Settings): Supervisor {
  const grants = new Map<string, string>();
  /** The core's own numbering → the page's. Two pages in a row may use the same numbers. */
  const outstanding = new Map<number, number>();
  let queue: Request[] = [];
  let nextId = 1;
  let restarts: number[] = [];
  let state: CoreState | null = null;
  let isClosing = false;
  let onGone: () => void = () => undefined;
  let port: CorePort | null = null;

  const setState = (next: CoreState) => {
    state = next;
    tellPage(next);
  };
  const fail = (id: number, failure: Failure) => tellPage({ type: 'failure', id, failure });

  function failEverything(failure: Failure): void {
    for (const id of outstanding.values()) fail(id, failure);
    for (const message of queue) if (message.type === 'call') fail(message.id, failure);
    outstanding.clear();
    queue = [];
  }

  function forward(message: Request): void {
    if (message.type === 'call') {
      const id = nextId++;
      outstanding.set(id, message.id);
      port?.send({ ...message, id });
      return;
    }
    for (const [id, pageId] of outstanding) if (pageId === message.id) port?.send({ type: 'cancel', id });
  }

  function receive(message: CoreToShell): void {
    switch (message.type) {
      case 'ready': {
        setState({ type: 'core', state: 'ready' });
        for (const waiting of queue.splice(0)) forward(waiting);
        return;
      }
      case 'refused': {
        log('core.refused', message.failure.code);
        for (const id of outstanding.values()) fail(id, message.failure);
        outstanding.clear();
        setState({ type: 'core', state: 'refused', failure: message.failure });
        // It lives on: what can be done for the file is asked of it, everything else it refuses with this reason.
        for (const waiting of queue.splice(0)) forward(waiting);
        return;
      }
      case 'start-reader':
      case 'stop-reader':
        return onReaderMessage(message);
      case 'closed':
      case 'closing':
        return;
      case 'changed':
        return tellPage(message);
      default: {
        const id = outstanding.get(message.id);
        // An answer for a page that is gone.
        if (id === undefined) return;
        if (message.type !== 'progress') outstanding.delete(message.id);
        return tellPage({ ...message, id });
      }
    }
  }

  function gone(code: number | null, stderr: string): void {
    port = null;
    onGone();
    if (isClosing) return;
    log('core.exited', `${code ?? 'killed'} ${stackOnly(stderr)}`);
    failEverything({ code: 'core.restarted' });
    restarts = [...restarts.filter((at) => now() - at < restartWindow), now()];
    if (restarts.length > restartLimit) {
      setState({ type: 'core', state: 'stopped', failure: { code: 'core.stopped' } });
      return;
    }
    setState({ type: 'core', state: 'restarting' });
    open();
  }

  function open(): void {
    const opened = start();
    port = opened;
    opened.onMessage((message) => {
      if (port === opened) receive(message);
    });
    opened.onExit((code, stderr) => {
      if (port === opened) gone(code, stderr);
    });
    for (const [token, path] of grants) opened.send({ type: 'grant', token, path });
  }

  open();
  return {
    request(message) {
      if (state?.state === 'ready' || state?.state === 'refused') return forward(message);
      if (state?.state === 'stopped') {
        if (message.type === 'call') fail(message.id, state.failure ?? { code: 'core.stopped' });
        return;
      }
      // Still starting: a call that is cancelled before it began simply never begins.
      if (message.type === 'call') queue.push(message);
      else if (queue.some((waiting) => waiting.id === message.id)) {
        queue = queue.filter((waiting) => waiting.id !== message.id);
        fail(message.id, { code: 'job.cancelled' });
      }
    },
    grant(token, path) {
      grants.set(token, path);
      port?.send({ type: 'grant', token, path });
    },
    send: (message) => port?.send(message),
    forgetPage() {
      for (const id of outstanding.keys()) port?.send({ type: 'cancel', id });
      outstanding.clear();
      queue = [];
    },
    state: () => state,
    close(patience = 5000) {
      isClosing = true;
      const closing = port;
      if (closing === null) return Promise.resolve();
      return new Promise((done) => {
        const giveUp = () => {
          log('core.close-timeout');
          closing.kill();
          // The window must go even if nobody reports this death: seen once, in the instant of a start under the inspector.
          setTimeout(done, 500);
        };
        let timer = setTimeout(giveUp, patience);
        onGone = () => {
          clearTimeout(timer);
          done();
        };
        closing.onMessage((message) => {
          // Whether or not it ends by itself, its database is closed.
          if (message.type === 'closed') closing.kill();
          if (message.type !== 'closing') return;
          clearTimeout(timer);
          timer = setTimeout(giveUp, patience);
        });
        closing.send({ type: 'close' });
      });
    },
  };
}
