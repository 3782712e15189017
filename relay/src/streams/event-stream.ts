import type { ServerResponse } from 'node:http';
import { corsHeaders } from '../ofrep/cors.ts';

/** How much may wait for a slow reader, in bytes; then the stream is cut, and the reader comes again. */
const mostWaiting = 8 * 1_024 * 1_024;

/** One event of a stream. `data` is one line. */
export interface StreamEvent {
  readonly event?: string;
  readonly id?: string;
  readonly data: string;
}

/** A server-sent event stream that is open. */
export class EventStream {
  readonly #response: ServerResponse;

  constructor(response: ServerResponse, retry: number) {
    this.#response = response;
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
    this.#write(`retry: ${retry}\n\n`);
  }

  get isOpen(): boolean {
    return !this.#response.destroyed && !this.#response.writableEnded;
  }

  onClose(run: () => void): void {
    this.#response.once('close', run);
  }

  send({ event, id, data }: StreamEvent): void {
    const name = event === undefined ? '' : `event: ${event}\n`;
    this.#write(`${id === undefined ? '' : `id: ${id}\n`}${name}data: ${data}\n\n`);
  }

  /** `retry`: how long the reader should wait before it comes again, in ms. */
  end(retry?: number): void {
    if (this.isOpen) this.#response.end(retry === undefined ? undefined : `retry: ${retry}\n\n`);
  }

  #write(text: string): void {
    if (!this.isOpen) return;
    this.#response.write(text);
    if (this.#response.writableLength > mostWaiting) this.#response.destroy();
  }
}
