import { applyVersion, emptyLogState } from '@hoist/core';
import type { LogState, VersionRecord } from '@hoist/core';
import { createYield } from '../yield-to-event-loop.ts';
import { StoreDamagedError } from '../errors.ts';
import type { Head, Store } from '../port.ts';
import { sha256 } from '../sha256.ts';

/** Records fetched by one read. */
const batch = 500;

/** When versions were committed, in ms since the Unix epoch by their writers' clocks. */
export interface Committed {
  readonly first: number;
  readonly last: number;
}

/** The result of reading on. */
export interface Reading {
  readonly state: LogState;
  /** The part keys that its records touched. */
  readonly touched: ReadonlySet<string>;
  /** When the first and the last record that were read were committed; undefined where none was. */
  readonly committed: Committed | undefined;
}

/**
 * Reads a log from a state to its end, by the follower's rules. A history that contradicts that state replaces it when it
 * belongs to a newer epoch, or when the reader `mayGoBack`; else, and when the log contradicts itself, rejects with
 * StoreDamagedError.
 */
export async function readVersions(store: Store, from: LogState, mayGoBack = false): Promise<Reading> {
  const yieldToEventLoop = createYield();
  const touched = new Set<string>();
  let state = from;
  let committed: Committed | undefined;
  for (;;) {
    const records = await store.read(state.log, state.version, batch);
    for (const record of records) {
      const applied = applyVersion(state, record, sha256);
      if (applied.outcome !== 'applied')
        return readAgain(store, from, { mayGoBack, reason: contradiction(state, record, applied) });
      state = applied.state;
      const last = Date.parse(record.when);
      committed = { first: committed?.first ?? last, last };
      for (const [partKey] of record.set) touched.add(partKey);
      for (const partKey of record.removed) touched.add(partKey);
      await yieldToEventLoop();
    }
    if (records.length === batch) continue;
    if (state === from && !(await holds(store, state))) return readAgain(store, from, { mayGoBack });
    return { state, touched, committed };
  }
}

/** True if the log still holds the record at this position. */
async function holds(store: Store, state: LogState): Promise<boolean> {
  if (state.version === 0) return true;
  const [record] = await store.read(state.log, state.version - 1, 1);
  return record !== undefined && applyVersion(state, record, sha256).outcome === 'known';
}

interface ReadAgain {
  readonly mayGoBack: boolean;
  /** What to throw where the other history is not followed; that the known position is missing if not given. */
  readonly reason?: StoreDamagedError;
}

/** Follows another history from its start if it belongs to a newer epoch; otherwise the known state stays. */
async function readAgain(store: Store, known: LogState, { mayGoBack, reason }: ReadAgain): Promise<Reading> {
  const head = (await store.heads()).find(({ log }) => log === known.log);
  const follows = head && known.version > 0 && (mayGoBack || head.epoch > known.epoch);
  if (!follows) throw reason ?? missing(known, head);
  const reading = await readVersions(store, emptyLogState(known.log, sha256));
  const touched = new Set(reading.touched);
  for (const bucket of known.buckets) for (const partKey of bucket.entries.keys()) touched.add(partKey);
  return { ...reading, touched };
}

function missing(known: LogState, head: Head | undefined): StoreDamagedError {
  return new StoreDamagedError(
    `Log '${known.log}' no longer holds version ${known.version} of epoch ${known.epoch} as it was read here: ` +
      `it stands at ${head ? `version ${head.version} of epoch ${head.epoch}` : 'no version at all'}. ` +
      'If an older copy was restored, raise the epoch and publish.',
  );
}

function contradiction(state: LogState, record: VersionRecord, applied: object): StoreDamagedError {
  const reason = 'reason' in applied ? String(applied.reason) : `it does not follow version ${state.version}`;
  return new StoreDamagedError(
    `Version ${record.version} of log '${state.log}' cannot be followed: ${reason}. ` +
      'If an older copy was restored, raise the epoch and publish; else restore the store from a backup.',
  );
}
