import { listChunkKeys } from '@hoist/core';
import type { IdChunk, Ruleset } from '@hoist/core';
import type { PublishedChange } from './published-change.ts';

/** How the parts of long lists change in an environment. */
export interface ChunksChange {
  readonly set: readonly IdChunk[];
  /** Keys of those that are gone. */
  readonly removed: readonly string[];
}

/** Finds which parts of long lists are new, different or gone with a change; what is the same stays the identical object. */
export function changeChunks(
  { segments, idChunks = [] }: Ruleset,
  change: Pick<PublishedChange, 'segments' | 'idChunks' | 'removed'>,
): ChunksChange {
  const changed = new Set([...change.segments.keys(), ...change.removed.flatMap(keyOfSegment)]);
  if (changed.size === 0) return none;
  const current = new Map(idChunks.map((chunk) => [chunk.key, chunk]));
  const wanted = [...change.segments.values()].flatMap(listChunkKeys);
  const set = wanted.flatMap((key) => {
    const next = change.idChunks.get(key);
    return next && !isSameChunk(current.get(key), next) ? [next] : [];
  });
  const before = segments.filter(({ key }) => changed.has(key)).flatMap(listChunkKeys);
  const kept = new Set(wanted);
  return { set, removed: before.filter((key) => current.has(key) && !kept.has(key)) };
}

const none: ChunksChange = { set: [], removed: [] };

/** Whether two chunks of one key hold the same IDs. */
export function isSameChunk(one: IdChunk | undefined, other: IdChunk): boolean {
  if (one === other) return true;
  if (one?.salt !== other.salt || one.ids.length !== other.ids.length) return false;
  return one.ids.every((id, index) => id === other.ids[index]);
}

function keyOfSegment(partKey: string): string[] {
  return partKey.startsWith('segment/') ? [partKey.slice('segment/'.length)] : [];
}
