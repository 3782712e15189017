import { answerApi } from '#lib/server/api/answer-api.ts';
import { changeIdsOperation, readIdsOperation } from '#lib/server/api/segment-operations.ts';
import { changeIds, listIds } from '#lib/server/segments/change-ids.ts';
import { readIds } from '#lib/server/segments/read-ids.ts';
import { readSegment } from '#lib/server/segments/segments.ts';
import type { RequestHandler } from './$types';

const kinds = { 'text/plain': 'lines', 'text/csv': 'csv', 'application/x-ndjson': 'ndjson' } as const;
/** Lines that are named in an answer. */
const mostNamed = 100;

export const GET: RequestHandler = (event) =>
  answerApi(event, readIdsOperation, ({ hoist, query }) => {
    const { etag } = readSegment(hoist, event.params.key);
    return { etag, text: toLines(listIds(hoist, event.params.key, query.list)) };
  });

export const POST: RequestHandler = (event) =>
  answerApi(event, changeIdsOperation, async ({ hoist, person, idempotencyKey, query, ifMatch, text }) => {
    const { key } = event.params;
    const { list, mode, column } = query;
    readSegment(hoist, key);
    const sent = text();
    const { ids, refused } = await readIds(sent.text, {
      kind: kinds[sent.type as keyof typeof kinds],
      column,
    });
    const base = mode === 'replace' ? ifMatch() : undefined;
    const changed = await changeIds(hoist, person, { key, list, mode, ids, ifMatch: base, idempotencyKey });
    return { body: { ...changed, refused: refused.length, refusedLines: refused.slice(0, mostNamed) } };
  });

function* toLines(parts: Iterable<readonly string[]>): Generator<string> {
  for (const ids of parts) if (ids.length > 0) yield `${ids.join('\n')}\n`;
}
