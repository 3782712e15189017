import type { Part, VersionRecord } from '@hoist/core';

/** One row of a record collection (people, sessions, ...): flat, JSON scalars or ISO instants. */
export type Row = Readonly<Record<string, string | number | boolean | null>>;

/** `all` of these tests; an empty list matches every row. */
export interface Where {
  readonly field: string;
  readonly test:
    'eq' | 'ne' | 'lt' | 'lte' | 'gt' | 'gte' | 'in' | 'not-in' | 'contains' | 'starts-with' | 'ends-with';
  readonly value: Row[string] | readonly Row[string][];
  /** How this test joins the ones before it; default `and`. */
  readonly connector?: 'and' | 'or';
}

export interface Page {
  readonly limit?: number;
  readonly offset?: number;
  readonly sortBy?: { readonly field: string; readonly direction: 'asc' | 'desc' };
}

/** Small mutable records beside the logs: sign-in's people and sessions, set-up. Every row has a unique `id`. */
export interface Records {
  /** Throws DuplicateRecordError when a unique field (see `uniqueFields`) is taken. */
  insert(collection: string, row: Row): Promise<void>;
  find(collection: string, where: readonly Where[], page?: Page): Promise<Row[]>;
  count(collection: string, where: readonly Where[]): Promise<number>;
  /** Returns how many rows changed. */
  update(collection: string, where: readonly Where[], patch: Row): Promise<number>;
  /** Returns how many rows went. */
  remove(collection: string, where: readonly Where[]): Promise<number>;
}

/** The head of one log. */
export interface Head {
  readonly log: string;
  readonly version: number;
  readonly epoch: number;
}

/**
 * Persistence, as small as the logs allow. All methods reject with StoreUnavailableError while the store is away or
 * another process holds its lock past the deadline, and never block the event loop.
 */
export interface Store {
  /** Name and version of what stores: `sqlite 3.53.4`. */
  readonly description: string;
  /** Writes parts before any version names them. Existing ones are left as they are. */
  putParts(parts: readonly Part[]): Promise<void>;
  /** The texts found, by digest, unverified. */
  getParts(digests: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /**
   * Inserts a record, durably. `version-taken`: somebody committed that version first. `act-taken`: the act is in the log
   * already. A rejection leaves it unknown whether the record was written: look for the act.
   */
  append(record: VersionRecord): Promise<'committed' | 'version-taken' | 'act-taken'>;
  /** Records of one log with `version > after`, ascending, at most `limit`. */
  read(log: string, after: number, limit: number): Promise<VersionRecord[]>;
  findAct(log: string, act: string): Promise<VersionRecord | undefined>;
  /** All logs that have a version. */
  heads(): Promise<Head[]>;
  /** Calls `listener` soon after anybody commits anything (it may call once too often, never too late by more than 1 s). */
  watch(listener: () => void): () => void;
  /** Takes or renews a lease for `ttl` ms from `now` (ms since epoch); false while somebody else holds it. */
  lease(job: string, holder: string, ttl: number, now: number): Promise<boolean>;
  readonly records: Records;
  close(): Promise<void>;
}
