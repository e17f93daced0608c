/** The shell, put together: one instance, one window, one core. */
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { app, dialog, ipcMain, session } from 'electron';
import type { Book } from './bridge.ts';
import { channels, type ShellFacts } from './channels.ts';
import { coreFolder, isStandIn, startCore } from './core-process.ts';
import { createSupervisor, type Supervisor } from './core-supervisor.ts';
import { dataFolderAt } from './shop-folder.ts';
import { createFiles, handedIn, nothingHanded, together } from './files.ts';
import { createLog } from './log.ts';
import { setMenu } from './menu.ts';
import { requestIn } from './message-check.ts';
import { isOurPage, serveNative } from './native.ts';
import { cutNetwork, registerAppScheme, servePages } from './protocol.ts';
import { createReaders } from './readers.ts';
import { createWindow, lockContents } from './window.ts';
import { words } from './words.ts';

const dataFolder = dataFolderAt(resolve(process.env.XIANGKE_DATA ?? join(app.getPath('appData'), 'Xiangke')));
const log = createLog(join(dataFolder, 'logs'));

/** What the system starts the program with; unpackaged, the first is the program itself. */
const given = process.argv.slice(app.isPackaged ? 1 : 2);

function openDataFolder(): boolean {
  try {
    mkdirSync(dataFolder, { recursive: true });
    app.setPath('userData', dataFolder);
    // Chromium's caches beside the shop's book would only frighten whoever looks for it.
    app.setPath('sessionData', join(dataFolder, 'window'));
    return true;
  } catch {
    dialog.showErrorBox(words.failure.title, words.failure.dataFolder(dataFolder));
    return false;
  }
}

/** Nothing may ask the network for anything, not even Chromium for its own components. */
function silenceChromium(): void {
  for (const name of ['disable-background-networking', 'disable-component-update', 'disable-domain-reliability', 'disable-sync', 'no-pings', 'no-proxy-server']) {
    app.commandLine.appendSwitch(name);
  }
  app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND');
  app.commandLine.appendSwitch('lang', 'zh-CN');
}

function fail(sentence: string): void {
  dialog.showErrorBox(words.failure.title, sentence);
  app.exit(1);
}

function openApp(): void {
  const appWindow = createWindow(dataFolder);
  const { webContents } = appWindow.window;
  let book: Book = 'shop';
  const tellPage = (message: unknown) => {
    if (!webContents.isDestroyed()) webContents.send(channels.fromCore, message);
  };

  let supervisor: Supervisor;
  const readers = createReaders(join(coreFolder, 'reader.js'), (message) => supervisor.send(message));
  const granted = new Map<string, string>();
  const openCore = (): Supervisor => {
    const opened = createSupervisor({
      start: () => {
        readers.stopAll();
        const port = startCore(join(dataFolder, `${book}.db`), book === 'shop' ? join(dataFolder, '备份') : null);
        if (port === null) throw new Error(words.failure.noNode);
        return port;
      },
      tellPage,
      onReaderMessage: (message) => readers.receive(message),
      log,
    });
    for (const [token, path] of granted) opened.grant(token, path);
    return opened;
  };
  supervisor = openCore();
  const files = createFiles((token, path) => {
    granted.set(token, path);
    supervisor.grant(token, path);
  });

  // Files handed over before a page can take them wait for it.
  let hasPage = false;
  let waiting = nothingHanded;
  const handOver = async (paths: readonly string[]) => {
    const handed = await files.grantForReading(paths);
    waiting = together(waiting, handed);
    if (!hasPage || webContents.isDestroyed() || (waiting.files.length === 0 && waiting.others.length === 0)) return;
    webContents.send(channels.files, waiting);
    waiting = nothingHanded;
  };

  // The first word of every new page, before anything that it asks: the one moment that separates it from the page before.
  ipcMain.on(channels.facts, (event) => {
    // The empty page before the first load runs the preload too; it gets no facts.
    if (!isOurPage(event, appWindow)) {
      event.returnValue = null;
      return;
    }
    supervisor.forgetPage();
    hasPage = true;
    event.returnValue = { book, dataFolder, runtime: { standIn: isStandIn, version: app.getVersion() } } satisfies ShellFacts;
    const state = supervisor.state();
    if (state !== null) tellPage(state);
    void handOver([]);
  });
  ipcMain.on(channels.toCore, (event, message: unknown) => {
    if (!isOurPage(event, appWindow)) return log('ipc.refused', channels.toCore);
    const checked = requestIn(message);
    if ('request' in checked) return supervisor.request(checked.request);
    log('ipc.refused', channels.toCore);
    if (checked.id !== null) tellPage({ type: 'failure', id: checked.id, failure: { code: 'request.refused' } });
  });
  serveNative({
    appWindow,
    files,
    dataFolder,
    log,
    openBook: async (next) => {
      if (next !== book) {
        await supervisor.close();
        book = next;
        supervisor = openCore();
      }
      await appWindow.load();
    },
  });

  let pageDeaths: number[] = [];
  webContents.on('render-process-gone', (_event, { reason }) => {
    log('page.gone', reason);
    if (reason === 'clean-exit') return;
    hasPage = false;
    supervisor.forgetPage();
    pageDeaths = [...pageDeaths.filter((at) => Date.now() - at < 60_000), Date.now()];
    if (pageDeaths.length > 3) return fail(words.failure.page);
    void appWindow.load();
  });

  app.on('second-instance', (_event, _args, _from, handed) => {
    appWindow.bringForward();
    const paths = (handed as { files?: unknown } | null)?.files;
    if (Array.isArray(paths)) void handOver(paths.filter((path) => typeof path === 'string').map((path) => decodeURIComponent(path)));
  });
  app.on('open-file', (event, path) => {
    event.preventDefault();
    void handOver([path]);
  });

  let isClosed = false;
  app.on('before-quit', (event) => {
    if (isClosed) return;
    event.preventDefault();
    void supervisor.close().finally(() => {
      isClosed = true;
      app.quit();
    });
  });
  // Windows shuts down: the core closes its database as fast as it can.
  appWindow.window.on('session-end', () => void supervisor.close());

  setMenu(appWindow, dataFolder);
  void handOver(handedIn(given, process.cwd()));
  void appWindow.load();
}

process.on('uncaughtException', (error) => {
  log('shell.failed', error.stack?.split('\n')[1]?.trim());
  fail(error.message === words.failure.noNode ? words.failure.noNode : words.failure.unexpected);
});

// What a second start hands over arrives as null when it holds a Chinese letter (seen on Electron 33), so it is spelt in ASCII.
const handedOver = () => ({ files: handedIn(given, process.cwd()).map((path) => encodeURIComponent(path)) });

if (!openDataFolder()) app.exit(1);
else if (!app.requestSingleInstanceLock(handedOver())) app.exit(0);
else {
  silenceChromium();
  registerAppScheme();
  // Together with --no-sandbox (build machines run as root) this would stop Chromium from starting; the window is sandboxed by itself.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  app.on('web-contents-created', (_event, contents) => lockContents(contents));
  app.on('window-all-closed', () => app.quit());
  void app.whenReady().then((): void => {
    if (isStandIn) process.stderr.write('乡客: 替代运行环境，只供测试 (stand-in Electron, for tests only)\n');
    cutNetwork(session.defaultSession, !app.isPackaged);
    servePages(session.defaultSession, join(app.getAppPath(), 'dist', 'renderer'));
    openApp();
  });
}
