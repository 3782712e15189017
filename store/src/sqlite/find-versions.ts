import type { SQLOutputValue } from 'node:sqlite';
import { createYield } from '../yield-to-event-loop.ts';
import type { VersionQuery } from '../port.ts';
import type { Connection } from './connection.ts';
import { queries } from './queries.ts';

type Rows = readonly Record<string, SQLOutputValue>[];

/** How many versions with the first mark one statement looks at for the others, so that it takes a few ms: more where the first found little. */
const firstWindow = 250;
const longestWindow = 2_000;

/** Makes the search for versions by their marks, window by window. */
export function createFind({ database, run }: Connection): (query: VersionQuery) => Promise<Rows> {
  const prepare = (order: 'NewestFirst' | 'OldestFirst') => ({
    between: database.prepare(queries[`between${order}`]),
    marked: database.prepare(queries[`marked${order}`]),
    windowEnd: database.prepare(queries[`windowEnd${order}`]),
  });
  const statements = { 'newest-first': prepare('NewestFirst'), 'oldest-first': prepare('OldestFirst') };
  return async ({ log, marks, after = 0, before = Number.MAX_SAFE_INTEGER, order, limit }) => {
    const { between, marked, windowEnd } = statements[order];
    const [first, ...others] = marks;
    if (first === undefined) return run(() => between.all(log, after, before, limit));
    const wanted = JSON.stringify(others);
    if (others.length === 0) return run(() => marked.all(log, first, after, before, wanted, limit));
    const found: Record<string, SQLOutputValue>[] = [];
    const yieldToEventLoop = createYield();
    let length = firstWindow;
    for (let [low, high] = [after, before]; ;) {
      const row = await run(() => windowEnd.get(log, first, low, high, length - 1));
      const end = row && Number(row['version']);
      const from = end !== undefined && order === 'newest-first' ? end - 1 : low;
      const to = end !== undefined && order === 'oldest-first' ? end + 1 : high;
      found.push(...(await run(() => marked.all(log, first, from, to, wanted, limit - found.length))));
      if (end === undefined || found.length >= limit) return found;
      if (order === 'newest-first') high = end;
      else low = end;
      length = Math.min(2 * length, longestWindow);
      await yieldToEventLoop();
    }
  };
}
