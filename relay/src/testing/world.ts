import { createRegistry } from '@hoist/core';
import { standardPlugins } from '@hoist/plugins';
import type { Snapshot } from '@hoist/store';
import { EnvironmentFeed } from '../sync/environment-feed.ts';
import { EnvironmentStreams } from '../streams/environment-streams.ts';
import { VirtualTime } from './virtual-time.ts';

const registry = createRegistry(standardPlugins);

/** The two ends of a stream's connection. */
export class Sink {
  readonly #closed: (() => void)[] = [];
  readonly #receive: (event: string) => void;

  constructor(receive: (event: string) => void) {
    this.#receive = receive;
  }

  send(event: Buffer): void {
    this.#receive(event.toString());
  }

  onClose(run: () => void): void {
    this.#closed.push(run);
  }

  close(): void {
    for (const run of this.#closed) run();
  }
}

interface WorldOptions {
  readonly versions: readonly Snapshot[];
  /** Ms since the Unix epoch. */
  readonly start: number;
  /** The seed of all random numbers. */
  readonly seed: number;
  /** How far each relay's clock is ahead, in ms. */
  readonly skews: readonly number[];
}

/** What all relays of a test share: time, published versions and the epoch. */
export class World {
  readonly time: VirtualTime;
  /** What the environment serves at each version, as relays read it. */
  readonly versions: readonly Snapshot[];
  /** When each published version was committed, in ms since the Unix epoch. */
  readonly committedAt: number[];
  readonly recalls = new Map<string, number>();
  readonly relays: readonly ModelRelay[];
  #random: number;

  constructor({ versions, start, seed, skews }: WorldOptions) {
    this.versions = versions;
    this.time = new VirtualTime(start);
    this.committedAt = [start];
    this.#random = seed;
    this.relays = skews.map((skew) => new ModelRelay(this, skew));
  }

  get newest(): number {
    return this.committedAt.length - 1;
  }

  /** Draws a whole number from 0 to below `count`; one seed always gives the same numbers. */
  draw(count: number): number {
    this.#random = (Math.imul(this.#random, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((this.#random / 2 ** 32) * count);
  }

  anyRelay(): ModelRelay {
    return this.relays[this.draw(this.relays.length)] as ModelRelay;
  }

  heal(): void {
    for (const relay of this.relays) relay.isCut = false;
  }

  publish(): void {
    if (this.newest + 1 >= this.versions.length) return;
    this.committedAt.push(this.time.now);
    for (const relay of this.relays) this.time.after(10 + this.draw(60), () => void relay.read());
  }
}

/** A relay without sockets: its feed and its streams are those of the product. */
export class ModelRelay {
  isCut = false;
  feed: EnvironmentFeed;
  streams: EnvironmentStreams<Sink>;
  sinks = new Set<Sink>();
  readonly #world: World;
  readonly #skew: number;
  #version = -1;
  #unsent: number | undefined;
  #reading: Promise<void> = Promise.resolve();

  constructor(world: World, skew: number) {
    this.#world = world;
    this.#skew = skew;
    [this.feed, this.streams] = this.#make();
    const { time } = world;
    time.every(1_000, () => void this.read());
    time.every(5_000, () => this.#exchangeRecalls());
    time.every(15_000, () => this.streams.beat());
  }

  get clocks() {
    const { time } = this.#world;
    return { now: () => time.now + this.#skew, monotonic: () => time.now };
  }

  /** Reads new versions, one read at a time, as followers do; false while the relay is cut off. */
  async read(): Promise<boolean> {
    await (this.#reading = this.#reading.then(() => this.#readOn()));
    return !this.isCut;
  }

  /** Stops the relay and starts it again from its copy on disk. */
  restart(): void {
    const copy = this.#version;
    this.streams.close();
    for (const sink of [...this.sinks]) sink.close();
    this.sinks.clear();
    this.#unsent = undefined;
    this.#version = -1;
    [this.feed, this.streams] = this.#make();
    const { feed, streams } = this;
    this.#reading = this.#reading.then(async () => {
      this.#version = copy;
      feed.contact.contact(0);
      streams.served(await feed.serve(this.#world.versions[copy] as Snapshot), undefined);
    });
  }

  #make(): [EnvironmentFeed, EnvironmentStreams<Sink>] {
    const feed = new EnvironmentFeed('dev', registry, this.clocks);
    const streams = new EnvironmentStreams<Sink>(feed, {
      ...this.clocks,
      after: this.#world.time.after,
      send: (sinks, event) => {
        for (const sink of sinks) sink.send(event);
      },
      onRecall: (_, at) => {
        this.#unsent = at;
        this.#exchangeRecalls();
      },
    });
    return [feed, streams];
  }

  async #readOn(): Promise<void> {
    if (this.isCut) return;
    const { feed, streams } = this;
    const { committedAt, newest, versions } = this.#world;
    if (this.#version < newest) {
      const committed = {
        first: committedAt[this.#version + 1] as number,
        last: committedAt[newest] as number,
      };
      if (this.#version < 0) feed.contact.contact(0);
      this.#version = newest;
      streams.served(await feed.serve(versions[newest] as Snapshot), committed);
    }
    if (feed.contact.contact(0)) streams.resumeRollouts();
  }

  #exchangeRecalls(): void {
    if (this.isCut) return;
    const { recalls } = this.#world;
    if (this.#unsent !== undefined) recalls.set('dev', Math.max(this.#unsent, recalls.get('dev') ?? 0));
    this.#unsent = undefined;
    this.streams.recall(recalls.get('dev') ?? 0);
  }
}
