/** `npm run bench`: measures; see test/bench. */
import { join } from 'node:path';
import { installPackages, root, runNode } from './steps.mjs';

await installPackages();
process.exit(await runNode([join(root, 'test', 'bench', 'run.ts'), ...process.argv.slice(2)]));
