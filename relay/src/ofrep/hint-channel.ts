import type { After } from '@hoist/core';
import { writeAsked } from '../streams/cursor.ts';
import type { HeldCursor } from '../streams/cursor.ts';
import { toEventBytes } from '../streams/event-stream.ts';
import { Standing } from './standing.ts';

/** A stream that can be written to, until it is closed. */
export interface Sink {
  send(event: Buffer): void;
  onClose(run: () => void): void;
}

/** How a stream begins. */
export interface Opening<Stream> {
  readonly events: readonly Buffer[];
  /** To be called with the stream once it has begun so. */
  readonly join: (stream: Stream) => void;
}

/** Time, and how to send one event to many streams. */
export interface ChannelPorts<Stream> {
  readonly after: After;
  /** Ms by a clock that is never set. */
  readonly monotonic: () => number;
  readonly send: (streams: readonly Stream[], event: Buffer) => void;
}

interface Reader {
  held: HeldCursor | undefined;
  /** It claims to hold what this relay has not got yet. */
  isAhead: boolean;
  /** How often it was asked to fetch what it is believed to hold; 0 once it must have done so. */
  asked: number;
  /** When it was asked last, by the monotonic clock. */
  askedAt: number;
}

interface Pace {
  readonly asked: number;
  readonly over: number;
  readonly atOnce: number;
}

/** Readers are hinted over some time, in ms, so that thousands do not fetch at once; a few are hinted at once. */
const spread = {
  tick: 10,
  first: { asked: 1, over: 500, atOnce: 50 },
  second: { asked: 2, over: 5_000, atOnce: 5 },
} as const;
/**
 * Clients do not try again where fetching fails, is answered by a relay that is a moment behind, or is overtaken by an
 * earlier answer: who was hinted is hinted once more, after this many ms at least, and counts as up to date after as many.
 */
const settled = 5_000;
const alive = toEventBytes({ data: '{"type":"alive"}' });

/** Who listens for hints in one key scope of one environment: a reader is hinted when it does not hold what is served. */
export class HintChannel<Stream extends Sink> {
  readonly standing = new Standing();
  readonly #ports: ChannelPorts<Stream>;
  readonly #readers = new Map<Stream, Reader>();
  /** Who is to be hinted, and who is to be hinted once more, in this order. */
  readonly #due = new Set<Stream>();
  readonly #dueAgain = new Set<Stream>();
  #cancel: (() => void) | undefined;

  constructor(ports: ChannelPorts<Stream>) {
    this.#ports = ports;
  }

  /**
   * Begins the stream of a reader that holds something: confirmed where that is what is served, hinted where it is not. A
   * reader that holds something newer gets nothing until this relay has caught up; other relays may have it fetch.
   */
  begin(held: HeldCursor | undefined): Opening<Stream> {
    const place = this.standing.compare(held);
    const isHinted = place === 'behind' || (place === 'level' && held?.isAsked === true);
    const reader: Reader = isHinted
      ? this.#asked(1)
      : { held, isAhead: place === 'ahead', asked: 0, askedAt: 0 };
    const events = isHinted ? [this.#hint()] : place === 'level' ? [this.#confirmation('connected')] : [];
    const join = (stream: Stream) => {
      this.#readers.set(stream, reader);
      stream.onClose(() => {
        this.#readers.delete(stream);
        this.#due.delete(stream);
        this.#dueAgain.delete(stream);
      });
    };
    return { events, join };
  }

  /** Hints all readers that do not hold what is served; called when that has moved. */
  review(): void {
    for (const [stream, reader] of this.#readers) {
      const place = this.standing.compare(reader.held);
      // Who was ahead may have been answered by this relay meanwhile.
      if (reader.isAhead ? place !== 'ahead' : place !== 'level') this.#due.add(stream);
    }
    this.#begin();
  }

  /**
   * Shows all readers that the relay is alive, and those who hold what is served where they stand; hints once more who was
   * hinted a while ago.
   */
  beat(): void {
    const confirmed: Stream[] = [];
    const others: Stream[] = [];
    const now = this.#ports.monotonic();
    for (const [stream, reader] of this.#readers) {
      const isSettled = reader.asked === 0 || now - reader.askedAt >= settled;
      if (reader.isAhead || !isSettled || this.#due.has(stream) || this.#dueAgain.has(stream))
        others.push(stream);
      else if (reader.asked === 1) {
        this.#dueAgain.add(stream);
        others.push(stream);
      } else {
        this.#readers.set(stream, { held: this.#level(), isAhead: false, asked: 0, askedAt: 0 });
        confirmed.push(stream);
      }
    }
    this.#ports.send(confirmed, this.#confirmation('alive'));
    this.#ports.send(others, alive);
    this.#begin();
  }

  close(): void {
    this.#cancel?.();
    this.#due.clear();
    this.#dueAgain.clear();
  }

  #begin(): void {
    if (!this.#cancel) this.#hintSome();
  }

  #hintSome(): void {
    this.#cancel = undefined;
    const first = this.#take(this.#due, spread.first);
    const second = this.#take(this.#dueAgain, spread.second);
    const all = [...first, ...second];
    if (all.length === 0) return;
    this.#ports.send(all, this.#hint());
    if (this.#due.size + this.#dueAgain.size > 0)
      this.#cancel = this.#ports.after(spread.tick, () => this.#hintSome());
  }

  /** The next of those who are due, so many at once that all of them are hinted over a while. */
  #take(due: Set<Stream>, { asked, over, atOnce }: Pace): Stream[] {
    const most = Math.max(atOnce, Math.ceil((this.#readers.size * spread.tick) / over));
    const some = [...due].slice(0, most);
    for (const stream of some) {
      this.#due.delete(stream);
      this.#dueAgain.delete(stream);
      this.#readers.set(stream, this.#asked(asked));
    }
    return some;
  }

  #asked(asked: number): Reader {
    return { held: this.#level(), isAhead: false, asked, askedAt: this.#ports.monotonic() };
  }

  #level(): HeldCursor | undefined {
    const { cursor } = this.standing;
    return cursor && { ...cursor, isAsked: false };
  }

  /** Names what it asks for, so that a relay that is behind knows; the id says that nobody knows yet whether it was fetched. */
  #hint(): Buffer {
    const { text } = this.standing;
    return toEventBytes({
      id: writeAsked(text),
      data: JSON.stringify({ type: 'refetchEvaluation', etag: text }),
    });
  }

  #confirmation(type: 'connected' | 'alive'): Buffer {
    return toEventBytes({ id: this.standing.text, data: JSON.stringify({ type }) });
  }
}
