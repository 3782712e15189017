import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { listExamples } from './scripts/list-examples.ts';
import { HeavyFirst } from './scripts/test/heavy-first.ts';

/** How long a test waits for what is to come, in ms: only what never comes takes so long, however busy the machine is. */
const expectation = { poll: { timeout: 20_000 } };
const unit = (name: string, setupFiles: string[] = []) => ({
  test: {
    name,
    root: name,
    include: ['src/**/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 60_000,
    // Loading everything anew for each file would take twice as long as the tests themselves.
    isolate: false,
    setupFiles,
    expect: expectation,
  },
});
const drawn = [join(import.meta.dirname, 'core', 'src', 'testing', 'fixed-seed.ts')];

/** What measures `npm start` and the installation: beside nothing else. */
const alone = ['start.test.ts', 'run.test.ts'];
const scripts = (name: string, files: { include: string[]; exclude?: string[] }) => ({
  test: { name, root: 'scripts', ...files, testTimeout: 120_000, hookTimeout: 120_000 },
});

export default defineConfig({
  test: {
    // Vitest would leave one core idle, which is half of the machine that this suite is made for.
    maxWorkers: '100%',
    sequence: { sequencer: HeavyFirst },
    globalSetup: join(import.meta.dirname, 'scripts', 'temp-folder.ts'),
    projects: [
      unit('core', drawn),
      unit('plugins', drawn),
      unit('store', drawn),
      unit('relay'),
      unit('provider'),
      ...listExamples('package.json').map((name) => unit(name)),
      unit('bench'),
      'admin/vitest.config.ts',
      scripts('scripts', { include: ['**/*.test.ts'], exclude: alone }),
      scripts('alone', { include: alone }),
      {
        test: {
          name: 'whole',
          root: 'admin/e2e',
          globalSetup: join(import.meta.dirname, 'admin', 'e2e', 'share-browser.ts'),
          setupFiles: [join(import.meta.dirname, 'admin', 'e2e', 'check-answers.ts')],
          include: ['**/*.e2e.ts'],
          testTimeout: 240_000,
          hookTimeout: 240_000,
          expect: expectation,
        },
      },
    ],
  },
});
