/** `npm run faults`: kills, power cuts, broken disks and hostile words; see test/faults. Options: --suite T2 --amount 500 --seed 7 --short --seeded. */
import { join } from 'node:path';
import { installDebianPackages } from './debian-packages.mjs';
import { installPackages, root, runNode } from './steps.mjs';

await installPackages();
await installDebianPackages();
process.exit(await runNode([join(root, 'test', 'faults', 'run.ts'), ...process.argv.slice(2)], { env: { NODE_COMPILE_CACHE: join(root, '.cache', 'compiled') } }));
