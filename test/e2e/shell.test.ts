/** The shell as it is shipped: what the page may do and what not, and what happens when a part of it dies. */
import { execFile, execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callCore, dropFiles, environment, openApp, program, startArguments, willChoose, willSaveAs, type OpenedApp } from './app.ts';

const run = promisify(execFile);
const hasPdfTools = (() => {
  try {
    execFileSync('pdftotext', ['-v'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

/** The core's process, under either way of hosting it. */
async function coreProcess({ app }: OpenedApp): Promise<number> {
  const hosted = await app.evaluate(({ app: shell }) => shell.getAppMetrics().find(({ serviceName, name }) => serviceName === 'xiangke-core' || name === 'xiangke-core')?.pid ?? null);
  if (hosted !== null) return hosted;
  const parent = app.process().pid;
  const child = readdirSync('/proc').find((pid) => {
    if (!/^\d+$/.test(pid)) return false;
    try {
      return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[1] === String(parent) && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('dist/core/main.js');
    } catch {
      return false;
    }
  });
  if (child === undefined) throw new Error('no core process found');
  return Number(child);
}

describe('the packaged app', () => {
  let opened: OpenedApp;
  beforeAll(async () => {
    opened = await openApp();
  });
  afterAll(() => opened.close());

  it('opens a Chinese window from its own protocol, without a complaint', async () => {
    expect(await opened.page.title()).toContain('乡客');
    expect(opened.page.url()).toMatch(/^app:\/\/xiangke\//);
    await opened.page.getByText(/\p{Script=Han}/u).first().waitFor();
    expect(opened.complaints).toEqual([]);
  });

  it('answers from a real database in the data folder', async () => {
    expect(await callCore(opened, 'settings.get')).toMatchObject({ shopName: null });
    expect(existsSync(join(opened.dataFolder, 'shop.db'))).toBe(true);
  });

  it('gives the page no Node, and nothing of Electron but the bridge', async () => {
    const seen = await opened.page.evaluate(() => ({
      node: ['require', 'process', 'module', 'Buffer', 'global', 'electron', 'ipcRenderer'].filter((name) => name in globalThis),
      bridge: Object.keys(window.bridge).toSorted(),
    }));
    expect(seen).toEqual({ node: [], bridge: ['native', 'onReply', 'send'] });
    const preferences = await opened.app.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as { getLastWebPreferences(): Record<string, unknown> };
      return contents.getLastWebPreferences();
    });
    expect(preferences).toMatchObject({ sandbox: true, contextIsolation: true, nodeIntegration: false, webSecurity: true, webviewTag: false });
    const tools = await opened.app.evaluate(({ BrowserWindow, session }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      contents?.openDevTools();
      return { developerTools: contents?.isDevToolsOpened(), spelling: session.defaultSession.isSpellCheckerEnabled() };
    });
    expect(tools).toEqual({ developerTools: false, spelling: false });
  });

  it('runs no script but its own: no eval, no inline script, no foreign frame, no fetch', async () => {
    const tried = await opened.page.evaluate(async () => {
      // Playwright's own evaluation lifts the rule while it lasts: a later turn of the page is under it again.
      const evaluated = await new Promise((done) => {
        setTimeout(() => {
          try {
            // oxlint-disable-next-line no-eval -- the point is that it fails
            done((0, eval)('1 + 1'));
          } catch {
            done('refused');
          }
        });
      });
      const script = document.createElement('script');
      script.textContent = 'window.injected = true';
      document.body.append(script);
      script.remove();
      const fetched = await fetch('https://example.com/').then(() => 'fetched', () => 'refused');
      const picture = await new Promise((done) => {
        const image = new Image();
        image.addEventListener('load', () => done('loaded'));
        image.addEventListener('error', () => done('refused'));
        image.src = 'https://example.com/a.png';
      });
      return { evaluated, injected: 'injected' in window, fetched, picture };
    });
    expect(tried).toEqual({ evaluated: 'refused', injected: false, fetched: 'refused', picture: 'refused' });
  });

  it('serves its pages and not a file beside them', async () => {
    const statuses = await opened.app.evaluate(async ({ net }) => {
      const ask = async (address: string) => (await net.fetch(address)).status;
      return [await ask('app://xiangke/'), await ask('app://xiangke/%2e%2e%2felectron/main.js'), await ask('app://xiangke/..%5celectron%5cmain.js'), await ask('app://xiangke/package.json')];
    });
    expect(statuses).toEqual([200, 404, 404, 404]);
    const policy = await opened.app.evaluate(async ({ net }) => (await net.fetch('app://xiangke/')).headers.get('content-security-policy'));
    expect(policy).toMatch(/^default-src 'none'; script-src 'self'/);
  });

  it('reaches no other machine, whatever asks for it', async () => {
    const answer = await opened.app.evaluate(({ net }) => net.fetch('https://example.com/').then(({ status }) => String(status), (error: Error) => error.message));
    expect(answer).toMatch(/ERR_BLOCKED_BY_CLIENT/);
  });

  it('opens no second window and no webview', async () => {
    expect(await opened.page.evaluate(() => window.open('https://example.com/') === null && window.open('app://xiangke/') === null)).toBe(true);
    expect(opened.app.windows()).toHaveLength(1);
  });

  it('gives no permission to anyone', async () => {
    const granted = await opened.page.evaluate(async () => {
      const names = ['geolocation', 'notifications', 'camera', 'microphone', 'clipboard-read'] as PermissionName[];
      const states = await Promise.all(names.map(async (name) => (await navigator.permissions.query({ name })).state));
      const notified = await Notification.requestPermission();
      const place = await new Promise((done) => navigator.geolocation.getCurrentPosition(() => done('found'), () => done('refused')));
      return [...states, notified, place];
    });
    expect(granted).toEqual(['denied', 'denied', 'denied', 'denied', 'denied', 'denied', 'refused']);
  });

  it('lets nothing but a well-formed question through to the core', async () => {
    const answers = await opened.page.evaluate(async () => {
      const failures: unknown[] = [];
      const stop = window.bridge.onReply((reply) => {
        if (reply.type === 'failure' && reply.id >= 900_000_000) failures.push(reply.failure.code);
      });
      const say = window.bridge.send as (message: unknown) => void;
      say(null);
      say({ type: 'close' });
      say({ type: 'grant', id: 900_000_001, token: 'x', path: '/etc/passwd' });
      say({ type: 'call', id: 900_000_002, method: 'settings.get', input: 'x'.repeat(3_000_000) });
      while (failures.length < 2) await new Promise((done) => requestAnimationFrame(done));
      stop();
      return failures;
    });
    expect(answers).toEqual(['request.refused', 'request.refused']);
    expect(await callCore(opened, 'settings.get')).toMatchObject({ shopName: null });
  });

  it('speaks Chinese in its menu', async () => {
    const labels = await opened.app.evaluate(({ Menu }) => {
      const menu = Menu.getApplicationMenu();
      return menu?.items.flatMap((item) => [item.label, ...(item.submenu?.items ?? []).filter(({ type }) => type !== 'separator').map(({ label }) => label)]) ?? [];
    });
    expect(labels.length).toBeGreaterThan(10);
    expect(labels.filter((label) => !/\p{Script=Han}/u.test(label))).toEqual([]);
  });

  it('hands chosen files to the core under a token, and the page never sees a path', async () => {
    const table = join(opened.dataFolder, '淘宝 订单.csv');
    writeFileSync(table, '订单编号\n');
    await willChoose(opened, [table]);
    const chosen = await opened.page.evaluate(() => window.bridge.native.chooseFiles({ title: '选表格', multiple: true }));
    expect(chosen).toEqual([{ token: expect.any(String), name: '淘宝 订单.csv', size: 13 }]);
    expect(JSON.stringify(chosen)).not.toContain(opened.dataFolder);
    await willChoose(opened, []);
    expect(await opened.page.evaluate(() => window.bridge.native.chooseFiles({ title: '选表格', multiple: false }))).toEqual([]);
    await opened.page.evaluate(() => {
      const dropped = new Promise((done) => {
        window.addEventListener('drop', (event) => done(window.bridge.native.grantDropped([...(event.dataTransfer?.files ?? [])])), { once: true });
      });
      Object.assign(window, { dropped });
    });
    await dropFiles(opened, 'body', [table]);
    expect(await opened.page.evaluate(() => (window as unknown as { dropped: Promise<unknown> }).dropped)).toEqual({ files: [{ token: expect.any(String), name: '淘宝 订单.csv', size: 13 }], others: [], cut: false });
    // A file that a script made up has no path on disk, so there is nothing to grant.
    expect(await opened.page.evaluate(() => window.bridge.native.grantDropped([new File(['x'], '假的.csv')]))).toEqual({ files: [], others: [], cut: false });
  });

  it('saves the page as an A4 PDF with page numbers, and says why it cannot', async () => {
    const target = join(opened.dataFolder, '报表 一');
    await willSaveAs(opened, target);
    const saved = await opened.page.evaluate(async () => {
      const place = await window.bridge.native.chooseSavePath({ title: '存到哪里', defaultName: '报表/一', kind: 'pdf' });
      return place === null ? null : window.bridge.native.savePdf(place.token);
    });
    expect(saved).toEqual({ ok: true, pages: expect.any(Number) });
    expect(readdirSync(opened.dataFolder).filter((name) => name.includes('报表'))).toEqual(['报表 一.pdf']);
    if (hasPdfTools) {
      expect((await run('pdftotext', [`${target}.pdf`, '-'])).stdout).toMatch(/第 ?1 ?页/);
      expect((await run('pdfinfo', [`${target}.pdf`])).stdout).toMatch(/Page size:.*A4/);
    }
    await willSaveAs(opened, join(opened.dataFolder, '没有的文件夹', '报表.pdf'));
    const failed = await opened.page.evaluate(async () => {
      const place = await window.bridge.native.chooseSavePath({ title: '存到哪里', defaultName: '报表', kind: 'pdf' });
      return place === null ? null : window.bridge.native.savePdf(place.token);
    });
    expect(failed).toEqual({ ok: false, reason: 'failed' });
    await willSaveAs(opened, null);
    expect(await opened.page.evaluate(() => window.bridge.native.chooseSavePath({ title: 'x', defaultName: 'x', kind: 'xlsx' }))).toBeNull();
  });

  it('a second start brings the first window forward and hands its files over', async () => {
    const table = join(opened.dataFolder, '快团团 5月.csv');
    writeFileSync(table, '订单号\n');
    await opened.page.evaluate(() => {
      const taken: unknown[] = [];
      Object.assign(window, { taken });
      window.bridge.native.onFiles(({ files }) => taken.push(...files.map(({ name, size }) => ({ name, size }))));
    });
    await run(program, [...startArguments, table], { env: environment(opened.dataFolder), timeout: 30_000 });
    await opened.page.waitForFunction(() => (window as unknown as { taken: unknown[] }).taken.length > 0);
    expect(await opened.page.evaluate(() => (window as unknown as { taken: unknown[] }).taken)).toEqual([{ name: '快团团 5月.csv', size: 10 }]);
    expect(opened.app.windows()).toHaveLength(1);
  });

  it('when the core is killed, starts it again and answers', async () => {
    const before = await coreProcess(opened);
    process.kill(before, 'SIGKILL');
    expect(await callCore(opened, 'settings.get')).toSatisfy((answer: object) => 'shopName' in answer || ('code' in answer && answer.code === 'core.restarted'));
    expect(await callCore(opened, 'settings.get')).toMatchObject({ shopName: null });
    expect(await coreProcess(opened)).not.toBe(before);
    expect(readFileSync(join(opened.dataFolder, 'logs', 'xiangke.log'), 'utf8')).toContain('core.exited');
  });

  it('stays on its own pages', async () => {
    // Late among these tests: Playwright waits for a navigation that never comes before it looks for anything again.
    // Registered before the attempt, read after it.
    await opened.app.evaluate(({ BrowserWindow }) => {
      const prevented = new Promise((done) => {
        BrowserWindow.getAllWindows()[0]?.webContents.once('will-frame-navigate', (event) => setImmediate(() => done(event.defaultPrevented)));
      });
      Object.assign(globalThis, { prevented });
    });
    await opened.page.evaluate(() => {
      location.href = 'https://example.com/';
    });
    expect(await opened.app.evaluate(() => (globalThis as unknown as { prevented: Promise<boolean> }).prevented)).toBe(true);
    expect(opened.page.url()).toMatch(/^app:\/\/xiangke\//);
    expect(await callCore(opened, 'settings.get')).toMatchObject({ shopName: null });
  });

  it('when the page dies, loads it again', async () => {
    await opened.app.evaluate(
      ({ BrowserWindow }) =>
        new Promise<void>((done) => {
          const contents = BrowserWindow.getAllWindows()[0]?.webContents;
          contents?.once('did-finish-load', () => done());
          contents?.forcefullyCrashRenderer();
        }),
    );
    expect(await opened.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getURL())).toMatch(/^app:\/\/xiangke\//);
  });
});
