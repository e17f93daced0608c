/** Disposable processes that open one untrusted spreadsheet each, for a core that cannot start processes itself. */
import { app, utilityProcess, type UtilityProcess } from 'electron';
import type { CoreToShell, ShellToCore } from '../core/base/protocol.ts';

/** A believable export takes a second or two and 200 MB; a hostile one never ends. */
const timeLimit = 30_000;
const memoryLimitKb = 800 * 1024;
const pollEvery = 250;

type ReaderMessage = Extract<CoreToShell, { type: 'start-reader' | 'stop-reader' }>;
type Running = { readonly child: UtilityProcess; readonly stop: (reason: 'exited' | 'memory' | 'time') => void };

export function createReaders(entry: string, tellCore: (message: ShellToCore) => void) {
  const running = new Map<number, Running>();

  function start(reader: number, request: unknown): void {
    const child = utilityProcess.fork(entry, [], { serviceName: 'xiangke-reader', stdio: 'ignore', env: {}, execArgv: ['--max-old-space-size=512'] });
    let reason: 'exited' | 'memory' | 'time' = 'exited';
    const stop = (why: typeof reason) => {
      reason = why;
      child.kill();
    };
    const timer = setTimeout(() => stop('time'), timeLimit);
    const poll = setInterval(() => {
      const memory = app.getAppMetrics().find((metric) => metric.pid === child.pid)?.memory.workingSetSize ?? 0;
      if (memory > memoryLimitKb) stop('memory');
    }, pollEvery);
    child.on('message', (message: unknown) => tellCore({ type: 'reader-message', reader, message }));
    child.on('exit', () => {
      clearTimeout(timer);
      clearInterval(poll);
      running.delete(reader);
      tellCore({ type: 'reader-gone', reader, reason });
    });
    child.postMessage(request);
    running.set(reader, { child, stop });
  }

  return {
    receive(message: ReaderMessage): void {
      if (message.type === 'start-reader') start(message.reader, message.request);
      else running.get(message.reader)?.stop('exited');
    },
    /** For a core that is gone: nobody waits for its readers. */
    stopAll(): void {
      for (const { stop } of running.values()) stop('exited');
    },
  };
}
