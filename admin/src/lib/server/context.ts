import type { LogPosition, Registry } from '@hoist/core';
import type { LogReader, Store } from '@hoist/store';

/** What every use case gets: the store, what this process follows of it, and the installed plugins. */
export interface AdminContext {
  readonly store: Store;
  readonly registry: Registry;
  readonly installation: string;
  /** What only the processes of this admin know: the same for all its replicas. */
  readonly secret: string;
  /** Ms since epoch. */
  now(): number;
  /** The time zone that sentences are written in, by its IANA name. */
  readonly zone: string;
  /** How often flags were evaluated, day by day. */
  readonly usage: Usage;
  /** Which relays run, and what they serve. */
  readonly relays: RelayWatch;
  /** Whether relays are ahead of the store, because an older copy was restored. */
  readonly restores: RestoreWatch;
  readonly definitions: LogReader;
  /** The log of who may use this admin. */
  readonly access: LogReader;
  /** The log of what one environment serves; throws UseCaseError 404. */
  published(environment: string): LogReader;
  keyring(environment: string): LogReader;
  close(): Promise<void>;
}

/** What one flag was asked for in one environment on one day (UTC). */
export interface DayUsage {
  /** The number of the day since the Unix epoch. */
  readonly day: number;
  readonly evaluations: number;
  readonly delivered: number;
  readonly errors: number;
}

/** Reads by environment, then by flag. */
export type UsageView = ReadonlyMap<string, ReadonlyMap<string, readonly DayUsage[]>>;

/** The last 30 days of all flags, in memory: lists show it without a query a flag. */
export interface Usage {
  /** Ascending days; at most 2 s behind what is added up, and what was read last while the store is away. */
  read(): Promise<UsageView>;
}

/** A relay that reported lately. */
export interface RelayView {
  readonly id: string;
  /** What it can evaluate, as a flag's `needs` name it. */
  readonly provides: readonly string[];
  /** When its last report arrived, by the clock of this process. */
  readonly seenAt: string;
  readonly environments: readonly {
    readonly environment: string;
    /** Where its logs stand there; null for what it has not got yet. */
    readonly ruleset: LogPosition | null;
    readonly keyring: LogPosition | null;
    /** Ids of the keys that it has ever seen revoked. */
    readonly revoked: readonly string[];
    /** When it began to serve that version, ms since epoch; by the clock of this process, as far as that is known. */
    readonly servedAt: number;
    /** When the relay started, by the same clock. */
    readonly startedAt: number;
  }[];
}

/** Waiting until what relays report is of now: after a start of this process, or after the store went back. */
export interface SettlingReports {
  /** From now on, relays that run are waited for until they have reported anew. */
  mark(): Promise<void>;
  /** Resolves when every relay that ran at the last mark has reported since, or is overdue. */
  settled(): Promise<void>;
}

/** Which relays run, by what they report. */
export interface RelayWatch extends SettlingReports {
  /** Relays whose report changed within the last 30 s; what was read last while the store is away. */
  read(): Promise<readonly RelayView[]>;
  /** What was read last; looked at every 5 s. */
  readonly latest: readonly RelayView[];
  stop(): void;
}

/** The two kinds of logs of an environment. */
export type DivergedKind = 'ruleset' | 'keyring';

/** A log of which live relays have read more than the store holds, or another history, because an older copy was restored. */
export interface Divergence {
  readonly environment: string;
  readonly kind: DivergedKind;
  readonly stored: LogPosition;
  readonly relays: readonly (LogPosition & { readonly id: string })[];
}

/** Whether an older copy of the store was restored, as far as relays and this process can tell. */
export interface RestoreWatch {
  /** What relays are ahead of, as it was seen last. */
  readonly divergences: readonly Divergence[];
  /** Looks again; nothing changes while the store is away. */
  look(): Promise<void>;
}
