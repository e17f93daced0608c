/** `npm run bench`: builds and packages the app, then measures; see test/bench. */
import { join } from 'node:path';
import { installDebianPackages } from './debian-packages.mjs';
import { electronRuntime, packagedProgram, runtimeEnv } from './electron-runtime.mjs';
import { packageForTests } from './package.mjs';
import { underScreen } from './screen.mjs';
import { installPackages, must, node24, root, run } from './steps.mjs';

await installPackages();
await installDebianPackages();
await must('build', node24, [join(root, '.scripts', 'build.mjs')]);
const runtime = await electronRuntime();
await packageForTests(runtime);
const [command, ...args] = underScreen([node24, join(root, 'test', 'bench', 'run.ts'), ...process.argv.slice(2)]);
process.exit(await run(command, args, { env: { ...runtimeEnv(runtime), XIANGKE_PROGRAM: packagedProgram() } }));
