import type { Part } from '@hoist/core';
import { createYield } from '../yield-to-event-loop.ts';
import type { Store } from '../port.ts';
import type { Connection } from './connection.ts';
import { queries } from './queries.ts';

/** How many parts are read or written in one statement or transaction: some 5 ms of work at 2 kB each. */
const batch = 250;

/**
 * Makes the parts of a SQLite store. They are written in short transactions, because parts have no effect before a
 * version names them.
 */
export function createPartTable(connection: Connection): Pick<Store, 'putParts' | 'getParts'> {
  const put = connection.database.prepare(queries.putPart);
  const get = connection.database.prepare(queries.getParts);
  return {
    async putParts(parts) {
      const yieldToEventLoop = createYield();
      for (const some of slices(parts)) {
        await connection.transact(() => some.forEach(({ digest, text }: Part) => put.run(digest, text)));
        await yieldToEventLoop();
      }
    },
    async getParts(digests) {
      const found = new Map<string, string>();
      const yieldToEventLoop = createYield();
      for (const some of slices(digests)) {
        const rows = await connection.run(() => get.all(JSON.stringify(some)));
        for (const { digest, text } of rows) found.set(String(digest), String(text));
        await yieldToEventLoop();
      }
      return found;
    },
  };
}

function* slices<T>(all: readonly T[]): Generator<readonly T[]> {
  for (let start = 0; start < all.length; start += batch) yield all.slice(start, start + batch);
}
