import { BaseSequencer } from 'vitest/node';
import type { TestSpecification } from 'vitest/node';

/** The files that take longest, as `npm test` lists them, the longest first. */
export const heavyFiles = [
  'admin/e2e/pages.e2e.ts',
  'store/src/mongo/mongo-store.test.ts',
  'admin/e2e/first-flag-mongo.e2e.ts',
  'admin/e2e/first-flag.e2e.ts',
  'admin/e2e/store-away.e2e.ts',
  'store/src/sqlite/sqlite-store.test.ts',
  'store/src/mongo/mongo-kill.test.ts',
  'store/src/mongo/mongo-faults.test.ts',
  'admin/e2e/bad-settings.e2e.ts',
  'admin/e2e/restored.e2e.ts',
  'admin/e2e/admin-away.e2e.ts',
  'provider/src/accounting.test.ts',
  'plugins/src/standard-plugins.test.ts',
];

/** Starts the heaviest files first, so that no core waits at the end for one that began last. */
export class HeavyFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const others = await super.sort(files);
    return others.toSorted((one, other) => rankOf(one.moduleId) - rankOf(other.moduleId));
  }
}

/** The place of a file among the heavy ones, or behind all of them. */
export function rankOf(path: string): number {
  const rank = heavyFiles.findIndex((heavy) => path.endsWith(heavy));
  return rank === -1 ? heavyFiles.length : rank;
}
