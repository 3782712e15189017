import type { Registry } from '@hoist/core';
import type { LogReader, Store } from '@hoist/store';
import type { Usage } from './counts/usage.ts';
import type { RelayWatch } from './jobs/relay-watch.ts';
import type { RestoreWatch } from './jobs/restore-watch.ts';

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
  /** The log of what one environment serves; throws UseCaseError 404. */
  published(environment: string): LogReader;
  keyring(environment: string): LogReader;
  close(): Promise<void>;
}
