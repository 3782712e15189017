import type { Plugin } from '@hoist/core';

/** How an app reaches its flags. */
export interface HoistProviderOptions {
  /** The relay's address: `https://flags.example.com`, with a path in front of it if need be. */
  readonly url: string;
  /** A server key of one environment. */
  readonly key: string;
  /** Counted with every evaluation, so that people see which app and version still asks. At most 128 characters each. */
  readonly app?: string;
  readonly appVersion?: string;
  /**
   * Your own operators and strategies, beside the standard ones; the relay needs them too. Left out, the modules that
   * `HOIST_PLUGINS` names.
   */
  readonly plugins?: readonly Plugin[];
  /** How long `initialize` may take, in ms; 5,000 by default. It goes on trying in the background after that. */
  readonly initTimeout?: number;
  /** How often to ask while there is no stream, in ms; 5,000 by default, at least 100. */
  readonly pollInterval?: number;
  /** How long the relay may be away before STALE is emitted, in ms; 5,000 by default. Flags are evaluated all the same. */
  readonly staleAfter?: number;
  /** Ms since the Unix epoch; the process clock by default. */
  readonly now?: () => number;
  /** Ms by a clock that is never set; `performance.now` by default. */
  readonly monotonic?: () => number;
}

export type ProviderConfig = Required<Omit<HoistProviderOptions, 'plugins'>> &
  Pick<HoistProviderOptions, 'plugins'>;

const longestLabel = 128;

/** Fills in what was left out; throws TypeError for what cannot be right. */
export function readOptions(options: HoistProviderOptions): ProviderConfig {
  const url = /^https?:\/\/\S+$/.test(options.url) && URL.canParse(options.url) ? options.url : undefined;
  if (url === undefined)
    throw new TypeError("HoistProvider needs the relay's `url`, like 'https://flags.example.com'.");
  if (!options.key)
    throw new TypeError('HoistProvider needs a server `key`. Make one on the Connect tab of a flag.');
  return {
    url: url.replace(/\/+$/, ''),
    key: options.key,
    app: (options.app ?? '').slice(0, longestLabel),
    appVersion: (options.appVersion ?? '').slice(0, longestLabel),
    plugins: options.plugins,
    initTimeout: options.initTimeout ?? 5_000,
    pollInterval: Math.max(100, options.pollInterval ?? 5_000),
    staleAfter: options.staleAfter ?? 5_000,
    now: options.now ?? Date.now,
    monotonic: options.monotonic ?? (() => performance.now()),
  };
}
