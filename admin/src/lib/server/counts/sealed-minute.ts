import type { Records } from '@hoist/store';

const collection = 'counting';

/** Reads the first minute of an environment that is not sealed; counts of earlier minutes are late. */
export async function readSealed(records: Records, environment: string): Promise<number> {
  const [row] = await records.find(collection, [{ field: 'id', test: 'eq', value: environment }]);
  return Number(row?.['sealedBefore'] ?? 0);
}

/** Stores the first minute of an environment that is not sealed. */
export async function writeSealed(
  records: Records,
  environment: string,
  sealedBefore: number,
): Promise<void> {
  const here = [{ field: 'id', test: 'eq', value: environment } as const];
  if ((await records.update(collection, here, { sealedBefore })) > 0) return;
  await records.insert(collection, { id: environment, sealedBefore });
}
