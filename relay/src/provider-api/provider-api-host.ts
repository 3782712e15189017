import type { TrustedProxies } from '@hoist/store/process';
import type { Credentials } from '../http/credentials.ts';
import type { KeyLookup } from '../http/key-lookup.ts';
import type { Broadcaster } from '../streams/broadcaster.ts';
import type { StreamHub } from '../streams/stream-hub.ts';
import type { Clocks } from '../sync/environment-feed.ts';
import type { EnvironmentFeeds } from '../sync/environment-feeds.ts';
import type { SourceFollower } from '../sync/source-follower.ts';
import type { CountIntake } from './count-intake.ts';

/** What rulesets, streams and counts need of the relay around them. */
export interface ProviderApiHost {
  readonly credentials: Credentials;
  /** For keys that are not known yet. */
  readonly keys: KeyLookup;
  readonly feeds: Pick<EnvironmentFeeds, 'get'>;
  /** Who listens to an environment, once it has served something. */
  readonly broadcaster: Pick<Broadcaster, 'of'>;
  readonly streams: StreamHub;
  /** Whether every environment that should be here has keys and a ruleset, and where counts go. */
  readonly following: Pick<SourceFollower, 'isComplete' | 'putCounts'>;
  /** Bounds what server keys send. */
  readonly intake: CountIntake;
  readonly clocks: Pick<Clocks, 'now'>;
  readonly proxies: Pick<TrustedProxies, 'addressOf'>;
}
