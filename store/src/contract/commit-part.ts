import type { Json } from '@hoist/core';
import { commit } from '../log/commit.ts';
import type { Committed } from '../log/commit.ts';
import type { LogReader } from '../log/log-reader.ts';
import type { Store } from '../port.ts';

/** A part to commit, with its idempotency key. */
export interface PartToCommit {
  readonly idempotencyKey: string;
  readonly partKey: string;
  readonly value: Json;
}

/** What version records of tests say about their change. */
export const about = {
  kind: 'edited',
  who: { kind: 'person', id: 'ann', name: 'Ann' },
  when: '2026-03-01T12:00:00Z',
  comment: null,
} as const;

/** Commits one part without reading what is stored. */
export function commitPart(
  store: Store,
  reader: LogReader,
  { idempotencyKey, partKey, value }: PartToCommit,
): Promise<Committed<never>> {
  return commit(store, reader, {
    idempotencyKey,
    ...about,
    build: () => ({ set: new Map([[partKey, value]]), removed: [], said: `set ${partKey}` }),
  });
}
