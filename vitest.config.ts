import { defineConfig } from 'vitest/config';

const unit = (name: string, testTimeout = 15_000) => ({
  test: { name, root: name, include: ['src/**/*.test.ts'], testTimeout, hookTimeout: 60_000 },
});

export default defineConfig({
  test: {
    projects: [
      unit('core'),
      unit('plugins'),
      unit('store', 60_000),
      unit('relay', 30_000),
      unit('provider', 30_000),
      unit('examples/acme-plugins'),
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
          fileParallelism: false,
        },
      },
    ],
  },
});
