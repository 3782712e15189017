import type { IncomingMessage } from 'node:http';
import type { CountPage } from '@hoist/core';
import type { Credentials } from '../http/credentials.ts';
import type { KeyLookup } from '../http/key-lookup.ts';
import type { EnvironmentStreams } from '../streams/environment-streams.ts';
import type { EventStream } from '../streams/event-stream.ts';
import type { StreamHub } from '../streams/stream-hub.ts';
import type { EnvironmentFeed } from '../sync/environment-feed.ts';
import type { CountIntake } from './count-intake.ts';

/** What rulesets, streams and counts need of the relay around them. */
export interface ProviderApiHost {
  readonly credentials: Credentials;
  /** For keys that are not known yet. */
  readonly keys: KeyLookup;
  readonly streams: StreamHub;
  now(): number;
  /** The address of the client, also behind a trusted proxy. */
  addressOf(request: IncomingMessage): string;
  feed(environment: string): EnvironmentFeed | undefined;
  /** Who listens to an environment; undefined until it has served something. */
  listeners(environment: string): EnvironmentStreams<EventStream> | undefined;
  /** Bounds what server keys send. */
  readonly intake: CountIntake;
  /** Resolves only when they are stored. */
  putCounts(pages: readonly CountPage[], late: readonly CountPage[]): Promise<void>;
  /** False until every environment that should be here has keys and a ruleset. */
  complete(): boolean;
}
