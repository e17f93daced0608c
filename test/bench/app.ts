/** The packaged app: start-up against a bare window of the same runtime, scrolling against a plain page in the same window. */
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses';
import { _electron } from 'playwright';
import type { Page } from 'playwright';
import { environment, openApp, program, startArguments } from '../e2e/app.ts';
import { median, percentile95, row, timed } from './measure.ts';

const rounds = 5;

/** The same runtime with nothing in it but one empty window. */
const bareWindow = async (): Promise<string> => {
  const folder = mkdtempSync(join(tmpdir(), 'bare-window-'));
  cpSync(dirname(program), folder, { recursive: true, filter: (path) => !/resources[/\\]app/.test(path) });
  const app = join(folder, 'resources', 'app');
  mkdirSync(app, { recursive: true });
  writeFileSync(join(app, 'package.json'), JSON.stringify({ name: 'bare', main: 'main.js' }));
  writeFileSync(join(app, 'index.html'), '<!doctype html><title>bare</title><h1>bare</h1>');
  writeFileSync(join(app, 'main.js'), `const { app, BrowserWindow } = require('electron');
    app.whenReady().then(() => new BrowserWindow({ width: 1366, height: 768 }).loadFile(__dirname + '/index.html'));`);
  await flipFuses(join(folder, basename(program)), { version: FuseVersion.V1, strictlyRequireAllFuses: false, [FuseV1Options.OnlyLoadAppFromAsar]: false });
  return folder;
};

const frameTimes = (page: Page, selector: string | null): Promise<number[]> =>
  page.evaluate(
    (target) =>
      new Promise<number[]>((done) => {
        const box = target === null ? document.scrollingElement! : document.querySelector(target)!.parentElement!;
        const times: number[] = [];
        let last = performance.now();
        const step = () => {
          const now = performance.now();
          times.push(now - last);
          last = now;
          box.scrollTop += 240;
          if (times.length < 240) requestAnimationFrame(step);
          else done(times.slice(5));
        };
        requestAnimationFrame(step);
      }),
    selector,
  );

export const benchApp = async (bigShop: string): Promise<void> => {
  if (!existsSync(program)) throw new Error(`no packaged program at ${program}`);
  const folder = await bareWindow();
  const bare = join(folder, basename(program));
  const data = mkdtempSync(join(tmpdir(), '乡客 bench '));
  const ours: number[] = [];
  const reference: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    let close = async (): Promise<void> => undefined;
    ours.push(
      await timed(async () => {
        const opened = await openApp({ dataFolder: data });
        close = () => opened.close();
        await opened.page.getByRole('textbox').first().waitFor();
      }),
    );
    await close();
    reference.push(
      await timed(async () => {
        const app = await _electron.launch({ executablePath: bare, args: [...startArguments], env: environment(data) });
        close = () => app.close();
        await (await app.firstWindow()).getByRole('heading').waitFor();
      }),
    );
    await close();
  }
  row('start to usable window, against a bare window', median(ours), median(reference));
  row('the same, best of each', Math.min(...ours), Math.min(...reference));

  const opened = await openApp({ dataFolder: bigShop });
  const { page } = opened;
  await page.getByRole('link', { name: '客户' }).first().click();
  await page.getByRole('table').waitFor();
  await page.getByRole('row').nth(10).waitFor();
  const list = await frameTimes(page, 'table');
  await page.evaluate(() => {
    document.body.innerHTML = Array.from({ length: 3000 }, (_, n) => `<p>${n}</p>`).join('');
    document.body.style.overflow = 'auto';
    document.documentElement.style.overflow = 'auto';
  });
  const plain = await frameTimes(page, null);
  await opened.close();
  row('scroll frame p50 of the customer list at 100,000, against a plain page', median(list), median(plain));
  row('scroll frame p95 of the customer list at 100,000, against a plain page', percentile95(list), percentile95(plain));
  rmSync(folder, { recursive: true, force: true });
  rmSync(data, { recursive: true, force: true });
};
