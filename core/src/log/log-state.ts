import type { Sha256 } from './digest.ts';
import { digestOfRecord, versionFormat } from './version.ts';
import type { VersionNote, VersionRecord } from './version.ts';

/** One part of a log: the digest of its content, and the version that last set it. */
export interface Entry {
  readonly digest: string;
  readonly version: number;
}

interface Bucket {
  readonly hash: string;
  readonly entries: ReadonlyMap<string, Entry>;
}

/** The position of a reader: `(epoch, version)` orders positions, the digest `record` distinguishes histories. */
export interface LogPosition {
  readonly epoch: number;
  readonly version: number;
  readonly record: string;
}

/** A log's whole state at one version. Immutable: the state after a record shares all buckets that the record leaves alone. */
export interface LogState extends LogPosition {
  readonly log: string;
  readonly state: string;
  readonly buckets: readonly Bucket[];
}

/** The outcome of applying a record. Only `applied` carries a new state; otherwise the old one stays valid. */
export type Applied =
  | { readonly outcome: 'applied'; readonly state: LogState }
  /** The state includes it already. */
  | { readonly outcome: 'known' }
  /** Versions in between are missing: read on from the current position. */
  | { readonly outcome: 'gap' }
  /** It belongs to an epoch that has ended. */
  | { readonly outcome: 'stale' }
  /** It begins a newer epoch that does not continue this history: read the log again from its start. */
  | { readonly outcome: 'rebase' }
  /** It belongs to another history at the same position: keep the published state and raise an alarm. */
  | { readonly outcome: 'conflict'; readonly reason: string }
  /** It contradicts itself or this state: keep the published state and raise an alarm. */
  | { readonly outcome: 'refused'; readonly reason: string };

const noRecord = '0'.repeat(64);
const bucketCount = 256;

/** The state before a log's first version. */
export function emptyLogState(log: string, sha256: Sha256): LogState {
  const empty: Bucket = { hash: sha256(''), entries: new Map() };
  const buckets = Array.from({ length: bucketCount }, () => empty);
  return { log, epoch: 1, version: 0, record: noRecord, buckets, state: digestOfBuckets(buckets, sha256) };
}

/** Restores a state from a copy of its entries; undefined if they do not have the digest that the copy names. */
export function restoreLogState(
  copy: Pick<LogState, 'log' | 'epoch' | 'version' | 'record' | 'state'>,
  entries: Iterable<readonly [partKey: string, entry: Entry]>,
  sha256: Sha256,
): LogState | undefined {
  const groups = Array.from({ length: bucketCount }, () => new Map<string, Entry>());
  for (const [partKey, entry] of entries) groups[bucketOf(partKey, sha256)]?.set(partKey, entry);
  const buckets = groups.map((group) => ({ hash: hashOf(group, sha256), entries: group }));
  if (digestOfBuckets(buckets, sha256) !== copy.state) return undefined;
  const { log, epoch, version, record, state } = copy;
  return { log, epoch, version, record, state, buckets };
}

/** Applies a record by the rules for followers: never backwards, and never one that does not follow from this state. */
export function applyVersion(state: LogState, record: VersionRecord, sha256: Sha256): Applied {
  if (record.log !== state.log) return refused(`it belongs to log '${record.log}', not '${state.log}'`);
  const digest = digestOfRecord(record, sha256);
  if (record.version === state.version && digest === state.record) return { outcome: 'known' };
  if (record.epoch < state.epoch) return { outcome: 'stale' };
  if (record.epoch > state.epoch && !continues(state, record)) return { outcome: 'rebase' };
  if (record.version < state.version) return { outcome: 'known' };
  if (record.version === state.version) return conflict(state, 'the same version with another content');
  if (record.version > state.version + 1) return { outcome: 'gap' };
  if (record.previous !== state.record) return conflict(state, 'a next version that follows another history');
  return follow(state, { ...record, digest }, sha256);
}

