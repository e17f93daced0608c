/** `npm run check`: types, lint and the fast tests. */
import { installPackages, runNode, toolPath } from './steps.mjs';

export const typesAreRight = () => runNode([toolPath('typescript', 'bin/tsc'), '-b']);
export const lintIsClean = () => runNode([toolPath('oxlint', 'bin/oxlint'), '--type-aware', '--deny-warnings']);

if (process.argv[1]?.endsWith('check.mjs')) {
  await installPackages();
  const codes = [
    await typesAreRight(),
    await lintIsClean(),
    await runNode([toolPath('vitest', 'vitest.mjs'), 'run', '--project', 'unit', '--project', 'pages'], { env: { TZ: 'Asia/Shanghai' } }),
  ];
  process.exit(codes.every((code) => code === 0) ? 0 : 1);
}
