import type { mongo } from 'mongoose';
import { setTimeout as sleep } from 'node:timers/promises';
import { backOff } from '../back-off.ts';
import { Watchers } from '../watchers.ts';
import type { MongoConnection } from './connection.ts';

/** How often to poll without a change stream and beside one that works, in ms, ±20 %. */
const poll = { alone: 500, beside: 5_000 };
const reopen = { first: 250, most: 10_000 };
/** A stream that lived for so long, in ms, worked: its end is a new fault. */
const steady = 30_000;
/** The shortest time between empty answers of a stream, in ms, whatever the server does. */
const shortestTurn = 100;

/** Notifies listeners of every commit, by a change stream if the server has them, and by polling in any case. */
export class ChangeSignal {
  readonly #connection: MongoConnection;
  readonly #useStream: boolean;
  readonly #watchers = new Watchers(
    () => this.#start(),
    () => this.#stop(),
  );
  #stopped = new AbortController();
  #isStreaming = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(connection: MongoConnection, useStream: boolean) {
    this.#connection = connection;
    this.#useStream = useStream && connection.hasStreams;
  }

  watch(listener: () => void): () => void {
    return this.#watchers.watch(listener);
  }

  /** Notifies listeners of a commit of this process. Call it after each commit. */
  notify(): void {
    this.#watchers.notify();
  }

  close(): void {
    this.#watchers.close();
  }

  #start(): void {
    this.#stopped = new AbortController();
    this.#poll();
    if (this.#useStream) void this.#follow(this.#stopped.signal);
  }

  #stop(): void {
    this.#stopped.abort();
    this.#isStreaming = false;
    clearTimeout(this.#timer);
  }

  #poll(): void {
    const length = this.#isStreaming ? poll.beside : poll.alone;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(
      () => {
        this.notify();
        this.#poll();
      },
      length * (0.8 + 0.4 * Math.random()),
    ).unref();
  }

  /** Opens one stream after another. None is resumed, because listeners read the log. */
  async #follow(signal: AbortSignal): Promise<void> {
    for (let failures = 0; !signal.aborted; failures++) {
      const opened = performance.now();
      await this.#stream(signal).catch(() => undefined);
      this.#setStreaming(false, signal);
      if (performance.now() - opened > steady) failures = 0;
      await pause(backOff(failures, reopen), signal);
    }
  }

  /** Resolves when the server ends the stream, as when the collection is dropped or renamed; rejects for a fault. */
  async #stream(signal: AbortSignal): Promise<void> {
    const stream = this.#open();
    const end = () => void stream.close().catch(() => undefined);
    signal.addEventListener('abort', end, { once: true });
    try {
      for (;;) {
        const asked = performance.now();
        const change = await stream.tryNext();
        // The driver answers null at once and for ever, without asking, once the server has ended the stream.
        if (stream.closed) return;
        this.#setStreaming(true, signal);
        if (change) this.notify();
        else await pause(shortestTurn - (performance.now() - asked), signal);
      }
    } finally {
      signal.removeEventListener('abort', end);
      end();
    }
  }

  /**
   * Switches between a stream and polling. Commits may have been missed in between, so both directions notify
   * listeners.
   */
  #setStreaming(isStreaming: boolean, signal: AbortSignal): void {
    if (isStreaming === this.#isStreaming || signal.aborted) return;
    this.#isStreaming = isStreaming;
    this.notify();
    this.#poll();
  }

  #open(): mongo.ChangeStream {
    const inserts = [{ $match: { operationType: 'insert' } }, { $project: { operationType: 1 } }];
    // An empty batch comes at least once a second: it shows that the stream lives.
    return this.#connection.db.collection('versions').watch(inserts, { maxAwaitTimeMS: 1_000 });
  }
}

async function pause(length: number, signal: AbortSignal): Promise<void> {
  if (length > 0) await sleep(length, undefined, { signal, ref: false }).catch(() => undefined);
}
