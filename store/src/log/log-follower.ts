import { comparePositions, findStateChange } from '@hoist/core';
import type { Json, LogState } from '@hoist/core';
import { backOff } from '../back-off.ts';
import { StoreDamagedError, StoreUnavailableError } from '../errors.ts';
import type { Head, Store } from '../port.ts';
import type { LogReader } from './log-reader.ts';
import type { OpenLogOptions, Prepare } from './open-log-options.ts';
import { createView } from './log-view.ts';
import type { ChangedParts, LogView } from './log-view.ts';
import { HeadPoller } from './head-poller.ts';
import { PartCache } from './part-cache.ts';
import { readVersions } from './read-versions.ts';
import type { Committed, Reading } from './read-versions.ts';
import type { Snapshot } from './snapshot.ts';

const retry = { first: 50, most: 5_000 };

type FollowOptions = {
  readonly [Name in 'goBackAfter' | 'prepare']?: OpenLogOptions[Name] | undefined;
};

/** A LogReader over a store. It begins at a snapshot; `follow` subscribes to changes. */
export class LogFollower implements LogReader {
  readonly #store: Store;
  readonly #goBackAfter: number | undefined;
  readonly #prepare: Prepare | undefined;
  readonly #parts: PartCache;
  readonly #listeners = new Set<(changed: ReadonlySet<string>) => void>();
  #view: LogView;
  #contactAt = Number.NEGATIVE_INFINITY;
  #committed: Committed | undefined;
  #problem: Error | undefined;
  #running: Promise<void> | undefined;
  #next: Promise<void> | undefined;
  #unsubscribe: (() => void) | undefined;
  #retryTimer: NodeJS.Timeout | undefined;
  #failures = 0;
  /** The head of another history, and when it was first seen, by a monotonic clock. */
  #other: (Head & { readonly since: number }) | undefined;
  #closed = false;

  constructor(store: Store, from: Snapshot, { goBackAfter, prepare }: FollowOptions = {}) {
    this.#store = store;
    this.#goBackAfter = goBackAfter;
    this.#prepare = prepare;
    this.#parts = new PartCache(from.parts);
    this.#view = createView(from.state, this.#parts);
  }

  get log(): string {
    return this.#view.log;
  }

  get view(): LogView {
    return this.#view;
  }

  get state(): LogState {
    return this.#view.state;
  }

  get problem(): Error | undefined {
    return this.#problem;
  }

  get contactAge(): number {
    return performance.now() - this.#contactAt;
  }

  get committed(): Committed | undefined {
    return this.#committed;
  }

  value(partKey: string): Json | undefined {
    return this.#view.value(partKey);
  }

  text(partKey: string): string | undefined {
    return this.#view.text(partKey);
  }

  version(partKey: string): number | undefined {
    return this.#view.version(partKey);
  }

  keys(prefix: string): string[] {
    return this.#view.keys(prefix);
  }

  changesSince(before: LogState | undefined): ChangedParts {
    return this.#view.changesSince(before);
  }

  subscribe(listener: (changed: ReadonlySet<string>) => void): () => void {
    const own = (changed: ReadonlySet<string>) => listener(changed);
    this.#listeners.add(own);
    return () => this.#listeners.delete(own);
  }

  /** Reads on at every change, and retries while that fails. */
  follow(): void {
    this.#unsubscribe = HeadPoller.of(this.#store).subscribe({
      log: this.log,
      onHead: (head) => this.#onHead(head),
      onError: (error) => this.#fail(error),
    });
    if (this.#problem !== undefined) this.#retryLater();
  }

  close(): void {
    this.#closed = true;
    this.#unsubscribe?.();
    clearTimeout(this.#retryTimer);
    this.#listeners.clear();
  }

  /** Reads once at a time; a call during a reading gets the next one, which includes everything committed before the call. */
  catchUp(): Promise<void> {
    if (this.#next) return this.#next;
    if (!this.#running) return this.#start();
    const next = () => {
      this.#next = undefined;
      return this.#start();
    };
    this.#next = this.#running.then(next, next);
    return this.#next;
  }

  #start(): Promise<void> {
    this.#running = this.#readOn().finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  async #readOn(): Promise<void> {
    if (this.#closed) throw new StoreUnavailableError(`The reader of log '${this.log}' is closed.`);
    try {
      const reading = await this.#read();
      await this.#parts.load(this.#store, reading.state, reading.touched);
      if (reading.state !== this.state) await this.#prepare?.(createView(reading.state, this.#parts));
      if (!this.#closed) this.#arrive(reading);
    } catch (error) {
      this.#fail(error);
      this.#retryLater();
      throw error;
    }
  }

  async #read(): Promise<Reading> {
    try {
      return await readVersions(this.#store, this.state);
    } catch (error) {
      if (!(error instanceof StoreDamagedError) || !(await this.#standsStill())) throw error;
      return await readVersions(this.#store, this.state, true);
    }
  }

  /** Whether the history that contradicts this reader's has had the same head for long enough. */
  async #standsStill(): Promise<boolean> {
    if (this.#goBackAfter === undefined) return false;
    const head = (await this.#store.heads()).find(({ log }) => log === this.log);
    const now = performance.now();
    const isSame = head?.version === this.#other?.version && head?.epoch === this.#other?.epoch;
    if (!isSame) this.#other = head && { ...head, since: now };
    return this.#other !== undefined && now - this.#other.since >= this.#goBackAfter;
  }

  #arrive({ state, committed }: Reading): void {
    const before = this.state;
    this.#contact();
    if (state === before) return;
    this.#committed = committed;
    this.#view = createView(state, this.#parts);
    const { set, removed } = findStateChange(before, state);
    const changed = new Set([...set.map(([partKey]) => partKey), ...removed]);
    this.#parts.sweep(state);
    for (const listener of [...this.#listeners]) tellSafely(listener, changed);
  }

  async #onHead(head: Head | undefined): Promise<void> {
    const isOurs = head ? comparePositions(head, this.state) === 0 : this.state.version === 0;
    if (!isOurs) return this.catchUp();
    if (this.#failures === 0) this.#contact();
  }

  #contact(): void {
    this.#contactAt = performance.now();
    this.#other = undefined;
    this.#problem = undefined;
    this.#failures = 0;
    clearTimeout(this.#retryTimer);
  }

  #fail(error: unknown): void {
    this.#problem = error instanceof Error ? error : new Error(String(error));
  }

  #retryLater(): void {
    clearTimeout(this.#retryTimer);
    if (this.#closed || !this.#unsubscribe) return;
    const again = () => void this.catchUp().catch(() => undefined);
    this.#retryTimer = setTimeout(again, backOff(this.#failures++, retry)).unref();
  }
}

/** A listener that throws does not keep others from being called; the state has changed already. */
function tellSafely(listener: (changed: ReadonlySet<string>) => void, changed: ReadonlySet<string>): void {
  try {
    listener(changed);
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
}
