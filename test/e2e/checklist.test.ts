/** The twenty items of Electron's security checklist, each against the packaged app (RELIABILITY R14, T16). */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callCore, openApp, program, type OpenedApp } from './app.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

let opened: OpenedApp;
let preferences: Readonly<Record<string, unknown>>;
let policy: string;

beforeAll(async () => {
  opened = await openApp();
  preferences = await opened.app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]!.webContents as unknown as { getLastWebPreferences(): Record<string, unknown> };
    return contents.getLastWebPreferences();
  });
  policy = (await opened.app.evaluate(async ({ net }) => (await net.fetch('app://xiangke/')).headers.get('content-security-policy'))) ?? '';
});
afterAll(() => opened.close());

const directives = (): ReadonlyMap<string, string> => new Map(policy.split(';').map((part) => part.trim()).map((part) => [part.split(' ')[0]!, part.slice(part.indexOf(' ') + 1)]));
/** What the shell was built from; comments say which way was not taken. */
const shellSource = (): string => readdirSync(join(root, 'electron')).filter((name) => name.endsWith('.ts')).map((name) => readFileSync(join(root, 'electron', name), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/ .*$/gm, '')).join('\n');
const log = (): string => readFileSync(join(opened.dataFolder, 'logs', 'xiangke.log'), 'utf8');

