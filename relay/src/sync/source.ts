import type { CountPage } from '@hoist/core';
import type { LogReader, Row, Snapshot } from '@hoist/store';

/** Where a relay's logs come from: a store, and later other relays and files. */
export interface RulesetSource {
  /** For people: `sqlite 3.53.4`. */
  readonly description: string;
  /** The environments that there are, also where nothing of theirs can be followed yet. */
  listEnvironments(): Promise<string[]>;
  /** Follows a log from a snapshot, or from its start. */
  follow(log: string, from: Snapshot | undefined): Promise<LogReader>;
  /** Reads once where all logs stand; resolves when its readers have read what was committed before this call. */
  refresh(): Promise<void>;
  /** Keeps what was counted; resolves only when it is stored. */
  putCounts(pages: readonly CountPage[]): Promise<void>;
  /** Keeps only how much arrived too late to be in any sum; resolves only when it is stored. */
  putLateCounts(pages: readonly CountPage[], now: number): Promise<void>;
  /** Says what this relay serves; the row's id names the relay. */
  report(row: Row): Promise<void>;
  /** Takes a relay's report back. */
  withdraw(id: string): Promise<void>;
  /** Has every relay ask its readers to fetch again what was answered before an instant, ms since the Unix epoch. */
  recall(environment: string, at: number): Promise<void>;
  /** The latest such instants, by environment. */
  recalls(): Promise<ReadonlyMap<string, number>>;
  /** Why the source has to be opened anew to be of use; undefined while it works, or may come back by itself. */
  whyLost(): string | undefined;
  /** Opens what is there now, and closes what was; readers follow on from what they have. Rejects while there is nothing. */
  reopen(): Promise<void>;
  close(): Promise<void>;
}
