import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    name: 'admin',
    include: ['*.test.ts', 'src/**/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 60_000,
    isolate: false,
    // A configuration of its own takes over nothing of the root's.
    maxWorkers: '100%',
    setupFiles: [join(import.meta.dirname, '..', 'core', 'src', 'testing', 'fixed-seed.ts')],
    expect: { poll: { timeout: 20_000 } },
  },
});
