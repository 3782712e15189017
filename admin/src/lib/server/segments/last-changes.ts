import type { VersionRecord } from '@hoist/core';
import { findEntry } from '@hoist/core';
import { markOf, sha256 } from '@hoist/store';
import type { AdminContext } from '../context.ts';

/** Who changed a segment last, and when. */
export interface LastChange extends Pick<VersionRecord, 'when'> {
  readonly who: string;
}

/** What is known of versions, which never change in one history. */
interface Known {
  readonly epoch: number;
  /** The latest version when it was read: a log that went back has another history behind it. */
  readonly version: number;
  readonly byVersion: ReadonlyMap<number, LastChange>;
}

const known = new WeakMap<AdminContext, Known>();
/** So many versions are read at once: more than are missing, but for the first time. */
const slice = 500;

/** Who last changed these segments and when, by key. Reads only what was changed since it was asked before. */
export async function readLastChanges(
  hoist: AdminContext,
  keys: readonly string[],
): Promise<ReadonlyMap<string, LastChange>> {
  const { definitions: reader, store } = hoist;
  const { state } = reader;
  const versions = new Map(
    keys.flatMap((key) => {
      const entry = findEntry(state, `segment/${key}`, sha256);
      return entry ? [[key, entry.version] as const] : [];
    }),
  );
  const before = known.get(hoist);
  const isSame = before?.epoch === state.epoch && before.version <= state.version;
  const byVersion = new Map(isSame ? before.byVersion : []);
  let missing = Math.min(...[...versions.values()].filter((version) => !byVersion.has(version)));
  while (Number.isFinite(missing)) {
    const records = await store.find({
      ...{ log: reader.log, marks: [markOf.noun('segment')], order: 'oldest-first', limit: slice },
      after: missing - 1,
    });
    for (const { version, when, who } of records) byVersion.set(version, { when, who: who.name });
    const last = records.at(-1)?.version ?? Infinity;
    missing = Math.min(
      ...[...versions.values()].filter((version) => version > last && !byVersion.has(version)),
    );
  }
  const used = new Set(versions.values());
  known.set(hoist, {
    epoch: state.epoch,
    version: state.version,
    byVersion: new Map([...byVersion].filter(([version]) => used.has(version))),
  });
  return new Map(
    [...versions].flatMap(([key, version]) => {
      const change = byVersion.get(version);
      return change ? [[key, change] as const] : [];
    }),
  );
}
