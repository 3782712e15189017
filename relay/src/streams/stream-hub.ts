import type { ServerResponse } from 'node:http';
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
  /** Asked again and again: a key that was revoked or has expired closes what it opened. */
  readonly mayRead: () => boolean;
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

/** Every stream that is open: how many there may be, how they are written to, and when they end. */
export class StreamHub {
  /** How many were not opened, by the limit that was reached, and how many were cut because their readers were too slow. */
  readonly refused: Record<FullLimit, number> = { total: 0, key: 0, address: 0 };
  cut = 0;
  readonly #places: StreamPlaces;
  readonly #open = new Map<EventStream, Subscription>();
  /** What is being done; every stream gets its events in this order. */
  readonly #rounds: Round[] = [];
  #closed = false;

  constructor(limits?: StreamLimits) {
    this.#places = new StreamPlaces(limits);
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
    const { address } = subscription;
    const full = this.#places.findFull(subscription.key, address);
    if (full) {
      this.refused[full]++;
      return undefined;
    }
    const leave = this.#places.take(subscription.key, address);
    const stream = new EventStream(response, 1_000 + Math.floor(Math.random() * spread), opening);
    this.#open.set(stream, subscription);
    stream.onClose(() => {
      leave();
      this.#open.delete(stream);
      if (stream.wasCut) this.cut++;
    });
    if (this.#closed) stream.end();
    return stream;
  }

  /** Sends one event to many streams. */
  send(streams: readonly EventStream[], event: Buffer): void {
    const atOnce = Math.max(1, Math.min(slice.streams, Math.floor(slice.bytes / event.length)));
    this.#go(streams, (stream) => stream.send(event), atOnce);
  }

  /** Ends the streams whose key may not read any more. */
  recheck(): void {
    for (const [stream, { mayRead }] of this.#open) if (!mayRead()) stream.end();
  }

  /** Ends what is open, and what is opened from now on. */
  close(): void {
    this.#closed = true;
    this.#go(
      [...this.#open.keys()],
      (stream) => stream.end(Math.floor(Math.random() * spread)),
      slice.streams,
    );
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
