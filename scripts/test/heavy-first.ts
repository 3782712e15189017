import { BaseSequencer } from 'vitest/node';
import type { TestSpecification } from 'vitest/node';

/** The slowest test files as `npm test` lists them, the slowest first. */
export const heavyFiles = [
  'admin/e2e/pages.e2e.ts',
  'store/src/mongo/mongo-store.test.ts',
  'admin/e2e/who-gets-it.e2e.ts',
  'admin/e2e/typed-drafts.e2e.ts',
  'admin/e2e/store-away.e2e.ts',
  'admin/e2e/people-and-tokens.e2e.ts',
  'admin/e2e/first-flag-mongo.e2e.ts',
  'admin/e2e/rollouts.e2e.ts',
  'admin/e2e/by-keyboard.e2e.ts',
  'admin/e2e/first-flag.e2e.ts',
  'store/src/sqlite/sqlite-store.test.ts',
  'store/src/mongo/mongo-kill.test.ts',
  'store/src/mongo/mongo-faults.test.ts',
  'provider/src/accounting.test.ts',
  'plugins/src/standard-plugins.test.ts',
];

/** A Vitest sequencer that starts the slowest files first, so that no core is idle at the end. */
export class HeavyFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const others = await super.sort(files);
    return others.toSorted((one, other) => rankOf(one.moduleId) - rankOf(other.moduleId));
  }
}

/** Returns the place of a file among the slowest ones; other files share the last place. */
export function rankOf(path: string): number {
  const rank = heavyFiles.findIndex((heavy) => path.endsWith(heavy));
  return rank === -1 ? heavyFiles.length : rank;
}
