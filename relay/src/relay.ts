import { setTimeout as sleep } from 'node:timers/promises';
import type { CountPage, Registry } from '@hoist/core';
import { StoreUnavailableError } from '@hoist/store';
import type { LogReader } from '@hoist/store';
import type { Logger } from 'pino';
import { startCounting } from './counting.ts';
import { Credentials } from './credentials.ts';
import { EnvironmentFeed } from './environment-feed.ts';
import { FaultLog } from './fault-log.ts';
import { followEnvironment } from './follower.ts';
import { LastKnownGood } from './last-known-good.ts';
import type { Known } from './last-known-good.ts';
import { createMetrics } from './metrics.ts';
import type { EnvironmentGauges, Metrics } from './metrics.ts';
import type { FrontDoor } from './ofrep/front-door.ts';
import { Reporter } from './reporter.ts';
import type { Report } from './reporter.ts';
import { Announcer } from './streams/announcer.ts';
import type { StreamHub } from './streams/stream-hub.ts';
import type { RulesetSource } from './source.ts';

export interface RelayOptions {
  readonly dataDir: string;
  /** Serves these environments only; empty means all. */
  readonly environments: readonly string[];
  readonly registry: Registry;
  readonly logger: Logger;
  /** Tried until it succeeds. */
  readonly openSource: () => Promise<RulesetSource>;
  /** Ms since epoch; the process clock by default. */
  readonly now?: () => number;
}

const firstRetry = 100;
const lastRetry = 5_000;
const lookAround = 1_000;
const touchEvery = 60_000;

/** Holds what every environment serves, fresh from its source or from disk, and lets the front door in. */
export class Relay implements FrontDoor {
  draining = false;
  readonly counting = startCounting((pages) => this.putCounts(pages));
  readonly credentials = new Credentials((asker) => this.counting.ledger.counter(asker));
  readonly faults: FaultLog;
  readonly metrics: Metrics;
  readonly #announcer = new Announcer((environment) => this.#feeds.get(environment));
  readonly #options: RelayOptions;
  readonly #now: () => number;
  readonly #feeds = new Map<string, EnvironmentFeed>();
  readonly #readers = new Map<string, readonly LogReader[]>();
  readonly #lastKnownGood: LastKnownGood;
  readonly #stopped = new AbortController();
  #known: ReadonlyMap<string, Known> = new Map();
  #source: RulesetSource | undefined;
  #sourceProblem: string | undefined = 'The source has not been opened yet.';
  #following: Promise<void> = Promise.resolve();
  readonly #reporter: Reporter;

