import type { ServerResponse } from 'node:http';
import type { After } from '@hoist/core';
import { EventStream } from './event-stream.ts';
import { StreamPlaces } from './stream-places.ts';
import type { FullLimit, StreamLimits } from './stream-places.ts';

/** What a stream is about. */
export type StreamKind = 'changes' | 'hints';

/** Who reads which stream. */
export interface Subscription {
  readonly kind: StreamKind;
  /** The key that opened it. */
  readonly key: string;
  /** The client's address. */
  readonly address: string;
  /**
   * Until when that key may read, in ms since the Unix epoch; 0 where it was revoked or has expired. Asked again and again:
   * a key that ends closes what it opened.
   */
  readonly readsUntil: () => number;
}

interface HubOptions {
  readonly limits: StreamLimits | undefined;
  /** Ms since the Unix epoch. */
  readonly now: () => number;
  readonly after: After;
}

/** Something to be done with many streams, a slice at a time. */
interface Round {
  readonly streams: readonly EventStream[];
  readonly act: (stream: EventStream) => void;
  /** How many streams are one slice. */
  readonly atOnce: number;
  next: number;
}

/** Readers come back over this many ms, so that a relay that ends does not send them all at once to the next one. */
const spread = 5_000;
/** How much is handed to the system before others are answered: it copies every byte for every stream. */
const slice = { streams: 256, bytes: 1_024 * 1_024 } as const;

/** A look this often follows a clock that was set; timers reach no further than some weeks. */
const longestDelay = 60_000;

/** Every stream that is open: how many there may be, how they are written to, and when they end. */
export class StreamHub {
  /** How many were not opened, by the limit that was reached, and how many were cut because their readers were too slow. */
  readonly refused: Record<FullLimit, number> = { total: 0, key: 0, address: 0 };
  cut = 0;
  readonly #places: StreamPlaces;
  readonly #open = new Map<EventStream, Subscription>();
  /** What is being done; every stream gets its events in this order. */
  readonly #rounds: Round[] = [];
  readonly #now: () => number;
  readonly #after: After;
  /** When the next key expires that opened a stream, and what takes back the look at it. */
  #nextExpiry = Number.POSITIVE_INFINITY;
  #cancel: (() => void) | undefined;
  #closed = false;

  constructor({ limits, now, after }: HubOptions) {
    this.#places = new StreamPlaces(limits);
    this.#now = now;
    this.#after = after;
  }

  get size(): number {
    return this.#open.size;
  }

  get limits(): StreamLimits {
    return this.#places.limits;
  }

  /** How many streams of a kind are open. */
  count(kind: StreamKind): number {
    return [...this.#open.values()].filter((subscription) => subscription.kind === kind).length;
  }

  /** Whether a key would get another stream. */
  hasRoom(key: string, address: string): boolean {
    return this.#places.findFull(key, address) === undefined;
  }

  /** Opens a stream that begins with some events; undefined, and nothing is answered yet, where there is no place for it. */
  open(
    subscription: Subscription,
    response: ServerResponse,
    opening: readonly Buffer[],
  ): EventStream | undefined {
    const { address, readsUntil } = subscription;
    const full = this.#places.findFull(subscription.key, address);
    if (full) {
      this.refused[full]++;
      return undefined;
    }
    const leave = this.#places.take(subscription.key, address);
    const retry = 1_000 + Math.floor(Math.random() * spread);
    const stream = new EventStream(response, { retry, opening, expiresAt: readsUntil(), now: this.#now });
    this.#open.set(stream, subscription);
    stream.onClose(() => {
      leave();
      this.#open.delete(stream);
      if (stream.wasCut) this.cut++;
    });
    if (this.#closed) stream.end();
    else if (stream.expiresAt < this.#nextExpiry) this.#recheckAt(stream.expiresAt);
    return stream;
  }

  /** Sends one event to many streams. */
  send(streams: readonly EventStream[], event: Buffer): void {
    const atOnce = Math.max(1, Math.min(slice.streams, Math.floor(slice.bytes / event.length)));
    this.#go(streams, (stream) => stream.send(event), atOnce);
  }

  /** Ends the streams whose key may not read any more, and looks again when the next key expires. */
  recheck(): void {
    let next = Number.POSITIVE_INFINITY;
    for (const [stream, { readsUntil }] of this.#open) {
      stream.expiresAt = readsUntil();
      if (stream.isExpired) stream.end();
      else next = Math.min(next, stream.expiresAt);
    }
    this.#recheckAt(next);
  }

  /** Ends what is open, and what is opened from now on. */
  close(): void {
    this.#closed = true;
    this.#cancel?.();
    this.#go(
      [...this.#open.keys()],
      (stream) => stream.end(Math.floor(Math.random() * spread)),
      slice.streams,
    );
  }

  #recheckAt(instant: number): void {
    this.#cancel?.();
    this.#nextExpiry = instant;
    const delay = Math.min(instant - this.#now(), longestDelay);
    this.#cancel = instant < Number.POSITIVE_INFINITY ? this.#after(delay, () => this.recheck()) : undefined;
  }

  #go(streams: readonly EventStream[], act: (stream: EventStream) => void, atOnce: number): void {
    if (streams.length === 0) return;
    this.#rounds.push({ streams, act, atOnce, next: 0 });
    if (this.#rounds.length === 1) this.#continue();
  }

  #continue(): void {
    const [round] = this.#rounds;
    if (!round) return;
    const until = Math.min(round.next + round.atOnce, round.streams.length);
    while (round.next < until) round.act(round.streams[round.next++] as EventStream);
    if (until === round.streams.length) this.#rounds.shift();
    if (this.#rounds.length > 0) setImmediate(() => this.#continue());
  }
}
