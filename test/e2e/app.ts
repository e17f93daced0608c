/** Opens the packaged app with a data folder of its own and closes it again. Dialogs are answered in the main process, as a person would. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { _electron, errors } from 'playwright';
import type { ElectronApplication, Page } from 'playwright';

const root = fileURLToPath(new URL('../..', import.meta.url));
const packaged =
  process.platform === 'win32'
    ? 'win-unpacked/xiangke.exe'
    : process.platform === 'darwin'
      ? `${process.arch === 'arm64' ? 'mac-arm64' : 'mac'}/xiangke.app/Contents/MacOS/xiangke`
      : 'linux-unpacked/xiangke';

/** The program under test: what `npm test` packaged, or another one by name. */
export const program = resolve(process.env.XIANGKE_PROGRAM ?? join(root, 'release', packaged));

/** Chromium refuses its sandbox to root, which build machines run as. */
export const startArguments: readonly string[] = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

export const environment = (dataFolder: string, more: Readonly<Record<string, string>> = {}): Record<string, string> => ({
  ...(Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== undefined)) as Record<string, string>),
  XIANGKE_DATA: dataFolder,
  // A build machine may have no locale, and Chromium then mistakes Chinese file names. No desktop is like that.
  LC_ALL: process.env.LC_ALL ?? process.env.LANG ?? 'C.UTF-8',
  // Only the runtime that stands in for Electron looks at it: it hosts the core in this Node.
  XIANGKE_NODE: process.execPath,
  ...more,
});

/** A folder with a Chinese name and a space, as a shop's own folders have. */
export const freshFolder = (name = '乡客 试'): string => mkdtempSync(join(tmpdir(), `${name}-`));

export type OpenedApp = {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly dataFolder: string;
  /** What the page wrote to its console as an error or threw. */
  readonly complaints: readonly string[];
  close(): Promise<void>;
};

export type OpenOptions = {
  readonly dataFolder?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly args?: readonly string[];
  /** what starts the program, where it is watched from outside */
  readonly executable?: string;
};

/**
 * Playwright gates the start of an unpackaged app, but not of a packaged one: when it attaches just as the first page commits, Chromium
 * never tells it of that page and it waits for ever beside an app that is open and well (seen once in fifteen starts). Then: once more.
 */
async function launch(executablePath: string, args: string[], env: Record<string, string>, triesLeft = 3): Promise<ElectronApplication> {
  try {
    return await _electron.launch({ executablePath, args, env, timeout: 15_000 });
  } catch (error) {
    if (triesLeft <= 1 || !(error instanceof errors.TimeoutError)) throw error;
    return launch(executablePath, args, env, triesLeft - 1);
  }
}

export async function openApp(options: OpenOptions = {}): Promise<OpenedApp> {
  if (!existsSync(program)) throw new Error(`没有打包好的程序：${program}。先运行 npm test，它会打包。`);
  const dataFolder = options.dataFolder ?? freshFolder();
  const app = await launch(options.executable ?? program, [...startArguments, ...(options.args ?? [])], environment(dataFolder, options.env));
  const complaints: string[] = [];
  const page = await app.firstWindow();
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  await page.waitForLoadState('domcontentloaded');
  await page.waitForFunction(() => window.bridge !== undefined);
  return {
    app,
    page,
    dataFolder,
    complaints,
    async close() {
      // A program that does not end by itself is a failure of the test, not a reason to wait for ever.
      const killing = setTimeout(() => app.process().kill('SIGKILL'), 20_000);
      await app.close();
      clearTimeout(killing);
      if (options.dataFolder === undefined) rmSync(dataFolder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** Asks the core directly, past the page's own client; resolves to its result or its failure. */
export function callCore({ page }: OpenedApp, method: string, input?: unknown): Promise<unknown> {
  return page.evaluate(
    ([name, given]) =>
      new Promise((done) => {
        // Far above the numbers that the page itself counts up.
        const id = 1_000_000_000 + Math.floor(Math.random() * 1_000_000_000);
        const stop = window.bridge.onReply((reply) => {
          if (reply.type !== 'result' && reply.type !== 'failure') return;
          if (reply.id !== id) return;
          stop();
          done(reply.type === 'result' ? reply.output : reply.failure);
        });
        window.bridge.send({ type: 'call', id, method: name, input: given });
      }),
    [method, input] as const,
  );
}

/** The next "choose files" dialog answers with these. */
export async function willChoose({ app }: OpenedApp, paths: readonly string[]): Promise<void> {
  await app.evaluate(({ dialog }, filePaths) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: filePaths.length === 0, filePaths: [...filePaths] });
  }, paths);
}

/** The next "save as" dialog answers with this place; null presses 取消. */
export async function willSaveAs({ app }: OpenedApp, path: string | null): Promise<void> {
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: filePath === null, filePath: filePath ?? '' });
  }, path);
}

/** Drops real files on an element, the way the system does it. */
export async function dropFiles({ page }: OpenedApp, selector: string, paths: readonly string[]): Promise<void> {
  const box = await page.locator(selector).first().boundingBox();
  if (box === null) throw new Error(`nothing to drop on: ${selector}`);
  const session = await page.context().newCDPSession(page);
  const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  const data = { items: [], files: [...paths], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) await session.send('Input.dispatchDragEvent', { type, ...at, data });
  await session.detach();
}
