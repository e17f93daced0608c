/**
 * `npm test`: everything, on a bare machine. Types, lint, the tests in the shop's time zone and in UTC, what is long only there, then the build, the packaged app
 * and the tests that drive it. The last line counts it all: `N passed, N failed`. A step that fails counts as one failure.
 */
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { lintIsClean, typesAreRight } from './check.mjs';
import { installDebianPackages } from './debian-packages.mjs';
import { underScreen } from './screen.mjs';
import { installPackages, node24, root, run, runNode, say, toolPath } from './steps.mjs';

const sums = { passed: 0, failed: 0 };
const reports = join(root, '.cache', 'test-reports');
/** The command line and the core start as processes some hundred times: compiled once is enough. */
const NODE_COMPILE_CACHE = join(root, '.cache', 'compiled');

async function step(name, work) {
  const started = Date.now();
  say(`\n▶ ${name}`);
  const code = await work().catch((error) => {
    say(String(error?.stack ?? error));
    return 1;
  });
  say(`${code === 0 ? '✓' : '✗'} ${name} ${((Date.now() - started) / 1000).toFixed(1)} s`);
  return code === 0;
}

async function mustStep(name, work) {
  const ok = await step(name, work);
  if (!ok) sums.failed += 1;
  return ok;
}

/** Runs one vitest project and adds what it counted; a test file that could not even start is a failure too. */
async function tests(name, project, env) {
  const report = join(reports, `${project}-${env.TZ.replace('/', '-')}.json`);
  rmSync(report, { force: true });
  const args = [toolPath('vitest', 'vitest.mjs'), 'run', '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const [program, ...rest] = project === 'e2e' ? underScreen([node24, ...args]) : [node24, ...args];
  const ok = await step(name, () => run(program, rest, { env }));
  try {
    const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(report, 'utf8'));
    const brokenFiles = testResults.filter((file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed')).length;
    sums.passed += numPassedTests;
    sums.failed += numFailedTests + brokenFiles;
    if (!ok && numFailedTests + brokenFiles === 0) sums.failed += 1;
  } catch {
    sums.failed += 1;
  }
}

await installPackages();
await installDebianPackages();
mkdirSync(reports, { recursive: true });

await mustStep('类型 types', typesAreRight);
await mustStep('代码检查 lint', lintIsClean);
await tests('测试（中国时间）', 'unit', { TZ: 'Asia/Shanghai', NODE_COMPILE_CACHE });
await tests('页面（中国时间）', 'pages', { TZ: 'Asia/Shanghai', NODE_COMPILE_CACHE });
// In the zone that is not the shop's: what counts on the machine's own day shows there.
await tests('只跑一遍的（UTC）', 'once', { TZ: 'UTC', NODE_COMPILE_CACHE });
await tests('测试（UTC）', 'unit', { TZ: 'UTC', NODE_COMPILE_CACHE });
await tests('页面（UTC）', 'pages', { TZ: 'UTC', NODE_COMPILE_CACHE });

let runtime;
const packaged =
  (await mustStep('构建 build', () => runNode([join(root, '.scripts', 'build.mjs')]))) &&
  (await mustStep('打包 package', async () => {
    const { electronRuntime, runtimeEnv } = await import('./electron-runtime.mjs');
    const { packageForTests } = await import('./package.mjs');
    runtime = await electronRuntime();
    Object.assign(process.env, runtimeEnv(runtime));
    await packageForTests(runtime);
    return 0;
  }));
if (packaged) await tests('在打包好的程序里测试 e2e', 'e2e', { TZ: 'Asia/Shanghai' });

if (runtime?.standIn) say('! e2e 跑在替代的 Electron 上（stand-in, tests only）');
process.stdout.write(`${sums.passed} passed, ${sums.failed} failed\n`);
process.exitCode = sums.failed === 0 ? 0 : 1;
