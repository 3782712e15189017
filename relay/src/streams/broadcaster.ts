import type { LogReader } from '@hoist/store';
import { after } from '../after.ts';
import type { Clocks, EnvironmentFeed } from '../sync/environment-feed.ts';
import type { RulesetSource } from '../sync/source.ts';
import { EnvironmentStreams } from './environment-streams.ts';
import type { EventStream } from './event-stream.ts';
import { RecallBoard } from './recall-board.ts';
import { StreamHub } from './stream-hub.ts';
import type { StreamLimits } from './stream-places.ts';

interface Announcing {
  readonly limits: StreamLimits | undefined;
  readonly clocks: Clocks;
  /** Shared with the other relays; undefined while it is not open. */
  readonly source: () => RulesetSource | undefined;
}

const heartbeat = 15_000;

/** Sends to the streams of each environment what changed in it, or only that something did. */
export class Broadcaster {
  readonly streams: StreamHub;
  readonly #announcing: Announcing;
  readonly #environments = new Map<string, EnvironmentStreams<EventStream>>();
  readonly #recalls: RecallBoard;
  readonly #timer: NodeJS.Timeout;

  constructor(announcing: Announcing) {
    this.#announcing = announcing;
    const { limits, clocks, source } = announcing;
    this.streams = new StreamHub({ limits, now: clocks.now, after });
    this.#recalls = new RecallBoard({
      source,
      adopt: (environment, at) => this.of(environment)?.recall(at),
    });
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
      const { clocks } = this.#announcing;
      const onRecall = this.#recalls.recall.bind(this.#recalls);
      const send = this.streams.send.bind(this.streams);
      streams = new EnvironmentStreams<EventStream>(feed, { ...clocks, after, send, onRecall });
      this.#environments.set(feed.key, streams);
    }
    streams.served(change, committed);
  }

  close(): void {
    clearInterval(this.#timer);
    this.#recalls.stop();
    for (const streams of this.#environments.values()) streams.close();
    this.streams.close();
  }

  #beat(): void {
    this.streams.recheck();
    for (const streams of this.#environments.values()) streams.beat();
  }
}
