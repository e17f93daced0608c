/** A bare Debian or Ubuntu lacks the libraries of a window, a virtual screen, Chinese type, the PDF tools that the tests look with, the compiler of their watched disk and the watch over the network. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { run, say } from './steps.mjs';

const packages = [
  'xvfb', 'xauth', 'libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1', 'libxss1', 'fonts-noto-cjk', 'poppler-utils', 'unzip',
  'gcc', 'libc6-dev', 'strace',
];
// Ubuntu 24.04 and Debian 13 renamed two of them for 64-bit time.
const renamed = { 'libgtk-3-0': 'libgtk-3-0t64', libasound2: 'libasound2t64' };

const isInstalled = (name) =>
  spawnSync('dpkg-query', ['-W', '-f=${Status}', name], { encoding: 'utf8' }).stdout?.includes('install ok installed') ?? false;
const missing = () => packages.filter((name) => !isInstalled(name) && !(renamed[name] && isInstalled(renamed[name])));
const available = (name) => spawnSync('apt-cache', ['show', name], { encoding: 'utf8' }).stdout?.includes('Version:') ?? false;

/** Installs what is missing as root; otherwise prints the exact command. Elsewhere than on Debian and Ubuntu it does nothing. */
export async function installDebianPackages() {
  if (process.platform !== 'linux' || !existsSync('/usr/bin/dpkg-query')) return;
  if (missing().length === 0) return;
  if (process.getuid?.() !== 0) {
    say(`! 缺少系统软件包，请先运行：\n    sudo apt-get install -y --no-install-recommends ${missing().join(' ')}`);
    process.exit(1);
  }
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  // Another installation may be running on the same machine: wait for it instead of failing.
  const patient = ['-qq', '-o', 'DPkg::Lock::Timeout=600'];
  say(`• 安装系统软件包 (apt-get): ${missing().join(' ')} …`);
  await run('apt-get', [...patient, 'update'], { env, quiet: true });
  const names = missing().map((name) => (renamed[name] && available(renamed[name]) ? renamed[name] : name));
  await run('apt-get', [...patient, 'install', '-y', '--no-install-recommends', ...names], { env, quiet: true });
  const left = missing();
  if (left.length === 0) return;
  say(`✗ 这些系统软件包没有装上：${left.join(' ')}`);
  process.exit(1);
}
