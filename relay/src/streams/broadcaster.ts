import type { LogReader } from '@hoist/store';
import { after } from '../after.ts';
import type { Clocks, EnvironmentFeed } from '../sync/environment-feed.ts';
import { EnvironmentStreams } from './environment-streams.ts';
import type { EventStream } from './event-stream.ts';
import { StreamHub } from './stream-hub.ts';
import type { StreamLimits } from './stream-places.ts';

interface Announcing {
  readonly limits: StreamLimits | undefined;
  readonly clocks: Clocks;
  /** Told when every relay is to ask its readers to fetch again. */
  readonly onRecall: (environment: string, at: number) => void;
}

const heartbeat = 15_000;

/** Tells those who listen that an environment serves something else: what changed, or only that something did. */
export class Broadcaster {
  readonly streams: StreamHub;
  readonly #announcing: Announcing;
  readonly #environments = new Map<string, EnvironmentStreams<EventStream>>();
  readonly #timer: NodeJS.Timeout;

  constructor(announcing: Announcing) {
    this.#announcing = announcing;
    const { limits, clocks } = announcing;
    this.streams = new StreamHub({ limits, now: clocks.now, after });
    this.#timer = setInterval(() => this.#beat(), heartbeat).unref();
  }

  /** Undefined until the environment has served something. */
  of(environment: string): EnvironmentStreams<EventStream> | undefined {
    return this.#environments.get(environment);
  }

  /** A feed serves something new: `change` as it gave it, `committed` as its reader did. */
  served(feed: EnvironmentFeed, change: Buffer | undefined, committed: LogReader['committed']): void {
    let streams = this.#environments.get(feed.key);
    if (!streams) {
      const { clocks, onRecall } = this.#announcing;
      const send = this.streams.send.bind(this.streams);
      streams = new EnvironmentStreams<EventStream>(feed, { ...clocks, after, send, onRecall });
      this.#environments.set(feed.key, streams);
    }
    streams.served(change, committed);
  }

  close(): void {
    clearInterval(this.#timer);
    for (const streams of this.#environments.values()) streams.close();
    this.streams.close();
  }

  #beat(): void {
    this.streams.recheck();
    for (const streams of this.#environments.values()) streams.beat();
  }
}
