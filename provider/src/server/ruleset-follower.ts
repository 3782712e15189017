import {
  applyChange,
  comparePositions,
  keepUnchanged,
  parseRulesetChange,
  parseRulesetInSlices,
} from '@hoist/core';
import type { Ruleset } from '@hoist/core';
import { setTimeout as sleep } from 'node:timers/promises';
import { createYield } from './yield-to-event-loop.ts';
import type { RelayClient } from './relay-client.ts';
import { readAge, RelayError } from './relay-client.ts';

/** The callbacks of a follower. */
interface FollowerEvents {
  /** Called with a ruleset to serve from now on; the next is not read until this resolves. */
  readonly onRuleset: (ruleset: Ruleset) => Promise<void>;
  /** Called with the age of the relay's contact, in ms; Infinity for never. */
  readonly onContact: (age: number) => void;
  /** Called where the relay cannot be reached or refuses; it is tried again. */
  readonly onLost: (error: Error) => void;
}

export interface FollowerOptions extends FollowerEvents {
  readonly client: RelayClient;
  /** The longest pause between two tries, in ms. */
  readonly pollInterval: number;
}

const firstPause = 100;
const refusedPause = 30_000;
/** A stream that lived for so long, in ms, was well: what ends it then is a new fault. */
const steady = 5_000;

/**
 * Keeps to what a relay serves: downloads once, then follows its changes; whenever the stream ends, downloads again before
 * it opens another, ever less often while that fails. So it polls where no stream gets through.
 */
export class RulesetFollower {
  readonly #options: FollowerOptions;
  readonly #stopped = new AbortController();
  #ruleset: Ruleset | undefined;
  #etag = '';
  #failures = 0;

  constructor(options: FollowerOptions) {
    this.#options = options;
  }

  /** Begins to follow; returns at once. */
  start(): void {
    void this.#follow();
  }

  stop(): void {
    this.#stopped.abort();
  }

  async #follow(): Promise<void> {
    const { signal } = this.#stopped;
    while (!signal.aborted) {
      let pause: number;
      try {
        await this.#download();
        // Only a download that fails means that the relay is lost; where no stream gets through, this polls.
        await this.#stream().catch(() => undefined);
        pause = this.#nextPause();
      } catch (error) {
        if (signal.aborted) return;
        const fault = error instanceof Error ? error : new Error(String(error));
        this.#options.onLost(fault);
        pause = fault instanceof RelayError && fault.isPermanent ? refusedPause : this.#nextPause();
      }
      await sleep(pause, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }

  #nextPause(): number {
    const length = Math.min(firstPause * 2 ** this.#failures++, this.#options.pollInterval);
    return length * (0.8 + 0.4 * Math.random());
  }

  async #download(): Promise<void> {
    const { client } = this.#options;
    const { json, etag, contactAge } = await client.download(this.#etag, this.#stopped.signal);
    if (json !== undefined) {
      const next = await parseRulesetInSlices(json, createYield());
      await this.#serve(keepUnchanged(this.#ruleset, next));
    }
    this.#etag = etag;
    this.#options.onContact(contactAge);
  }

  async #stream(): Promise<void> {
    const { client, onContact } = this.#options;
    let firstEventAt = Infinity;
    try {
      for await (const { event, data } of client.changes(this.#ruleset, this.#stopped.signal)) {
        firstEventAt = Math.min(firstEventAt, performance.now());
        if (event === 'reset') return this.#forget();
        if (event === 'contact') onContact(readContact(data));
        if (event !== 'change' || !this.#ruleset) continue;
        const next = applyChange(this.#ruleset, parseRulesetChange(JSON.parse(data)));
        if (!next) return this.#forget();
        await this.#serve(next);
      }
    } finally {
      if (performance.now() - firstEventAt >= steady) this.#failures = 0;
    }
  }

  /** The whole ruleset is asked for again. */
  #forget(): void {
    this.#etag = '';
  }

  /** Never goes backwards: what a relay serves that is behind is passed over, until it has caught up. */
  async #serve(next: Ruleset): Promise<void> {
    const now = this.#ruleset;
    if (now?.installation === next.installation) {
      const order = comparePositions(next, now);
      if (order < 0 || (order === 0 && next.state === now.state)) return;
      if (order === 0)
        throw new Error(`The relay serves another version ${next.version}. Raise the epoch and publish.`);
    }
    await this.#options.onRuleset(next);
    this.#ruleset = next;
  }
}

function readContact(data: string): number {
  const json: unknown = JSON.parse(data);
  return typeof json === 'object' && json !== null
    ? readAge((json as { age?: unknown }).age)
    : Number.POSITIVE_INFINITY;
}
