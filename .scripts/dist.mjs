/** `npm run dist`: builds and packages what this machine can package for users. */
import { join } from 'node:path';
import { installDebianPackages } from './debian-packages.mjs';
import { installPackages, must, node24, root, say } from './steps.mjs';

await installPackages();
await installDebianPackages();
await must('build', node24, [join(root, '.scripts', 'build.mjs')]);
const { packageForUsers } = await import('./package.mjs');
say(`✓ ${await packageForUsers()}`);
