import { readPart } from '@hoist/core';
import type { Json, VersionRecord } from '@hoist/core';
import { sha256, StoreDamagedError } from '@hoist/store';
import type { Store } from '@hoist/store';

/** Reads what parts held, by digest; rejects with StoreDamagedError if one is missing or altered. */
export async function readPartValues(
  store: Store,
  digests: readonly string[],
): Promise<ReadonlyMap<string, Json>> {
  const texts = await store.getParts(digests);
  return new Map(
    digests.map((digest) => {
      const text = texts.get(digest);
      if (text === undefined)
        throw new StoreDamagedError(`The part ${digest} is missing. Restore the store from a backup.`);
      return [digest, readPart({ digest, text }, sha256)];
    }),
  );
}

/** The digest that a record gave a part; undefined if it removed the part or left it alone. */
export function digestIn({ set }: Pick<VersionRecord, 'set'>, partKey: string): string | undefined {
  return set.find(([key]) => key === partKey)?.[1];
}