/** Builds the record that commits a change on top of a state, and the state after it. */
export function nextVersion(
  state: LogState,
  change: Pick<VersionRecord, 'set' | 'removed' | keyof VersionNote> & { readonly epoch?: number },
  sha256: Sha256,
): { readonly record: VersionRecord; readonly state: LogState } {
  const version = state.version + 1;
  const buckets = changeBuckets(state.buckets, { ...change, version }, sha256);
  const record: VersionRecord = {
    format: versionFormat,
    log: state.log,
    version,
    epoch: change.epoch ?? state.epoch,
    set: change.set,
    removed: change.removed,
    state: digestOfBuckets(buckets, sha256),
    previous: state.record,
    idempotencyKey: change.idempotencyKey,
    kind: change.kind,
    who: change.who,
    when: change.when,
    said: change.said,
    comment: change.comment,
  };
  const digest = digestOfRecord(record, sha256);
  return {
    record,
    state: { log: state.log, epoch: record.epoch, version, record: digest, state: record.state, buckets },
  };
}

/** The entry of a part; undefined if the log does not hold it. */
export function findEntry(state: LogState, partKey: string, sha256: Sha256): Entry | undefined {
  return state.buckets[bucketOf(partKey, sha256)]?.entries.get(partKey);
}

/** The difference between two states of a log. */
export interface StateChange {
  readonly set: readonly (readonly [partKey: string, entry: Entry])[];
  readonly removed: readonly string[];
}

/** Finds the difference between two states, in no particular order; fast if most of them is the same. */
export function findStateChange(before: LogState, after: LogState): StateChange {
  const set: [string, Entry][] = [];
  const removed: string[] = [];
  after.buckets.forEach((bucket, index) => {
    const old = before.buckets[index];
    if (old === undefined || old === bucket) return;
    for (const [partKey, entry] of bucket.entries) {
      const known = old.entries.get(partKey);
      if (known?.digest !== entry.digest || known.version !== entry.version) set.push([partKey, entry]);
    }
    for (const partKey of old.entries.keys()) if (!bucket.entries.has(partKey)) removed.push(partKey);
  });
  return { set, removed };
}

/** Lists all parts, in no particular order. */
export function* listEntries(state: LogState): Generator<[partKey: string, entry: Entry]> {
  for (const bucket of state.buckets) yield* bucket.entries;
}

function continues(state: LogState, record: VersionRecord): boolean {
  return record.version === state.version + 1 && record.previous === state.record;
}

function follow(
  state: LogState,
  record: VersionRecord & { readonly digest: string },
  sha256: Sha256,
): Applied {
  const removed = record.removed.find((partKey) => !findEntry(state, partKey, sha256));
  if (removed !== undefined)
    return refused(`it removes '${removed}', which version ${state.version} does not hold`);
  const buckets = changeBuckets(state.buckets, record, sha256);
  if (digestOfBuckets(buckets, sha256) !== record.state)
    return refused('its parts do not add up to the state it names');
  const { log, epoch, version, digest } = record;
  return { outcome: 'applied', state: { log, epoch, version, record: digest, state: record.state, buckets } };
}

function changeBuckets(
  buckets: readonly Bucket[],
  { set, removed, version }: Pick<VersionRecord, 'set' | 'removed' | 'version'>,
  sha256: Sha256,
): readonly Bucket[] {
  const touched = new Map<number, Map<string, Entry>>();
  const entriesOf = (partKey: string) => {
    const index = bucketOf(partKey, sha256);
    let entries = touched.get(index);
    if (!entries) touched.set(index, (entries = new Map(buckets[index]?.entries)));
    return entries;
  };
  for (const partKey of removed) entriesOf(partKey).delete(partKey);
  for (const [partKey, digest] of set) entriesOf(partKey).set(partKey, { digest, version });
  const result = [...buckets];
  for (const [index, entries] of touched) result[index] = { hash: hashOf(entries, sha256), entries };
  return result;
}

function hashOf(entries: ReadonlyMap<string, Entry>, sha256: Sha256): string {
  let lines = '';
  for (const partKey of [...entries.keys()].sort()) lines += `${partKey} ${entries.get(partKey)?.digest}\n`;
  return sha256(lines);
}

function digestOfBuckets(buckets: readonly Bucket[], sha256: Sha256): string {
  let hashes = '';
  for (const bucket of buckets) hashes += bucket.hash;
  return sha256(hashes);
}

function bucketOf(partKey: string, sha256: Sha256): number {
  return Number.parseInt(sha256(partKey).slice(0, 2), 16);
}

function refused(reason: string): Applied {
  return { outcome: 'refused', reason };
}

function conflict(state: LogState, what: string): Applied {
  return {
    outcome: 'conflict',
    reason: `${what} than version ${state.version} of epoch ${state.epoch} read here`,
  };
}
