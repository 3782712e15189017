import { evaluateAll } from '@hoist/core';
import type { Json } from '@hoist/core';
import { createParser } from 'eventsource-parser';
import type { EventSourceMessage } from 'eventsource-parser';
import { toEntityTag } from '../ofrep/entity-tag.ts';
import { newestCursor, readCursor } from '../streams/cursor.ts';
import { Sink } from './world.ts';
import type { ModelRelay, World } from './world.ts';

interface Fetched {
  readonly named?: string | undefined;
  readonly isUnconditional?: boolean;
}

/** A model of a page that uses the released OFREP web provider: its requests and its stream of hints. */
export class Browser {
  held = '';
  hints = 0;
  readonly #world: World;
  #plan = 'free';
  #tag = '';
  /** The address of hints in the last bulk answer. */
  #offered = '';
  /** The address of the stream that is open. */
  #seen = '';
  #lastEventId: string | undefined;
  #sink: Sink | undefined;
  #isOnline = true;
  #cancelFetch: (() => void) | undefined;

  constructor(world: World) {
    this.#world = world;
    void this.load();
  }

  get context(): Record<string, Json> {
    return { targetingKey: 'user-7', plan: this.#plan };
  }

  /** Opens the page, with or without a cached answer. */
  async load(): Promise<void> {
    if (await this.fetch()) this.#connect(this.#offered);
  }

  /** Changes an attribute of the context: fetches, and reconnects if the answer offers another address. */
  async changeContext(): Promise<void> {
    this.#plan = this.#plan === 'free' ? 'pro' : 'free';
    if ((await this.fetch()) && this.#offered !== this.#seen) this.#connect(this.#offered);
  }

  /**
   * Shows the page again after it was hidden for long: reconnects to the same address and fetches unconditionally.
   */
  async resume(): Promise<void> {
    this.#close();
    this.#listen(undefined);
    await this.fetch({ isUnconditional: true });
  }

  /** Breaks the stream; the browser reconnects with the id of its last event. */
  loseStream(): void {
    this.#close();
    this.#world.time.after(1_000 + this.#world.draw(5_000), () => this.#listen(this.#lastEventId));
  }

  /** Loses everything that is sent for so many ms, without the relay noticing. */
  goOffline(milliseconds: number): void {
    if (!this.#isOnline) return;
    this.#isOnline = false;
    this.#world.time.after(milliseconds, () => {
      this.#isOnline = true;
      this.loseStream();
    });
  }

  /** Fetches all flags; true if there was an answer. */
  async fetch({ named, isUnconditional = false }: Fetched = {}): Promise<boolean> {
    const relay = this.#world.anyRelay();
    const plan = this.#plan;
    await this.#travel();
    if (!this.#isOnline) return false;
    const { streams } = relay;
    const cursor = readCursor(named);
    if (cursor && streams.lacks(cursor)) await streams.reach(cursor, () => relay.read());
    const { feed } = relay;
    if (!feed.ruleset) return false;
    const resolutions = evaluateAll(feed.ruleset, this.context, feed.contact.read(), 'client');
    const tag = toEntityTag({ environment: 'dev', audience: 'client', offer: 'ticket' }, resolutions);
    const offered = relay.streams.hints.client.standing.text;
    const held = outcomeOf(relay, this.context);
    await this.#travel();
    if (!this.#isOnline || plan !== this.#plan) return false;
    if (tag === this.#tag && !isUnconditional) return true;
    this.#tag = tag;
    this.#offered = offered;
    this.held = held;
    return true;
  }

  /** Waits for the time that a request or an answer travels. */
  #travel(): Promise<void> {
    return new Promise((resolve) => void this.#world.time.after(this.#world.draw(200), resolve));
  }

  #connect(seen: string): void {
    this.#close();
    this.#seen = seen;
    this.#listen(undefined);
  }

  #listen(lastEventId: string | undefined): void {
    if (!this.#isOnline || this.#sink) return;
    this.#lastEventId = lastEventId;
    const relay = this.#world.anyRelay();
    const held = newestCursor(readCursor(this.#seen), readCursor(lastEventId));
    const parser = createParser({ onEvent: (event) => this.#receive(sink, event) });
    const sink = new Sink((event) => parser.feed(event));
    const opening = relay.streams.hints.client.begin(held);
    this.#sink = sink;
    relay.sinks.add(sink);
    for (const event of opening.events) sink.send(event);
    opening.join(sink);
    sink.onClose(() => {
      relay.sinks.delete(sink);
      if (this.#sink !== sink) return;
      this.#sink = undefined;
      this.loseStream();
    });
  }

  #receive(sink: Sink, { id, data }: EventSourceMessage): void {
    if (sink !== this.#sink || !this.#isOnline) return;
    if (id !== undefined) this.#lastEventId = id;
    if (!data.includes('refetchEvaluation')) return;
    this.hints++;
    const { etag } = JSON.parse(data) as { etag: string };
    this.#cancelFetch?.();
    this.#cancelFetch = this.#world.time.after(50, () => void this.fetch({ named: etag }));
  }

  #close(): void {
    const sink = this.#sink;
    this.#sink = undefined;
    sink?.close();
  }
}

/** The outcomes that a relay serves to a context now, for a key of scope client. */
export function outcomeOf({ feed }: ModelRelay, context: Record<string, Json>): string {
  if (!feed.ruleset) return '';
  const resolutions = evaluateAll(feed.ruleset, context, feed.contact.read(), 'client');
  return resolutions.map(({ ofrep }) => ofrep).join();
}
