import { emptyLogState, findEntry, findStateChange } from '@hoist/core';
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
  /** The difference from an earlier state of the log; everything if none is given. */
  changesSince(before: LogState | undefined): ChangedParts;
}

/** A part that is new or different. */
export interface ChangedPart {
  readonly partKey: string;
  readonly value: Json | undefined;
  readonly version: number;
}

/** The difference between two states of a log, in no particular order. */
export interface ChangedParts {
  readonly set: readonly ChangedPart[];
  readonly removed: readonly string[];
}

/** A part that was checked against its digest: its text and its value. */
export interface VerifiedPart {
  readonly text: string;
  readonly value: Json;
}

/** Creates a view of a state from its parts, by digest. */
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
    changesSince: (before) => {
      const { set, removed } = findStateChange(before ?? emptyLogState(state.log, sha256), state);
      const toPart = ([partKey, { digest, version }]: (typeof set)[number]): ChangedPart => ({
        partKey,
        value: parts.get(digest)?.value,
        version,
      });
      return { set: set.map(toPart), removed };
    },
    keys: (prefix) => {
      sorted ??= state.buckets.flatMap((bucket) => [...bucket.entries.keys()]).sort();
      return sorted.filter((partKey) => partKey.startsWith(prefix));
    },
  };
}