describe('Electron\'s checklist', () => {
  it('1: loads its own content only, and nothing over the network', async () => {
    const loaded = await opened.page.evaluate(() => [location.href, ...[...document.querySelectorAll<HTMLScriptElement>('script[src], img[src]')].map(({ src }) => src), ...[...document.querySelectorAll('link')].map(({ href }) => href)]);
    expect(loaded.length).toBeGreaterThan(1);
    expect(loaded.filter((address) => !/^(app:\/\/xiangke\/|data:|blob:app:)/.test(address))).toEqual([]);
  });

  it('2: gives no page Node', async () => {
    expect(preferences).toMatchObject({ nodeIntegration: false, nodeIntegrationInSubFrames: false });
    expect(preferences['nodeIntegrationInWorker'] ?? false).toBe(false);
    expect(await opened.page.evaluate(() => typeof (globalThis as Record<string, unknown>)['require'])).toBe('undefined');
  });

  it('3: keeps the preload\'s world apart from the page\'s', async () => {
    expect(preferences).toMatchObject({ contextIsolation: true });
    const replaced = await opened.page.evaluate(() => {
      const tried = (attempt: () => void): boolean => {
        try {
          attempt();
          return true;
        } catch {
          return false;
        }
      };
      const { send, native } = window.bridge;
      tried(() => Object.assign(window, { bridge: null }));
      tried(() => Object.assign(window.bridge, { send: null }));
      tried(() => Object.assign(window.bridge.native, { print: null }));
      return window.bridge === null || window.bridge.send !== send || window.bridge.native.print !== native.print;
    });
    expect(replaced).toBe(false);
  });

  it('4: runs its page in the sandbox', () => {
    expect(preferences).toMatchObject({ sandbox: true });
    expect(shellSource()).toContain('app.enableSandbox()');
  });

  it('5: answers every request for a permission with no', async () => {
    const states = await opened.page.evaluate(async () => Promise.all((['geolocation', 'notifications', 'camera', 'microphone', 'midi', 'clipboard-read'] as PermissionName[]).map(async (name) => (await navigator.permissions.query({ name })).state)));
    expect(new Set(states)).toEqual(new Set(['denied']));
    expect(await opened.page.evaluate(() => navigator.mediaDevices.getUserMedia({ audio: true }).then(() => 'given', () => 'refused'))).toBe('refused');
  });

  it('6: has web security on', () => expect(preferences).toMatchObject({ webSecurity: true }));

  it('7: has a policy that begins with nothing and allows no inline or foreign script', () => {
    expect(directives().get('default-src')).toBe(`'none'`);
    expect(directives().get('script-src')).toBe(`'self'`);
    expect([...directives().values()].join(' ')).not.toMatch(/unsafe-eval|https?:|\*/);
    for (const name of ['base-uri', 'form-action', 'frame-ancestors']) expect(directives().get(name)).toBe(`'none'`);
    for (const name of ['connect-src', 'frame-src', 'object-src', 'worker-src']) expect(directives().has(name)).toBe(false);
  });

  it('8: allows no insecure content', () => expect(preferences['allowRunningInsecureContent'] ?? false).toBe(false));

  it('9: uses no experimental features', () => expect([preferences['experimentalFeatures'] ?? false, /experimentalFeatures/.test(shellSource())]).toEqual([false, false]));

  it('10: switches on no Blink features', () => expect([preferences['enableBlinkFeatures'] ?? '', /enableBlinkFeatures|enable-blink-features/.test(shellSource())]).toEqual(['', false]));

  it('11 and 12: has no webview, with or without options', async () => {
    expect(preferences).toMatchObject({ webviewTag: false });
    const attached = await opened.app.evaluate(({ BrowserWindow }) => {
      let prevented = false;
      BrowserWindow.getAllWindows()[0]?.webContents.emit('will-attach-webview', { preventDefault: () => (prevented = true) }, {}, {});
      return !prevented;
    });
    expect(attached).toBe(false);
  });

  it('13: lets no page lead anywhere else', async () => {
    const kept = await opened.app.evaluate(({ BrowserWindow }) =>
      ['will-navigate', 'will-redirect', 'will-frame-navigate'].map((name) => ['https://example.com/', 'file:///etc/passwd', 'app://other/', 'javascript:1', 'app://xiangke@example.com/'].every((url) => {
        let prevented = false;
        BrowserWindow.getAllWindows()[0]?.webContents.emit(name, { url, preventDefault: () => (prevented = true) });
        return prevented;
      })));
    expect(kept).toEqual([true, true, true]);
  });

  it('14: opens no other window', async () => {
    expect(await opened.page.evaluate(() => [window.open('app://xiangke/'), window.open('about:blank'), window.open('https://example.com/')])).toEqual([null, null, null]);
    expect(opened.app.windows()).toHaveLength(1);
  });

  it('15: hands no address to the system', () => expect(shellSource()).not.toMatch(/openExternal/));

  it('16: ships one exact, recent Electron', () => {
    const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { devDependencies: Readonly<Record<string, string>> };
    expect(devDependencies['electron']).toMatch(/^(4[5-9]|[5-9]\d)\.\d+\.\d+$/);
  });

  it('17: listens to nobody but its own page', async () => {
    const answers = await opened.app.evaluate(async ({ app, BrowserWindow }) => {
      const preload = `${app.getAppPath()}/dist/electron/preload.cjs`;
      const stranger = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true, contextIsolation: true } });
      await stranger.loadURL('data:text/html,<p>stranger</p>');
      const said = (await stranger.webContents.executeJavaScript(`(async () => {
        window.bridge.send({ type: 'call', id: 1, method: 'customers.list', input: {} });
        const ask = (name, ...given) => window.bridge.native[name](...given).then(() => 'answered', () => 'refused');
        return [await ask('chooseFiles', { title: 'x', multiple: false }), await ask('chooseSavePath', { title: 'x', defaultName: 'x', kind: 'xlsx' }), await ask('grantDropped', []), await ask('openDataFolder'), await ask('restart')];
      })()`)) as string[];
      stranger.destroy();
      return said;
    });
    expect(answers).toEqual(['refused', 'refused', 'refused', 'refused', 'refused']);
    expect(log()).toMatch(/ipc\.refused.*core:send/);
    expect(await callCore(opened, 'settings.get')).toMatchObject({ typeSize: 100 });
  });

  it('18: comes from a protocol of its own, not from file://', async () => {
    expect(opened.page.url()).toMatch(/^app:\/\/xiangke\//);
    expect(shellSource()).not.toMatch(/loadFile\(|file:\/\//);
  });

  it('19: has its fuses blown, read back from the packaged file', async () => {
    const wire = await getCurrentFuseWire(process.platform === 'darwin' ? dirname(dirname(dirname(program))) : program);
    const state = (fuse: FuseV1Options) => wire[fuse] === FuseState.ENABLE;
    expect({
      runAsNode: state(FuseV1Options.RunAsNode), cookieEncryption: state(FuseV1Options.EnableCookieEncryption), nodeOptions: state(FuseV1Options.EnableNodeOptionsEnvironmentVariable),
      asarIntegrity: state(FuseV1Options.EnableEmbeddedAsarIntegrityValidation), onlyAsar: state(FuseV1Options.OnlyLoadAppFromAsar), fileProtocolPrivileges: state(FuseV1Options.GrantFileProtocolExtraPrivileges),
    }).toEqual({ runAsNode: false, cookieEncryption: true, nodeOptions: false, asarIntegrity: true, onlyAsar: true, fileProtocolPrivileges: false });
    // Open in test builds only, because Playwright attaches through it.
    expect(state(FuseV1Options.EnableNodeCliInspectArguments)).toBe(true);
    expect(readFileSync(join(root, 'electron-builder.yml'), 'utf8')).toMatch(/enableNodeCliInspectArguments: false/);
  });

  it('20: shows the page nothing of Electron', async () => {
    const { bridge, native, leaks } = await opened.page.evaluate(() => ({
      bridge: Object.keys(window.bridge).toSorted(),
      native: Object.entries(window.bridge.native).filter(([, value]) => typeof value !== 'function').map(([name]) => name),
      leaks: ['ipcRenderer', 'electron', 'webUtils', 'contextBridge', 'process', 'Buffer'].filter((name) => name in window || name in window.bridge || name in window.bridge.native),
    }));
    expect({ bridge, native, leaks }).toEqual({ bridge: ['native', 'onReply', 'send'], native: [], leaks: [] });
  });
});
