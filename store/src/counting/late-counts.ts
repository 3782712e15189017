import type { CountPage } from '@hoist/core';
import type { CountMark, Store } from '../port.ts';

const collection = 'late_counts';

/** Keeps only the sum of what arrived for a sealed minute, once a page however often it is sent, and lets the pages go. */
export async function keepLate(
  { counts, records }: Pick<Store, 'counts' | 'records'>,
  { environment, minute }: Pick<CountMark, 'environment' | 'minute'>,
): Promise<void> {
  for (const page of await counts.pages(environment, minute)) {
    const id = [environment, page.sender, minute, page.page].join(' ');
    const count = sumOf(page);
    const here = [{ field: 'id', test: 'eq', value: id } as const];
    if ((await records.update(collection, here, { count })) === 0)
      await records.insert(collection, { id, environment, minute, count });
  }
  await counts.forget(environment, minute + 1);
}

/** Evaluations that arrived too late to be in any sum. */
export async function countLate({ records }: Pick<Store, 'records'>, environment: string): Promise<number> {
  const rows = await records.find(collection, [{ field: 'environment', test: 'eq', value: environment }]);
  return rows.reduce((sum, row) => sum + Number(row['count']), 0);
}

function sumOf({ rows }: CountPage): number {
  return rows.reduce((sum, { count }) => sum + count, 0);
}
