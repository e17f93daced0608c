/** `npm run -s xiangke -- …`: the command line, with the Node that the packages bring. Stdout belongs to the command alone. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { installPackages, node24, root } from './steps.mjs';

await installPackages();
const child = spawn(node24, [join(root, 'core', 'cli.ts'), ...process.argv.slice(2)], {
  stdio: 'inherit',
  // npm changes to the project's folder; files are named from where the person stands.
  cwd: process.env.INIT_CWD ?? process.cwd(),
  env: { NODE_COMPILE_CACHE: join(root, '.cache', 'compiled'), ...process.env },
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('error', (error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(2);
});
child.on('close', (code) => process.exit(code ?? 2));
