import type { ServerResponse } from 'node:http';
import { corsHeaders } from '../ofrep/cors.ts';

/**
 * How much may wait behind what is on its way to a slow reader, in bytes; then the stream is cut, and the reader comes again.
 * What is on its way counts for nothing: a large event cuts nobody by itself.
 */
export const mostWaiting = 64 * 1_024;

/** One event of a stream. `data` is one line. */
export interface StreamEvent {
  readonly event?: string;
  readonly id?: string;
  readonly data: string;
}

/** An event as it is sent, to be made once: all its readers share these bytes. */
export function toEventBytes({ event, id, data }: StreamEvent): Buffer {
  const name = event === undefined ? '' : `event: ${event}\n`;
  return Buffer.from(`${id === undefined ? '' : `id: ${id}\n`}${name}data: ${data}\n\n`);
}

/** How a stream begins, and how long it lasts at most. */
interface Beginning {
  /** How long its reader should wait before it comes again, in ms. */
  readonly retry: number;
  /** Events that are sent together. */
  readonly opening: readonly Buffer[];
  /** The instant from which on nothing is sent, in ms since the Unix epoch; never by default. */
  readonly expiresAt?: number;
  /** Ms since the Unix epoch. */
  readonly now?: () => number;
}

/** A server-sent event stream that is open. */
export class EventStream {
  /** The instant from which on nothing is sent; an event that comes later ends the stream instead. */
  expiresAt: number;
  readonly #now: () => number;
  readonly #response: ServerResponse;
  /** Bytes that were handed to the connection and not taken yet, and how many of them are on their way. */
  #unsent = 0;
  #onItsWay = 0;
  #cut = false;

  constructor(
    response: ServerResponse,
    { retry, opening, expiresAt = Number.POSITIVE_INFINITY, now = Date.now }: Beginning,
  ) {
    this.#response = response;
    this.#now = now;
    this.expiresAt = expiresAt;
    response.writeHead(200, {
      ...corsHeaders,
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-cache, no-transform',
      'X-Accel-Buffering': 'no',
      Connection: 'close',
    });
    response.flushHeaders();
    response.socket?.setNoDelay(true);
    response.socket?.setTimeout(0);
    this.#write([toRetry(retry), ...opening]);
  }

  get isOpen(): boolean {
    return !this.#response.destroyed && !this.#response.writableEnded;
  }

  get isExpired(): boolean {
    return this.#now() >= this.expiresAt;
  }

  /** True when it was closed because its reader was too slow. */
  get wasCut(): boolean {
    return this.#cut;
  }

  onClose(run: () => void): void {
    this.#response.once('close', run);
  }

  send(event: Buffer): void {
    this.#write([event]);
  }

  /** `retry`: how long the reader should wait before it comes again, in ms. */
  end(retry?: number): void {
    if (this.isOpen) this.#response.end(retry === undefined ? undefined : toRetry(retry));
  }

  #write(parts: readonly Buffer[]): void {
    if (!this.isOpen) return;
    if (this.isExpired) return this.end();
    const bytes = parts.reduce((sum, { length }) => sum + length, 0);
    const isFirst = this.#unsent === 0;
    if (!isFirst && this.#unsent - this.#onItsWay + bytes > mostWaiting) {
      this.#cut = true;
      this.#response.destroy();
      return;
    }
    this.#unsent += bytes;
    if (isFirst) this.#onItsWay = bytes;
    for (const part of parts.slice(0, -1)) this.#response.write(part);
    this.#response.write(parts.at(-1), () => this.#took(bytes));
  }

  /** What waited is sent in one go once what was before it is gone. */
  #took(bytes: number): void {
    this.#unsent -= bytes;
    this.#onItsWay = this.#unsent;
  }
}

function toRetry(milliseconds: number): Buffer {
  return Buffer.from(`retry: ${milliseconds}\n\n`);
}
