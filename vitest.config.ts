import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { listExamples } from './scripts/list-examples.ts';

const unit = (name: string, testTimeout = 15_000, setupFiles: string[] = []) => ({
  test: { name, root: name, include: ['src/**/*.test.ts'], testTimeout, hookTimeout: 60_000, setupFiles },
});
const drawn = [join(import.meta.dirname, 'core', 'src', 'testing', 'fixed-seed.ts')];

export default defineConfig({
  test: {
    // Vitest would leave one core idle, which is half of the machine that this suite is made for.
    maxWorkers: '100%',
    projects: [
      unit('core', 15_000, drawn),
      unit('plugins', 15_000, drawn),
      unit('store', 60_000, drawn),
      unit('relay', 30_000),
      unit('provider', 30_000),
      ...listExamples('package.json').map((name) => unit(name)),
      unit('bench', 60_000),
      'admin/vitest.config.ts',
      {
        test: {
          name: 'scripts',
          root: 'scripts',
          include: ['**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'whole',
          root: 'admin/e2e',
          include: ['**/*.e2e.ts'],
          testTimeout: 240_000,
          hookTimeout: 240_000,
        },
      },
    ],
  },
});
