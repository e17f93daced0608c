import { configDefaults, defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      {
        extends: './vite.config.ts',
        root: '.',
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
          exclude: [...configDefaults.exclude, 'test/e2e/**', 'test/bench/**'],
          setupFiles: ['test/support/chance.ts'],
          testTimeout: 30_000,
          hookTimeout: 30_000,
          // Two cores: more workers only wait for each other.
          maxWorkers: 2,
        },
      },
      {
        root: '.',
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
