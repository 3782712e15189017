import { applyVersion, emptyLogState } from '@hoist/core';
import type { LogState, VersionRecord } from '@hoist/core';
import { createBreather } from '../breathe.ts';
import { StoreDamagedError } from '../errors.ts';
import type { Store } from '../port.ts';
import { sha256 } from '../sha256.ts';

/** Records fetched by one read. */
const batch = 500;

/** Where a log stands after reading on, and the part keys that its records touched. */
export interface Reading {
  readonly state: LogState;
  readonly touched: ReadonlySet<string>;
}

/**
 * Reads a log from a state to its end, by the follower's rules. Rejects with StoreDamagedError when the log contradicts
 * itself or that state, without newer history that would explain it.
 */
export async function readVersions(store: Store, from: LogState): Promise<Reading> {
  const breathe = createBreather();
  const touched = new Set<string>();
  let state = from;
  for (;;) {
    const records = await store.read(state.log, state.version, batch);
    for (const record of records) {
      const applied = applyVersion(state, record, sha256);
      if (applied.outcome === 'rebase') return readAgain(store, from);
      if (applied.outcome !== 'applied') throw contradiction(state, record, applied);
      state = applied.state;
      for (const [partKey] of record.set) touched.add(partKey);
      for (const partKey of record.removed) touched.add(partKey);
      await breathe();
    }
    if (records.length === batch) continue;
    if (state === from && !(await holds(store, state))) return readAgain(store, from);
    return { state, touched };
  }
}

/** Nothing newer than our position: is the position itself still what was read here? */
async function holds(store: Store, state: LogState): Promise<boolean> {
  if (state.version === 0) return true;
  const [record] = await store.read(state.log, state.version - 1, 1);
  return record !== undefined && applyVersion(state, record, sha256).outcome === 'known';
}

/** Another history: followed from its start if it belongs to a newer epoch, else what was read here stays. */
async function readAgain(store: Store, known: LogState): Promise<Reading> {
  const head = (await store.heads()).find(({ log }) => log === known.log);
  if (!head || head.epoch <= known.epoch || known.version === 0) {
    throw new StoreDamagedError(
      `Log '${known.log}' no longer holds version ${known.version} of epoch ${known.epoch} as it was read here: ` +
        `it stands at ${head ? `version ${head.version} of epoch ${head.epoch}` : 'no version at all'}. ` +
        'If an older copy was restored, raise the epoch and publish.',
    );
  }
  const { state, touched } = await readVersions(store, emptyLogState(known.log, sha256));
  const keys = new Set(touched);
  for (const bucket of known.buckets) for (const partKey of bucket.entries.keys()) keys.add(partKey);
  return { state, touched: keys };
}

function contradiction(state: LogState, record: VersionRecord, applied: object): StoreDamagedError {
  const reason = 'reason' in applied ? String(applied.reason) : `it does not follow version ${state.version}`;
  return new StoreDamagedError(
    `Version ${record.version} of log '${state.log}' cannot be followed: ${reason}. ` +
      'If an older copy was restored, raise the epoch and publish; else restore the store from a backup.',
  );
}
