/** `npm run soak -- --minutes 60 --seed 1`: days of a shop, drawn by chance, on the real core; see test/soak. */
import { join } from 'node:path';
import { installPackages, root, runNode } from './steps.mjs';

await installPackages();
process.exit(await runNode([join(root, 'test', 'soak', 'run.ts'), ...process.argv.slice(2)], { env: { NODE_COMPILE_CACHE: join(root, '.cache', 'compiled') } }));
