import type { Registry } from '@hoist/core';
import type { Logger, TrustedProxies } from '@hoist/store/process';
import type { StreamLimits } from './streams/stream-places.ts';
import type { SourceOptions } from './sync/source-follower.ts';

/** What a relay is made from. */
export interface RelayOptions extends SourceOptions {
  readonly dataDir: string;
  /** Serves these environments only; empty means all. */
  readonly environments: readonly string[];
  readonly registry: Registry;
  readonly logger: Logger;
  /** How many streams may be open; 5,000 by default. */
  readonly streams?: StreamLimits;
  /** The proxies whose word for a client's address counts; none by default. */
  readonly proxies?: TrustedProxies;
  /** Before the paths that answers name, where the relay is reached under one; without a trailing slash. */
  readonly publicPath?: string;
  /** Ms since epoch; the process clock by default. */
  readonly now?: () => number;
  /** Ms by a clock that is never set; the process's by default. */
  readonly monotonic?: () => number;
}