  constructor(options: RelayOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
    this.faults = new FaultLog(options.logger);
    this.#lastKnownGood = new LastKnownGood(options.dataDir);
    this.metrics = createMetrics(() => this.#gauges(), this.counting.ledger, this.#now);
    this.#reporter = new Reporter({ source: () => this.#source, read: () => this.#report(), now: this.#now });
  }

  get streams(): StreamHub {
    return this.#announcer.streams;
  }

  /** Not ready from now on, and every answer closes its connection; nobody is refused yet. */
  drain(): void {
    this.draining = true;
  }

  /** Ends all streams; their readers are told to come back elsewhere. */
  closeStreams(): void {
    this.#announcer.close();
  }

  feed(environment: string): EnvironmentFeed | undefined {
    return this.#feeds.get(environment);
  }

  /** Serves what is on disk at once, and goes on to follow the source in the background. */
  async start(): Promise<void> {
    const { known, problems } = await this.#lastKnownGood.load();
    for (const problem of problems) this.#options.logger.error(problem);
    this.#known = known;
    for (const log of known.keys())
      if (log.startsWith('environment/')) this.#serveKnown(log.slice('environment/'.length));
    this.#following = this.#follow();
  }

  async stop(): Promise<void> {
    this.#stopped.abort();
    await this.#following;
    this.counting.sending.stop();
    await this.counting.sending.flush().catch((error: unknown) => {
      const { waiting } = this.counting.ledger;
      this.#options.logger.error({ waiting, error: String(error) }, 'evaluations could not be counted');
    });
    await this.#reporter.stop();
    this.#announcer.close();
    for (const readers of this.#readers.values()) for (const reader of readers) reader.close();
    await this.#source?.close();
  }

  current(environment: string): ReturnType<FrontDoor['current']> {
    const feed = this.#feeds.get(environment);
    return feed?.ruleset ? { ruleset: feed.ruleset, clock: feed.clockAt(this.#now()) } : undefined;
  }

  complete(): boolean {
    return this.#feeds.size > 0 && [...this.#feeds.values()].every((feed) => feed.ready);
  }

  now(): number {
    return this.#now();
  }

  countEvaluation: FrontDoor['countEvaluation'] = (environment, resolution) => {
    this.metrics.countEvaluation(environment, resolution);
  };

  /** Stores what was counted; rejects while the source is away. */
  async putCounts(pages: readonly CountPage[]): Promise<void> {
    if (!this.#source) throw new StoreUnavailableError(this.#sourceProblem ?? 'The source is not open.');
    await this.#source.putCounts(pages);
  }

  observe: FrontDoor['observe'] = (route, status, startedAt) => {
    this.metrics.observe(route, status, startedAt);
  };

  /** Ready: has an evaluable ruleset and keys for every environment that it should serve, and is not draining. */
  get ready(): boolean {
    return !this.draining && this.complete() && this.#missing().length === 0;
  }

  /** What people and the admin ask: positions, age and problems. */
  status() {
    return {
      ready: this.ready,
      draining: this.draining,
      source: this.#source?.description ?? null,
      problem: this.#sourceProblem ?? null,
      missing: this.#missing(),
      formats: [1],
      plugins: this.#options.registry.provides,
      environments: [...this.#feeds.values()].map((feed) => ({
        environment: feed.key,
        ready: feed.ready,
        epoch: feed.ruleset?.epoch ?? null,
        version: feed.ruleset?.version ?? null,
        state: feed.ruleset?.state ?? null,
        failures: feed.ruleset?.failures ?? [],
        lastContact: feed.lastContact > 0 ? new Date(feed.lastContact).toISOString() : null,
        problems: (this.#readers.get(feed.key) ?? []).flatMap(({ problem }) => problem ?? []),
      })),
    };
  }

  #wants(environment: string): boolean {
    const { environments } = this.#options;
    return environments.length === 0 || environments.includes(environment);
  }

  #missing(): string[] {
    return this.#options.environments.filter((environment) => !this.#feeds.has(environment));
  }

  #feed(environment: string): EnvironmentFeed {
    let feed = this.#feeds.get(environment);
    if (!feed)
      this.#feeds.set(environment, (feed = new EnvironmentFeed(environment, this.#options.registry)));
    return feed;
  }

  #serveKnown(environment: string): void {
    const ruleset = this.#known.get(`environment/${environment}`);
    const keyring = this.#known.get(`keyring/${environment}`);
    if (!ruleset || !keyring || !this.#wants(environment)) return;
    const feed = this.#feed(environment);
    try {
      feed.serve(ruleset.snapshot, this.#now());
      feed.useKeyring(keyring.snapshot);
      feed.contact(ruleset.lastContact, this.#now());
      this.#useKeys(feed);
      this.#announcer.served(feed, undefined, () => this.current(environment));
    } catch (error) {
      this.#options.logger.error(
        { environment, error: String(error) },
        'the copy on disk cannot be served; waiting for the source',
      );
    }
  }

  /** Opens the source, however long it takes, then looks for environments and contact until the relay stops. */
  async #follow(): Promise<void> {
    const { logger, openSource } = this.#options;
    const { signal } = this.#stopped;
    for (let retry = firstRetry; !signal.aborted && !this.#source; retry = Math.min(retry * 2, lastRetry)) {
      try {
        this.#source = await openSource();
        this.#sourceProblem = undefined;
        logger.info({ source: this.#source.description }, 'following');
      } catch (error) {
        const problem = error instanceof Error ? error.message : String(error);
        if (problem !== this.#sourceProblem)
          logger.warn({ problem }, 'the source cannot be opened; trying again');
        this.#sourceProblem = problem;
        await this.#pause(retry);
      }
    }
    let touched = this.#now();
    while (!signal.aborted) {
      await this.#lookAround();
      if (this.#now() - touched > touchEvery) {
        touched = this.#now();
        for (const reader of [...this.#readers.values()].flat())
          await this.#lastKnownGood.touch(reader.log, reader.lastContact);
      }
      await this.#pause(lookAround);
    }
  }

  async #lookAround(): Promise<void> {
    const source = this.#source;
    if (!source) return;
    try {
      const found = await source.listEnvironments();
      this.#sourceProblem = undefined;
      for (const environment of found) {
        if (this.#wants(environment) && !this.#readers.has(environment))
          await this.#attach(source, environment);
      }
    } catch (error) {
      const problem = error instanceof Error ? error.message : String(error);
      if (problem !== this.#sourceProblem)
        this.#options.logger.warn({ problem }, 'the source does not answer; serving what is known');
      this.#sourceProblem = problem;
    }
    for (const [environment, readers] of this.#readers) {
      const heard = Math.min(...readers.map(({ lastContact }) => lastContact));
      if (this.#feed(environment).contact(heard, this.#now())) this.#announcer.contact(environment);
    }
  }

  async #attach(source: RulesetSource, environment: string): Promise<void> {
    const { logger } = this.#options;
    const readers = await followEnvironment({
      source,
      feed: this.#feed(environment),
      known: this.#known,
      lastKnownGood: this.#lastKnownGood,
      logger,
      now: this.#now,
      onServed: (feed, change) => {
        this.#announcer.served(feed, change, () => this.current(environment));
        logger.info({ environment, version: feed.ruleset?.version }, 'serving');
        this.#reporter.tell();
        for (const failure of feed.ruleset?.failures ?? [])
          logger.error({ environment, ...failure }, 'a flag cannot be evaluated here');
      },
      onKeyring: (feed) => this.#useKeys(feed),
    });
    this.#readers.set(environment, readers);
  }

  #useKeys(feed: EnvironmentFeed): void {
    this.credentials.set(feed.key, feed.keyring);
    this.streams.recheck();
  }

  async #pause(milliseconds: number): Promise<void> {
    await sleep(milliseconds, undefined, { signal: this.#stopped.signal }).catch(() => undefined);
  }

  #report(): Report {
    const environments = [...this.#feeds.values()].flatMap(({ key, ruleset, servedAt }) => {
      if (!ruleset) return [];
      const { epoch, version, state } = ruleset;
      return [{ environment: key, epoch, version, state, servedAt: new Date(servedAt).toISOString() }];
    });
    return { environments, formats: [1], plugins: this.#options.registry.provides };
  }

  #gauges(): EnvironmentGauges[] {
    return [...this.#feeds.values()].map((feed) => ({
      environment: feed.key,
      epoch: feed.ruleset?.epoch ?? 0,
      version: feed.ruleset?.version ?? 0,
      lastContact: feed.lastContact,
      failedFlags: feed.ruleset?.failures.length ?? 0,
      ready: feed.ready,
    }));
  }
}
