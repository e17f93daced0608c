/** What every script here needs: where things are and how to run a program. Plain JavaScript, because it runs before the packages (and so Node 24) are installed. */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = resolve(fileURLToPath(new URL('..', import.meta.url)));
/** Downloads that are worth keeping; several clones may share one folder through XIANGKE_CACHE. */
export const cache = resolve(process.env.XIANGKE_CACHE ?? join(root, '.cache'));
const bin = join(root, 'node_modules', '.bin');

/** The Node 24 that the packages bring: better-sqlite3 needs it, whatever Node the machine has. */
const ownNode = Number(process.versions.node.split('.')[0]) >= 24;
export const node24 = ownNode ? process.execPath : join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

/** Progress goes to stderr, so that the stdout of `npm run -s xiangke` stays pure JSON. */
export const say = (text) => process.stderr.write(`${text}\n`);

/** Runs a program and resolves to its exit code. With `quiet`, its output appears only when it failed. */
export function run(command, args, { env = {}, cwd = root, quiet = false, stdout = 'inherit' } = {}) {
  return new Promise((done) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH ?? ''}`, ...env },
      stdio: quiet ? ['ignore', 'pipe', 'pipe'] : ['inherit', stdout, 'inherit'],
      // npm is a .cmd file on Windows, which Node starts only through a shell.
      shell: process.platform === 'win32' && command === 'npm',
    });
    const kept = [];
    child.stdout?.on('data', (piece) => kept.push(piece));
    if (quiet) child.stderr?.on('data', (piece) => kept.push(piece));
    child.on('error', (error) => {
      say(`${command}: ${error.message}`);
      done(127);
    });
    child.on('close', (code, signal) => {
      if (quiet && code !== 0) process.stderr.write(Buffer.concat(kept));
      done(code ?? (signal === null ? 1 : 128));
    });
  });
}

/** Runs a program and ends this process with a sentence when it fails. */
export async function must(what, command, args, options) {
  const code = await run(command, args, options);
  if (code === 0) return;
  say(`✗ ${what} (${code})`);
  process.exit(code);
}

/** Runs a script or a package's command with Node 24. */
export const runNode = (args, options) => run(node24, args, options);
export const toolPath = (packageName, file) => join(root, 'node_modules', packageName, file);

const packagesIn = (file) => JSON.parse(readFileSync(file, 'utf8')).packages ?? {};

/** npm leaves a list of what it installed; it must be what the lock file asks for, but for packages of other systems. */
function isInstalled() {
  const list = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(list)) return false;
  const installed = packagesIn(list);
  return Object.entries(packagesIn(join(root, 'package-lock.json'))).every(
    ([name, { version, optional, peer }]) => name === '' || installed[name]?.version === version || (!(name in installed) && (optional || peer)),
  );
}

/** Installs the packages unless exactly these are installed already. */
export async function installPackages() {
  if (isInstalled()) return;
  say('• 安装依赖包 (npm ci) …');
  await must('npm ci', 'npm', ['ci', '--no-fund', '--no-audit', '--loglevel=error'], { quiet: true });
}
