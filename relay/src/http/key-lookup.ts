import { hash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { isMistypedKey } from '@hoist/core';
import type { SourceFollower } from '../sync/source-follower.ts';
import type { Credential, Credentials } from './credentials.ts';

interface KeyLookupOptions {
  readonly credentials: Credentials;
  readonly following: Pick<SourceFollower, 'knowsAllKeys' | 'refresh'>;
  /** Ms since the Unix epoch. */
  readonly now: () => number;
}

/** `unknown`: the key does not exist. `unsure`: it may exist; look it up again later. */
export type Lookup = Credential | 'unknown' | 'unsure';

/** Limits of waiting for a key that was just made: times in ms, and numbers of requests and remembered refusals. */
export const lookupLimits = {
  wait: 1_000,
  readEvery: 250,
  waiting: 1_000,
  refusedFor: 10_000,
  refused: 10_000,
} as const;

/**
 * Finds the credential of a key that may be younger than what this relay has read: a key that is not known is looked for in
 * the source before it is refused. One read serves all who wait; what was refused is not looked for again for a while.
 */
export class KeyLookup {
  readonly #options: KeyLookupOptions;
  /** When each hash was refused, by the monotonic clock, oldest first. */
  readonly #refused = new Map<string, number>();
  #waiting = 0;
  #next: Promise<void> | undefined;
  #current: Promise<void> = Promise.resolve();
  #readAt = Number.NEGATIVE_INFINITY;

  constructor(options: KeyLookupOptions) {
    this.#options = options;
  }

  /** Resolves within a second or so. */
  async find(text: string): Promise<Lookup> {
    const { credentials, following, now } = this.#options;
    const found = credentials.find(text, now());
    if (found) return found;
    if (isMistypedKey(text)) return 'unknown';
    const digest = hash('sha256', text);
    if (credentials.isEnded(digest, now())) return 'unknown';
    if (!following.knowsAllKeys) return 'unsure';
    if (this.#wasRefused(digest)) return 'unknown';
    const isRead = await this.refresh();
    const late = credentials.find(text, now());
    if (late) return late;
    if (!isRead || !following.knowsAllKeys) return 'unsure';
    this.#refuse(digest);
    return 'unknown';
  }

  /** True when the source was read after this call; false when it does not answer in time, or too many wait already. */
  async refresh(): Promise<boolean> {
    if (this.#waiting >= lookupLimits.waiting) return false;
    this.#waiting++;
    const timer = new AbortController();
    const late = sleep(lookupLimits.wait, false, { signal: timer.signal, ref: false }).catch(() => false);
    this.#next ??= this.#readNext();
    const read = this.#next.then(
      () => true,
      () => false,
    );
    const isRead = await Promise.race([read, late]);
    timer.abort();
    this.#waiting--;
    return isRead;
  }

  async #readNext(): Promise<void> {
    await this.#current.catch(() => undefined);
    await sleep(Math.max(0, this.#readAt + lookupLimits.readEvery - performance.now()), undefined, {
      ref: false,
    });
    this.#next = undefined;
    this.#readAt = performance.now();
    this.#current = this.#options.following.refresh();
    return this.#current;
  }

  #wasRefused(digest: string): boolean {
    const at = this.#refused.get(digest);
    if (at === undefined) return false;
    if (performance.now() - at < lookupLimits.refusedFor) return true;
    this.#refused.delete(digest);
    return false;
  }

  #refuse(digest: string): void {
    const [oldest] = this.#refused.keys();
    if (this.#refused.size >= lookupLimits.refused && oldest !== undefined) this.#refused.delete(oldest);
    this.#refused.delete(digest);
    this.#refused.set(digest, performance.now());
  }
}
