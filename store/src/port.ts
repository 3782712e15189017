import type { CountPage, Json, Part, VersionRecord } from '@hoist/core';

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

/** A minute of one environment whose pages changed since it was last added up. */
export interface CountMark {
  readonly environment: string;
  readonly minute: number;
  /** Changes with every arrival. */
  readonly stamp: string;
}

export type RollupLevel = 'minute' | 'hour' | 'day';

/** Where sums stand: `at` is the number of that minute, hour or day since the Unix epoch, in UTC. */
export interface RollupKey {
  readonly environment: string;
  readonly level: RollupLevel;
  readonly at: number;
}

/** The sums of one flag; `flag` is empty for all flags together. */
export interface RollupRow {
  readonly flag: string;
  readonly series: Json;
}

export type Rollup = RollupKey & RollupRow;

/** Some pages of a minute: so many of those behind `after`. */
export interface CountSlice {
  readonly after?: Pick<CountPage, 'sender' | 'page'>;
  readonly limit: number;
}

/** What senders counted, and the sums made of it. The arithmetic is the caller's: a store keeps and finds. */
export interface Counts {
  /** Keeps each page unless that sequence of it, or a higher one, is kept; then marks its minute, in any case. */
  put(pages: readonly CountPage[]): Promise<void>;
  /** Marked minutes, oldest first. */
  marks(limit: number): Promise<CountMark[]>;
  /** Takes marks away, except where something arrived since. */
  unmark(marks: readonly CountMark[]): Promise<void>;
  /** Pages of all senders, by sender and number: all of them, or the next ones after a place. */
  pages(environment: string, minute: number, slice?: CountSlice): Promise<CountPage[]>;
  /** Minutes before `minute` that have pages, oldest first. */
  oldMinutes(minute: number, limit: number): Promise<Omit<CountMark, 'stamp'>[]>;
  /** Replaces all rows of one place. A reader sees a flag's row before or after, never none or half. */
  replaceRollup(key: RollupKey, rows: readonly RollupRow[]): Promise<void>;
  /** Rows of one flag, or with `flag: ''` of all together, `from <= at < to`, ascending; of all environments if none is named. */
  rollups(query: {
    readonly level: RollupLevel;
    readonly from: number;
    readonly to: number;
    readonly environment?: string;
    readonly flag: string;
  }): Promise<Rollup[]>;
  /** Every flag's row, the one of all together left out. Reads as much as there are flags: for lists over days. */
  allRollups(query: {
    readonly level: RollupLevel;
    readonly from: number;
    readonly to: number;
    readonly environment?: string;
  }): Promise<Rollup[]>;
  /** Removes pages, marks and rows of minutes before that minute. */
  forget(environment: string, minute: number): Promise<void>;
  /** Removes up to `limit` rows of a level that are older than `before`, in all environments; returns how many. */
  forgetRollups(level: RollupLevel, before: number, limit: number): Promise<number>;
}

/** The head of one log. */
export interface Head {
  readonly log: string;
  readonly version: number;
  readonly epoch: number;
}

/** Some versions of one log: `limit` of those above `after` and below `before` that have all of these marks. */
export interface VersionQuery {
  readonly log: string;
  /** As `marksOf` gives them; none for every version. The one that fewest versions have comes first. */
  readonly marks: readonly string[];
  readonly after?: number | undefined;
  readonly before?: number | undefined;
  readonly order: 'newest-first' | 'oldest-first';
  readonly limit: number;
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
   * Inserts a record, durably. `version-taken`: somebody committed that version first. `idempotency-key-taken`: it is in the log
   * already. A rejection leaves it unknown whether the record was written: look for its idempotency key.
   */
  append(record: VersionRecord): Promise<'committed' | 'version-taken' | 'idempotency-key-taken'>;
  /** Records of one log with `version > after`, ascending, at most `limit`. */
  read(log: string, after: number, limit: number): Promise<VersionRecord[]>;
  /** Records with these marks, by index, however many others lie between them. */
  find(query: VersionQuery): Promise<VersionRecord[]>;
  findByIdempotencyKey(log: string, idempotencyKey: string): Promise<VersionRecord | undefined>;
  /** All logs that have a version. */
  heads(): Promise<Head[]>;
  /** Calls `listener` soon after anybody commits anything (it may call once too often, never too late by more than 1 s). */
  watch(listener: () => void): () => void;
  /** Takes or renews a lease for `ttl` ms from `now` (ms since epoch); false while somebody else holds it. */
  lease(job: string, holder: string, ttl: number, now: number): Promise<boolean>;
  /**
   * Why this process can use the store no more until it is opened again, with the next step; undefined while what is
   * away may come back without help. Synchronous.
   */
  whyLost(): string | undefined;
  readonly records: Records;
  readonly counts: Counts;
  close(): Promise<void>;
}
