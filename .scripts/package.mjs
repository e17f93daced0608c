/** Packages dist/ with electron-builder into release/. `dir` is what tests and `npm start` open. */
import { chmodSync, existsSync, rmSync } from 'node:fs';
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

/** What users get. On a machine without the official Electron only an archive can be built, and it is marked as a stand-in. */
export async function packageForUsers() {
  const runtime = await electronRuntime();
  const out = join(root, 'release', runtime.standIn ? 'stand-in' : 'users');
  rmSync(out, { recursive: true, force: true });
  const targets = runtime.standIn ? ['dir', 'tar.gz'] : [];
  const name = runtime.standIn ? ['-c.artifactName=xiangke-${version}-STAND-IN-not-for-users.${ext}'] : [];
  await must('electron-builder', node24, [builder, here, ...targets, '--publish', 'never', ...runtimeFlags(runtime), ...name, `-c.directories.output=${out}`]);
  return out;
}
