/** Builds dist/: the pages, the shell and the core. Runs under Node 20 as well as 24. */
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { root } from './steps.mjs';

/** Node code: everything is bundled but what must stay a file of its own. */
function buildForNode({ outDir, entries, format, external, chunks }) {
  return build({
    root,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    define: { 'process.env.NODE_ENV': '"production"' },
    ssr: { noExternal: true, external },
    build: {
      ssr: true,
      outDir,
      emptyOutDir: false,
      // Readable stack traces in a shop's log are worth more than a few kilobytes.
      minify: false,
      target: 'node20',
      reportCompressedSize: false,
      rolldownOptions: {
        input: entries,
        external,
        output: { format, entryFileNames: format === 'cjs' ? '[name].cjs' : '[name].js', chunkFileNames: 'parts/[name]-[hash].js', codeSplitting: chunks },
      },
    },
  });
}

/** Paths may be given to build from elsewhere; the defaults are the product. */
export async function buildAll({ out = join(root, 'dist'), pages = join(root, 'renderer'), core = join(root, 'core'), shell = join(root, 'electron') } = {}) {
  rmSync(out, { recursive: true, force: true });
  mkdirSync(join(out, 'core'), { recursive: true });
  await build({ root: pages, configFile: join(root, 'vite.config.ts'), logLevel: 'warn', build: { outDir: join(out, 'renderer'), emptyOutDir: true } });
  await buildForNode({ outDir: join(out, 'electron'), entries: { main: join(shell, 'main.ts') }, format: 'es', external: ['electron'], chunks: true });
  // A sandboxed preload can only be one CommonJS file.
  await buildForNode({ outDir: join(out, 'electron'), entries: { preload: join(shell, 'preload.ts') }, format: 'cjs', external: ['electron'], chunks: false });
  copyFileSync(join(root, 'electron', 'icons', 'icon.png'), join(out, 'electron', 'icon.png'));
  await buildForNode({
    outDir: join(out, 'core'),
    entries: { main: join(core, 'main.ts'), reader: join(core, 'reader.ts'), 'backup-worker': join(core, 'backup-worker.ts'), 'check-worker': join(core, 'check-worker.ts'), 'analysis-worker': join(core, 'analysis-worker.ts'), cli: join(core, 'cli.ts') },
    format: 'es',
    external: ['better-sqlite3'],
    chunks: true,
  });
  // The core lies outside app.asar, away from the package.json that would say these files are modules.
  writeFileSync(join(out, 'core', 'package.json'), '{ "type": "module" }\n');
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) await buildAll();
