import type { ServerResponse } from 'node:http';
import { EventStream } from './event-stream.ts';
import type { StreamEvent } from './event-stream.ts';

/** Who reads which stream. */
export interface Subscription {
  readonly environment: string;
  readonly kind: 'changes' | 'hints';
  /** Asked again and again: a key that was revoked or has expired closes what it opened. */
  readonly mayRead: () => boolean;
}

const heartbeat = 15_000;
/** Readers come back over this many ms, so that a relay that ends does not send them all at once to the next one. */
const spread = 5_000;

/** Every stream that is open, by environment. */
export class StreamHub {
  readonly #open = new Map<EventStream, Subscription>();
  readonly #beat: (environment: string) => StreamEvent;
  readonly #timer: NodeJS.Timeout;
  #closed = false;

  /** `beat`: what a stream of changes hears every 15 s. */
  constructor(beat: (environment: string) => StreamEvent) {
    this.#beat = beat;
    this.#timer = setInterval(() => this.#beatAll(), heartbeat).unref();
  }

  get size(): number {
    return this.#open.size;
  }

  open(subscription: Subscription, response: ServerResponse): EventStream {
    const stream = new EventStream(response, 1_000 + Math.floor(Math.random() * spread));
    this.#open.set(stream, subscription);
    stream.onClose(() => this.#open.delete(stream));
    if (this.#closed) stream.end();
    return stream;
  }

  send(environment: string, kind: Subscription['kind'], event: StreamEvent): void {
    for (const [stream, subscription] of this.#open)
      if (subscription.environment === environment && subscription.kind === kind) stream.send(event);
  }

  /** Ends the streams whose key may not read any more. */
  recheck(): void {
    for (const [stream, { mayRead }] of this.#open) if (!mayRead()) stream.end();
  }

  /** Ends what is open, and what is opened from now on. */
  close(): void {
    this.#closed = true;
    clearInterval(this.#timer);
    for (const stream of this.#open.keys()) stream.end(Math.floor(Math.random() * spread));
  }

  #beatAll(): void {
    this.recheck();
    for (const [stream, { environment, kind }] of this.#open)
      if (kind === 'changes') stream.send(this.#beat(environment));
      else stream.send({ data: '{"type":"alive"}' });
  }
}
