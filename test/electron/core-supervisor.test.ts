import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Reply } from '../../core/base/protocol.ts';
import type { CoreState } from '../../electron/bridge.ts';
import { startInNode } from '../../electron/core-port.ts';
import { createSupervisor, type Supervisor } from '../../electron/core-supervisor.ts';

type Told = Reply | CoreState;
const echoCore = join(import.meta.dirname, 'echo-core.mjs');
const opened: Supervisor[] = [];
afterEach(() => Promise.all(opened.splice(0).map((supervisor) => supervisor.close())));

/** A supervisor over real processes; `args` says how the n-th one behaves. */
function supervise(args: (start: number) => readonly string[] = () => []) {
  const told: Told[] = [];
  const logged: string[] = [];
  const waiting = new Set<() => void>();
  let starts = 0;
  const supervisor = createSupervisor({
    start: () => startInNode(process.execPath, echoCore, args(starts++)),
    tellPage: (message) => {
      told.push(message);
      for (const look of waiting) look();
    },
    onReaderMessage: () => undefined,
    log: (event, detail) => logged.push(`${event} ${detail ?? ''}`),
  });
  opened.push(supervisor);
  /** Resolves once the page has been told something that fits. */
  const heard = (fits: (message: Told) => boolean) =>
    new Promise<Told>((done) => {
      const look = () => {
        const found = told.find(fits);
        if (found === undefined) return;
        waiting.delete(look);
        done(found);
      };
      waiting.add(look);
      look();
    });
  const answer = (id: number) => heard((message) => (message.type === 'result' || message.type === 'failure') && message.id === id);
  const ask = (id: number, method: string, input?: unknown) => supervisor.request({ type: 'call', id, method, input });
  const stateTold = (state: CoreState['state']) => heard((message) => message.type === 'core' && message.state === state);
  return { supervisor, told, logged, answer, ask, stateTold, starts: () => starts };
}

describe('the core under supervision', () => {
  it('answers what was asked before it was ready, under the numbers of the page', async () => {
    const { ask, answer, supervisor } = supervise();
    supervisor.grant('t1', '/文件/订单.csv');
    ask(41, 'echo.say', { name: '李桂兰' });
    expect(await answer(41)).toMatchObject({ output: { method: 'echo.say', input: { name: '李桂兰' }, granted: { t1: '/文件/订单.csv' } } });
    expect(supervisor.state()).toEqual({ type: 'core', state: 'ready' });
  });

  it('when it dies: whoever waits is told, it starts again, keeps its grants and answers', async () => {
    const { ask, answer, stateTold, supervisor, logged } = supervise();
    supervisor.grant('t1', '/文件/订单.csv');
    await stateTold('ready');
    ask(1, 'echo.silence');
    ask(2, 'echo.crash');
    expect(await answer(1)).toMatchObject({ failure: { code: 'core.restarted' } });
    expect(await answer(2)).toMatchObject({ failure: { code: 'core.restarted' } });
    await stateTold('restarting');
    ask(3, 'echo.say', 1);
    expect(await answer(3)).toMatchObject({ output: { input: 1, granted: { t1: '/文件/订单.csv' } } });
    expect(logged.join()).toContain('core.exited 1 TypeError');
    expect(logged.join()).not.toMatch(/王秀英|138/);
  });

  it('when it keeps dying, gives up after three new starts in a minute and says so', async () => {
    const { ask, answer, stateTold, starts } = supervise(() => ['die']);
    expect(await stateTold('stopped')).toMatchObject({ failure: { code: 'core.stopped' } });
    expect(starts()).toBe(4);
    ask(9, 'echo.say');
    expect(await answer(9)).toMatchObject({ failure: { code: 'core.stopped' } });
  });

  it('when it refuses the database, every question but those about the file gets that reason, and nothing is started again', async () => {
    const { ask, answer, stateTold, starts } = supervise(() => ['refuse']);
    ask(1, 'echo.say');
    expect(await stateTold('refused')).toMatchObject({ failure: { code: 'database.newer' } });
    expect(await answer(1)).toMatchObject({ failure: { code: 'database.newer' } });
    ask(2, 'echo.say');
    expect(await answer(2)).toMatchObject({ failure: { code: 'database.newer' } });
    ask(3, 'store.health');
    expect(await answer(3)).toMatchObject({ output: { method: 'store.health' } });
    expect(starts()).toBe(1);
  });

  it('a page loaded anew gets no answers meant for the one before', async () => {
    const { ask, answer, told, stateTold, supervisor } = supervise();
    await stateTold('ready');
    ask(1, 'echo.silence');
    supervisor.forgetPage();
    ask(2, 'echo.say');
    await answer(2);
    expect(told.filter((message) => message.type === 'failure')).toEqual([]);
  });

  it('cancel reaches the job that the page means', async () => {
    const { ask, answer, stateTold, supervisor } = supervise();
    await stateTold('ready');
    ask(70, 'echo.silence');
    supervisor.request({ type: 'cancel', id: 70 });
    expect(await answer(70)).toMatchObject({ failure: { code: 'job.cancelled' } });
  });

  it('news from the core reach the page', async () => {
    const { ask, answer, told, stateTold } = supervise();
    await stateTold('ready');
    ask(1, 'echo.change');
    await answer(1);
    expect(told).toContainEqual({ type: 'changed', features: ['customers'] });
  });

  it('closes when asked, and is no crash', async () => {
    const { supervisor, stateTold, told, logged } = supervise();
    await stateTold('ready');
    await supervisor.close();
    expect(told).toEqual([{ type: 'core', state: 'ready' }]);
    expect(logged).toEqual([]);
  });
});
