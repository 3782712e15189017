import { findEntry } from '@hoist/core';
import type { Json, LogState } from '@hoist/core';
import { sha256 } from '../sha256.ts';

/** All of a log at one version, in memory and verified. */
export interface LogView {
  readonly log: string;
  readonly state: LogState;
  /** A part's value, the same object for as long as its content stays; undefined when the log holds no such part. */
  value(partKey: string): Json | undefined;
  /** A part's canonical text, as it was stored. */
  text(partKey: string): string | undefined;
  /** Part keys that begin with `prefix`, sorted by UTF-16 code units. */
  keys(prefix: string): string[];
  /** The version that last set a part. */
  version(partKey: string): number | undefined;
}

/** A part after its check: its text and what it says. */
export interface VerifiedPart {
  readonly text: string;
  readonly value: Json;
}

/** Looks at a state through the parts that it names, by digest. */
export function createView(state: LogState, parts: Pick<ReadonlyMap<string, VerifiedPart>, 'get'>): LogView {
  let sorted: readonly string[] | undefined;
  const find = (partKey: string): VerifiedPart | undefined => {
    const entry = findEntry(state, partKey, sha256);
    return entry && parts.get(entry.digest);
  };
  return {
    log: state.log,
    state,
    value: (partKey) => find(partKey)?.value,
    text: (partKey) => find(partKey)?.text,
    version: (partKey) => findEntry(state, partKey, sha256)?.version,
    keys: (prefix) => {
      sorted ??= state.buckets.flatMap((bucket) => [...bucket.entries.keys()]).sort();
      return sorted.filter((partKey) => partKey.startsWith(prefix));
    },
  };
}
