import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { configDefaults, defineConfig } from 'vitest/config';

const here = fileURLToPath(new URL('.', import.meta.url));

/** Long, and the same in every time zone: kills, broken disks, hostile files, random cases, reference numbers, the command line's processes. */
const onceIsEnough = [
  'test/faults/**/*.test.ts', 'test/cli/**/*.test.ts', 'test/**/*{kill,fuzz,property,scanner,verified}.test.ts', 'test/imports/hostile.test.ts', 'test/duplicates/finding.test.ts',
];

/** The pages. They are served by the shell under app://xiangke/, so paths start at the root. */
export default defineConfig({
  root: fileURLToPath(new URL('./renderer', import.meta.url)),
  base: '/',
  plugins: [react()],
  build: {
    outDir: fileURLToPath(new URL('./dist/renderer', import.meta.url)),
    emptyOutDir: true,
    // The oldest runtime that the pages meet (the stand-in of the tests); official builds are newer.
    target: 'chrome130',
    modulePreload: { polyfill: false },
    // The content security policy allows data: only for pictures; everything else is a file.
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1500,
  },
  /** The tests: `unit` runs the real core in Node, `pages` the windows in jsdom, `once` what is long, `e2e` drives the packaged app. */
  test: {
    projects: [
      {
        root: here,
        plugins: [react()],
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: [...configDefaults.exclude, ...onceIsEnough, 'test/e2e/**', 'test/bench/**'],
          setupFiles: ['test/support/chance.ts'],
          // Bounds for a test that hangs, wide enough for a slow machine with neighbours.
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // Two cores: more workers only wait for each other.
          maxWorkers: 2,
          // No module of ours keeps a shop's state; loading them anew for each file took a third of the time.
          isolate: false,
        },
      },
      {
        root: here,
        plugins: [react()],
        test: {
          name: 'pages',
          include: ['test/**/*.test.tsx'],
          setupFiles: ['test/support/chance.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          maxWorkers: 2,
        },
      },
      {
        root: here,
        test: {
          name: 'once',
          include: onceIsEnough,
          setupFiles: ['test/support/chance.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          maxWorkers: 2,
        },
      },
      {
        root: here,
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          // The packaged app takes a screen, a data folder and the single-instance lock: one after the other.
          fileParallelism: false,
          maxWorkers: 1,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
