import type { Clock, CompiledRuleset, Registry } from '@hoist/core';
import { EnvironmentFeed } from './environment-feed.ts';
import type { Clocks } from './environment-feed.ts';

/** What each environment serves. */
export class EnvironmentFeeds {
  readonly registry: Registry;
  readonly #feeds = new Map<string, EnvironmentFeed>();
  readonly #clocks: Clocks;

  constructor(registry: Registry, clocks: Clocks) {
    this.registry = registry;
    this.#clocks = clocks;
  }

  /** Undefined for an environment that this relay has never followed. */
  get(environment: string): EnvironmentFeed | undefined {
    return this.#feeds.get(environment);
  }

  /** The feed of an environment, made when it is first asked for. */
  open(environment: string): EnvironmentFeed {
    let feed = this.#feeds.get(environment);
    if (!feed) {
      feed = new EnvironmentFeed(environment, this.registry, this.#clocks);
      this.#feeds.set(environment, feed);
    }
    return feed;
  }

  /** The ruleset that an environment serves now, with the clock that its rollouts follow. */
  current(environment: string): { readonly ruleset: CompiledRuleset; readonly clock: Clock } | undefined {
    const feed = this.#feeds.get(environment);
    return feed?.ruleset ? { ruleset: feed.ruleset, clock: feed.contact.read() } : undefined;
  }

  /** All of them, in the order in which they were opened. */
  list(): EnvironmentFeed[] {
    return [...this.#feeds.values()];
  }
}
