import type { After } from '@hoist/core';
import { writeAsked } from '../streams/cursor.ts';
import type { HeldCursor } from '../streams/cursor.ts';
import { toEventBytes } from '../streams/event-stream.ts';
import { Standing } from './standing.ts';

/** A stream that takes events until it is closed. */
export interface Sink {
  send(event: Buffer): void;
  onClose(run: () => void): void;
}

/** The events that a stream begins with. */
export interface Opening<Stream> {
  readonly events: readonly Buffer[];
  /** Adds the stream to the channel; call it once `events` were sent. */
  readonly join: (stream: Stream) => void;
}

/** The clock and the sender of a channel. */
export interface ChannelPorts<Stream> {
  readonly after: After;
  /** Ms by a clock that is never set. */
  readonly monotonic: () => number;
  readonly send: (streams: readonly Stream[], event: Buffer) => void;
}

interface Reader {
  held: HeldCursor | undefined;
  /** True if the reader holds a newer version than this relay. */
  isAhead: boolean;
  /** How many hints the reader got for what it does not certainly hold; 0 once it must have fetched. */
  asked: number;
  /** When the last hint was sent, by the monotonic clock. */
  askedAt: number;
}

interface Pace {
  readonly asked: number;
  readonly over: number;
  readonly atOnce: number;
}

/**
 * Hints are spread over some time, in ms, so that thousands of readers do not fetch at once; a few readers get theirs
 * immediately.
 */
const spread = {
  tick: 10,
  first: { asked: 1, over: 500, atOnce: 50 },
  second: { asked: 2, over: 5_000, atOnce: 5 },
} as const;
/**
 * Clients do not retry when a fetch fails, reaches a relay that is a moment behind, or is overtaken by an earlier
 * answer. So each hint is repeated once, after this many ms at least; after as many more the reader counts as up to
 * date.
 */
const settled = 5_000;
const alive = toEventBytes({ data: '{"type":"alive"}' });

/**
 * The readers of hints in one key scope of one environment. A reader gets a hint when it does not hold what is
 * served.
 */
export class HintChannel<Stream extends Sink> {
  readonly standing = new Standing();
  readonly #ports: ChannelPorts<Stream>;
  readonly #readers = new Map<Stream, Reader>();
  /** Readers that are due for a hint, first ones before repeated ones. */
  readonly #due = new Set<Stream>();
  readonly #dueAgain = new Set<Stream>();
  #cancel: (() => void) | undefined;

  constructor(ports: ChannelPorts<Stream>) {
    this.#ports = ports;
  }

  /**
   * Returns the first event for a reader that holds a cursor: a confirmation if that is what is served, a hint if it
   * is older. A reader that is ahead of this relay gets nothing until the relay has caught up.
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

  /** Sends hints to all readers that do not hold what is served; call it when that has changed. */
  review(): void {
    for (const [stream, reader] of this.#readers) {
      const place = this.standing.compare(reader.held);
      // Who was ahead may have been answered by this relay meanwhile.
      if (reader.isAhead ? place !== 'ahead' : place !== 'level') this.#due.add(stream);
    }
    this.#begin();
  }

  /**
   * Sends a heartbeat to all readers, with the cursor to those that hold what is served, and repeats hints that are
   * due.
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

  /** Takes the next readers that are due, as many as it takes to reach all of them within the spread. */
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

  /**
   * Writes a hint. It names the cursor to fetch, so that a relay that is behind can wait for it; its id marks the
   * fetch as unconfirmed.
   */
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
