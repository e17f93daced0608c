/**
 * `npm start`: installs, builds, packages and opens the app. Without a screen it shows instead that the app works:
 * the real app goes through the main job on sample exports, on a virtual screen (demo.mjs).
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { installDebianPackages } from './debian-packages.mjs';
import { electronRuntime, packagedProgram, runtimeEnv } from './electron-runtime.mjs';
import { hasScreen, underScreen } from './screen.mjs';
import { installPackages, must, node24, root, run, say } from './steps.mjs';

await installPackages();
await installDebianPackages();
say('• 构建 …');
await must('build', node24, [join(root, '.scripts', 'build.mjs')]);
const runtime = await electronRuntime();
const { packageForTests } = await import('./package.mjs');
say('• 打包 …');
await packageForTests(runtime);

const program = packagedProgram();
const env = { ...process.env, ...runtimeEnv(runtime) };
if (hasScreen()) {
  say('• 打开乡客');
  // Chromium refuses its sandbox to root; nobody but a build machine is root.
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const child = spawn(program, args, { env, stdio: 'inherit' });
  child.on('close', (code) => process.exit(code ?? 0));
} else {
  const demo = join(root, '.scripts', 'demo.mjs');
  say('• 没有屏幕：在虚拟屏幕上走一遍主要工作 …');
  const [command, ...args] = underScreen([node24, existsSync(demo) ? demo : program]);
  process.exit(await run(command, args, { env: { ...env, XIANGKE_PROGRAM: program } }));
}
