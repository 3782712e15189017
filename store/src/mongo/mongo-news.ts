import type { mongo } from 'mongoose';
import { setTimeout as sleep } from 'node:timers/promises';
import { backOff } from '../back-off.ts';
import type { MongoConnection } from './mongo-connection.ts';

/** How often to look without a stream, and beside one that is well, in ms; +-20 %. */
const poll = { alone: 500, beside: 5_000 };
const reopen = { first: 250, most: 10_000 };

/** Tells listeners of every commit: by a change stream where the server has one, by the clock in any case. */
export class MongoNews {
  readonly #connection: MongoConnection;
  readonly #useStream: boolean;
  readonly #listeners = new Set<() => void>();
  #stopped = new AbortController();
  #isStreaming = false;

  constructor(connection: MongoConnection, useStream: boolean) {
    this.#connection = connection;
    this.#useStream = useStream && connection.hasStreams;
  }

  watch(listener: () => void): () => void {
    const own = () => listener();
    this.#listeners.add(own);
    if (this.#listeners.size === 1) this.#start();
    return () => {
      this.#listeners.delete(own);
      if (this.#listeners.size === 0) this.#stopped.abort();
    };
  }

  /** To be called after a commit of this process. */
  tell(): void {
    for (const listener of [...this.#listeners]) queueMicrotask(listener);
  }

  close(): void {
    this.#listeners.clear();
    this.#stopped.abort();
  }

  #start(): void {
    this.#stopped = new AbortController();
    const { signal } = this.#stopped;
    void this.#poll(signal);
    if (this.#useStream) void this.#stream(signal);
  }

  async #poll(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const length = this.#isStreaming ? poll.beside : poll.alone;
      await sleep(length * (0.8 + 0.4 * Math.random()), undefined, { signal, ref: false }).catch(
        () => undefined,
      );
      if (!signal.aborted) this.tell();
    }
  }

  /** A stream that ends, for whatever reason, is thrown away: the log is the state, so there is nothing to resume. */
  async #stream(signal: AbortSignal): Promise<void> {
    for (let failures = 0; !signal.aborted; failures++) {
      const stream = this.#open();
      const end = () => void stream.close().catch(() => undefined);
      signal.addEventListener('abort', end, { once: true });
      try {
        while (!signal.aborted) {
          const change = await stream.tryNext();
          if (!this.#isStreaming) this.tell();
          this.#isStreaming = true;
          failures = 0;
          if (change) this.tell();
        }
      } catch {
        this.#isStreaming = false;
      }
      signal.removeEventListener('abort', end);
      end();
      await sleep(backOff(failures, reopen), undefined, { signal, ref: false }).catch(() => undefined);
    }
    this.#isStreaming = false;
  }

  #open(): mongo.ChangeStream {
    const inserts = [{ $match: { operationType: 'insert' } }, { $project: { operationType: 1 } }];
    // An empty batch comes at least once a second: it shows that the stream lives.
    return this.#connection.db.collection('versions').watch(inserts, { maxAwaitTimeMS: 1_000 });
  }
}
