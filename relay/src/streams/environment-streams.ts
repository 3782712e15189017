import { BoundaryTimer, comparePositions, findChangedFlags, lastChange } from '@hoist/core';
import type { CompiledFlag, CompiledRuleset, KeyScope } from '@hoist/core';
import type { LogReader } from '@hoist/store';
import type { EnvironmentFeed } from '../sync/environment-feed.ts';
import { ChangeChannel } from '../provider-api/change-channel.ts';
import type { Cursor } from './cursor.ts';
import { toContactEvent } from './contact-event.ts';
import { Lag } from './lag.ts';
import { HintChannel } from '../ofrep/hint-channel.ts';
import type { ChannelPorts, Sink } from '../ofrep/hint-channel.ts';

/** What the streams of an environment need of the relay around them. */
export interface StreamPorts<Stream> extends ChannelPorts<Stream> {
  /** Ms since the Unix epoch. */
  readonly now: () => number;
  /** All relays are to ask their readers to fetch again: this one may have answered some of them with what was older. */
  readonly onRecall: (environment: string, at: number) => void;
}

/** How long, in ms, and how many may wait for what is not served yet; by how much the clocks of relays may differ. */
const reachLimits = { wait: 1_000, waiting: 1_000, clocks: 5_000 } as const;
const scopes: readonly KeyScope[] = ['server', 'client'];

/** The streams of one environment: changes for providers, and hints for browsers by key scope. */
export class EnvironmentStreams<Stream extends Sink> {
  readonly changes: ChangeChannel<Stream>;
  readonly hints: Readonly<Record<KeyScope, HintChannel<Stream>>>;
  readonly #feed: EnvironmentFeed;
  readonly #ports: StreamPorts<Stream>;
  readonly #boundaries: BoundaryTimer;
  #ruleset: CompiledRuleset | undefined;
  #recall = 0;
  /** Somebody who asked for something newer was answered all the same. */
  #owes = false;
  readonly #lag = new Lag();
  readonly #reaching = new Set<{ readonly named: Cursor; readonly resolve: () => void }>();
  #resumesLate = false;

  constructor(feed: EnvironmentFeed, ports: StreamPorts<Stream>) {
    this.#feed = feed;
    this.#ports = ports;
    const contact = () => toContactEvent(feed.contact.age);
    this.changes = new ChangeChannel({ history: feed.history, contact, send: ports.send });
    this.hints = { server: new HintChannel(ports), client: new HintChannel(ports) };
    this.#boundaries = new BoundaryTimer(ports.after, () => this.#move([], this.#resumesLate));
  }

  /** The feed serves something new: `change` as it gave it, `committed` as its reader did. */
  served(change: Buffer | undefined, committed: LogReader['committed']): void {
    const before = this.#ruleset;
    const after = this.#feed.ruleset;
    if (!after) return;
    this.#ruleset = after;
    this.changes.advance(before?.state, change);
    const changed = before ? findChangedFlags(before, after) : [];
    const flags = changed.flatMap((key) => [before?.flags.get(key), after.flags.get(key)]);
    this.#move(flags, this.#lag.isLate(committed, this.#ports.now()));
    this.#boundaries.watch(() => {
      const { ruleset, contact } = this.#feed;
      return ruleset && { ruleset, clock: contact.read() };
    });
  }

  /** Rollouts that had stopped growing go on: what was due meanwhile has come, here later than elsewhere. */
  resumeRollouts(): void {
    this.#resumesLate = true;
    this.#boundaries.look();
    this.#resumesLate = false;
  }

  /** Hints all readers that hold answers from before an instant, because those may have been outdated. */
  recall(at: number): void {
    if (at <= this.#recall) return;
    this.#recall = at;
    this.#move([], false);
  }

  /** True where a cursor names something that this relay does not serve yet. */
  lacks(named: Cursor): boolean {
    const { history, contact } = this.#feed;
    const { position } = history;
    return !position || comparePositions(named, position) > 0 || named.boundary > contact.read().rolloutNow;
  }

  /**
   * Resolves when this relay serves what a cursor names, and after about a second in any case: then whoever is answered with
   * what there is will be hinted when the rest has come. `refresh` has the source read, and says whether it was.
   */
  async reach(named: Cursor, refresh: () => Promise<boolean>): Promise<void> {
    if (this.#reaching.size >= reachLimits.waiting) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    const waiting = { named, resolve };
    this.#reaching.add(waiting);
    const cancel = this.#ports.after(reachLimits.wait, resolve);
    const isRead = refresh().catch(() => false);
    await promise;
    cancel();
    this.#reaching.delete(waiting);
    if (this.lacks(named) && this.#mayCome(named, await isRead)) this.#owes = true;
  }

  /** Anybody may name anything: where the source was read, what it does not hold does not exist. */
  #mayCome(named: Cursor, isRead: boolean): boolean {
    const isDue = named.boundary <= this.#ports.now() + reachLimits.clocks;
    return isDue && (!isRead || named.boundary > this.#feed.contact.read().rolloutNow);
  }

  beat(): void {
    this.changes.beat();
    for (const scope of scopes) this.hints[scope].beat();
  }

  close(): void {
    this.#boundaries.close();
    for (const scope of scopes) this.hints[scope].close();
  }

  /** `changed`: flags as they were and as they are; `isLate`: others may have known before. */
  #move(changed: readonly (CompiledFlag | undefined)[], isLate: boolean): void {
    const { ruleset, contact, history } = this.#feed;
    const { position } = history;
    if (!ruleset || !position) return;
    const clock = contact.read();
    const moveAll = () =>
      scopes.filter((scope) => {
        const isVisible = changed.some((flag) => scope === 'server' || flag?.clientVisible);
        const times = { boundary: lastChange(ruleset, clock, scope), recall: this.#recall };
        return this.hints[scope].standing.move(position, times, isVisible);
      });
    const hasMoved = moveAll().length > 0;
    for (const { named, resolve } of this.#reaching) if (!this.lacks(named)) resolve();
    if (hasMoved && (isLate || this.#owes)) {
      this.#owes = false;
      this.#recall = Math.max(this.#recall + 1, Math.floor(this.#ports.now()));
      this.#ports.onRecall(this.#feed.key, this.#recall);
      moveAll();
    }
    for (const scope of scopes) this.hints[scope].review();
  }
}

/** How long ago the relay read its log, in ms; null for never. Growth stops where that is too long. */
