/** Packages dist/ with electron-builder into release/. `dir` is what tests and `npm start` open. */
import { chmodSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { electronRuntime, packagedProgram } from './electron-runtime.mjs';
import { must, node24, root, toolPath } from './steps.mjs';

const builder = toolPath('electron-builder', 'cli.js');
const here = process.platform === 'win32' ? '--win' : process.platform === 'darwin' ? '--mac' : '--linux';

const runtimeFlags = (runtime) => [`-c.electronDist=${runtime.dist}`, `-c.electronVersion=${runtime.version}`];

/** An unpacked program whose inspector is open to Playwright: for tests and trials, not for shipping. */
export async function packageForTests(runtime, out = join(root, 'release')) {
  const program = packagedProgram(out);
  rmSync(program, { force: true });
  await must('electron-builder', node24, [
    builder, here, 'dir', '--publish', 'never', ...runtimeFlags(runtime), `-c.directories.output=${out}`,
    '-c.electronFuses.enableNodeCliInspectArguments=true',
  ], { quiet: true, env: { CSC_IDENTITY_AUTO_DISCOVERY: 'false' } });
  if (!existsSync(program)) throw new Error(`electron-builder did not leave ${program}`);
  chmodSync(program, 0o755);
  return program;
}

/**
 * What users get, as electron-builder.yml lists it. Without the official Electron there is nothing to give to users: then one archive is
 * packed, named as what it is, to show that packaging works (electron-builder's own archive targets download helpers).
 */
export async function packageForUsers() {
  const runtime = await electronRuntime();
  const out = join(root, 'release', runtime.standIn ? 'stand-in' : 'users');
  rmSync(out, { recursive: true, force: true });
  const targets = runtime.standIn ? ['dir'] : [];
  await must('electron-builder', node24, [builder, here, ...targets, '--publish', 'never', ...runtimeFlags(runtime), `-c.directories.output=${out}`]);
  if (runtime.standIn) {
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    await must('tar', 'tar', ['-czf', join(out, `xiangke-${version}-STAND-IN-not-for-users.tar.gz`), '-C', out, 'linux-unpacked']);
  }
  return out;
}
