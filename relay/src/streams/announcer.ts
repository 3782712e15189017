import { BoundaryTimer } from '@hoist/core';
import type { Clock, CompiledRuleset } from '@hoist/core';
import { after } from '../after.ts';
import type { EnvironmentFeed } from '../environment-feed.ts';
import { toEventBytes } from './event-stream.ts';
import { refetch, toContact } from './hoist-routes.ts';
import { StreamHub } from './stream-hub.ts';
import type { StreamLimits } from './stream-places.ts';

type Read = () => { readonly ruleset: CompiledRuleset; readonly clock: Clock } | undefined;

/** Tells those who listen that an environment serves something else: what changed, or only that something did. */
export class Announcer {
  readonly streams: StreamHub;
  readonly #boundaries = new Map<string, BoundaryTimer>();

  constructor(
    limits: StreamLimits | undefined,
    feedOf: (environment: string) => EnvironmentFeed | undefined,
  ) {
    this.streams = new StreamHub(limits, (environment) => toContact(feedOf(environment)));
  }

  /** A feed serves something new; `change` as it gave it. */
  served(feed: EnvironmentFeed, change: Buffer | undefined, read: Read): void {
    if (change !== undefined) {
      this.streams.send(feed.key, 'changes', change);
      this.#hint(feed);
    }
    let timer = this.#boundaries.get(feed.key);
    if (!timer) this.#boundaries.set(feed.key, (timer = new BoundaryTimer(after, () => this.#hint(feed))));
    timer.watch(read);
  }

  /** An environment is in contact again: what was due meanwhile has come. */
  contact(environment: string): void {
    this.#boundaries.get(environment)?.look();
  }

  close(): void {
    for (const timer of this.#boundaries.values()) timer.close();
    this.streams.close();
  }

  #hint(feed: EnvironmentFeed): void {
    const id = feed.history.position?.state.slice(0, 16) ?? '';
    this.streams.send(feed.key, 'hints', toEventBytes({ id, data: refetch }));
  }
}
