import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { hostname } from 'node:os';
import type { CountPage, Registry } from '@hoist/core';
import { TrustedProxies } from '@hoist/store';
import type { Logger } from '@hoist/store';
import { startCounting } from './sync/counting.ts';
import { Credentials } from './http/credentials.ts';
import { EnvironmentFeed } from './sync/environment-feed.ts';
import type { Clocks } from './sync/environment-feed.ts';
import { FailedFlagLog } from './management/failed-flag-log.ts';
import { FaultLog } from './management/fault-log.ts';
import type { ServedNews } from './sync/follow-environment.ts';
import { KeyLookup } from './http/key-lookup.ts';
import { createMetrics } from './management/metrics.ts';
import type { EnvironmentGauges, Metrics } from './management/metrics.ts';
import type { OfrepHost } from './ofrep/ofrep-host.ts';
import { Problems } from './management/problems.ts';
import { Heartbeat } from './sync/heartbeat.ts';
import type { EnvironmentReport, Report } from './sync/heartbeat.ts';
import { RevokedKeys } from './sync/revoked-keys.ts';
import { SourceFollower } from './sync/source-follower.ts';
import type { SourceOptions } from './sync/source-follower.ts';
import { Broadcaster } from './streams/broadcaster.ts';
import { CountIntake } from './provider-api/count-intake.ts';
import { RecallBoard } from './streams/recall-board.ts';
import type { StreamHub } from './streams/stream-hub.ts';
import { addStreamMetrics } from './streams/stream-metrics.ts';
import type { StreamLimits } from './streams/stream-places.ts';

export interface RelayOptions extends SourceOptions {
  readonly dataDir: string;
  /** Serves these environments only; empty means all. */
  readonly environments: readonly string[];
  readonly registry: Registry;
  readonly logger: Logger;
  /** How many streams may be open; 5,000 by default. */
  readonly streams?: StreamLimits;
  /** Whose word for a client's address counts; nobody's by default. */
  readonly proxies?: TrustedProxies;
  /** Before the paths that answers name, where the relay is reached under one; without a trailing slash. */
  readonly publicPath?: string;
  /** Ms since epoch; the process clock by default. */
  readonly now?: () => number;
  /** Ms by a clock that is never set; the process's by default. */
  readonly monotonic?: () => number;
}

/** Holds what every environment serves, fresh from its source or from disk, and lets the front door in. */
export class Relay implements OfrepHost {
  /** What this process is called where relays are listed; another one after each start. */
  readonly id = `${hostname().slice(0, 60)}-${randomBytes(3).toString('hex')}`;
  draining = false;
  readonly counting = startCounting((pages) => this.putCounts(pages));
  readonly credentials: Credentials;
  readonly keys: KeyLookup;
  readonly faults: FaultLog;
  readonly metrics: Metrics;
  readonly problems: Problems;
  readonly publicPath: string;
  readonly intake: CountIntake;
  readonly #announcer: Broadcaster;
  readonly #recalls: RecallBoard;
  readonly #failedFlags: FailedFlagLog;
  readonly #revoked: RevokedKeys;
  readonly #options: RelayOptions;
  readonly #proxies: TrustedProxies;
  readonly #clocks: Clocks;
  readonly #startedAt: string;
  readonly #feeds = new Map<string, EnvironmentFeed>();
  readonly #following: SourceFollower;
  readonly #reporter: Heartbeat;

  constructor(options: RelayOptions) {
    const { logger, now = Date.now, monotonic = () => performance.now() } = options;
    this.#options = options;
    this.#clocks = { now, monotonic };
    this.#startedAt = new Date(now()).toISOString();
    this.#proxies = options.proxies ?? new TrustedProxies();
    this.publicPath = options.publicPath ?? '';
    this.#revoked = new RevokedKeys(options.dataDir, (error) =>
      this.problems.report('disk', 'revoked keys', error?.message),
    );
    this.credentials = new Credentials((asker) => this.counting.ledger.counter(asker), {
      revoked: this.#revoked,
      publicPath: this.publicPath,
    });
    const onFull = (key: string) => logger.warn({ key }, 'a key sent as many counts as it may in an hour');
    this.intake = new CountIntake({ now, onFull });
    this.faults = new FaultLog(logger);
    this.problems = new Problems(logger);
    this.#failedFlags = new FailedFlagLog(logger);
    this.#following = new SourceFollower({
      ...options,
      problems: this.problems,
      clocks: this.#clocks,
      feedOf: (environment) => this.#feed(environment),
      onServed: (feed, news) => this.#announce(feed, news),
      onKeyring: (feed) => this.#useKeys(feed),
      onReopened: () => this.#reporter.tell(),
      onGrowth: (environment) => this.#announcer.of(environment)?.grew(),
    });
    this.keys = new KeyLookup({
      credentials: this.credentials,
      isComplete: () => this.#following.knowsAllKeys,
      refresh: () => this.#following.refresh(),
      now,
    });
    this.metrics = createMetrics({
      environments: () => this.#gauges(),
      problems: this.problems,
      counts: this.counting.ledger,
      isReady: () => this.ready,
    });
    this.#reporter = new Heartbeat({
      id: this.id,
      source: () => this.#following.source,
      read: () => this.#report(),
      now,
    });
    this.#announcer = new Broadcaster({
      limits: options.streams,
      clocks: this.#clocks,
      onRecall: (environment, at) => this.#recalls.recall(environment, at),
    });
    this.#recalls = new RecallBoard({
      source: () => this.#following.source,
      adopt: (environment, at) => this.listeners(environment)?.recall(at),
    });
    addStreamMetrics(this.metrics.registry, this.streams);
  }

  get streams(): StreamHub {
    return this.#announcer.streams;
  }

  /** Not ready from now on, and every answer closes its connection; nobody is refused yet. */
  drain(): void {
    this.draining = true;
  }

  feed(environment: string): EnvironmentFeed | undefined {
    return this.#feeds.get(environment);
  }

  listeners(environment: string): ReturnType<Broadcaster['of']> {
    return this.#announcer.of(environment);
  }

  /** Serves what is on disk at once, and goes on to follow the source in the background. */
  async start(): Promise<void> {
    this.#options.logger.info({ relay: this.id }, 'starting');
    await this.#revoked.load();
    await this.#following.start();
  }

  async stop(): Promise<void> {
    await this.#following.stop();
    await this.#revoked.stop();
    this.counting.sending.stop();
    await this.counting.sending.flush().catch((error: unknown) => {
      const { waiting } = this.counting.ledger;
      this.#options.logger.error({ waiting, error: String(error) }, 'evaluations could not be counted');
    });
    await this.#reporter.stop();
    this.#announcer.close();
    this.#recalls.stop();
    await this.#following.close();
  }

  current(environment: string): ReturnType<OfrepHost['current']> {
    const feed = this.#feeds.get(environment);
    return feed?.ruleset ? { ruleset: feed.ruleset, clock: feed.contact.read() } : undefined;
  }

  complete(): boolean {
    return this.#following.isComplete;
  }

  now(): number {
    return this.#clocks.now();
  }

  addressOf(request: IncomingMessage): string {
    return this.#proxies.addressOf(request);
  }

  countEvaluation: OfrepHost['countEvaluation'] = (environment, resolution) => {
    this.metrics.countEvaluation(environment, resolution);
  };

  /** Stores what was counted, and how much of it was late; rejects while the source is away. */
  async putCounts(pages: readonly CountPage[], late: readonly CountPage[] = []): Promise<void> {
    const source = this.#following.requireSource();
    await source.putCounts(pages);
    await source.putLateCounts(late, this.now());
  }

  observe: OfrepHost['observe'] = (route, status, startedAt) => {
    this.metrics.observe(route, status, startedAt);
  };

  /** Ready: has an evaluable ruleset and keys for every environment that it should serve, and is not draining. */
  get ready(): boolean {
    return !this.draining && this.complete();
  }

  /** Environments that should be served and cannot be. */
  get missing(): readonly string[] {
    return this.#following.missing;
  }

  /** What people and the admin ask: positions, age and problems. */
  status() {
    return {
      relay: this.id,
      ready: this.ready,
      draining: this.draining,
      source: this.#following.source?.description ?? null,
      missing: this.missing,
      problems: this.problems.list(),
      formats: [1],
      plugins: this.#options.registry.provides,
      environments: [...this.#feeds.values()].map(({ key, ready, ruleset, contact }) => ({
        environment: key,
        ready,
        epoch: ruleset?.epoch ?? null,
        version: ruleset?.version ?? null,
        state: ruleset?.state ?? null,
        failures: ruleset?.failures ?? [],
        lastContact: contact.lastContact === undefined ? null : new Date(contact.lastContact).toISOString(),
        contactAgeSeconds: toSeconds(contact.age),
        problems: this.problems
          .list()
          .filter(({ log }) => log.endsWith(`/${key}`))
          .map(({ text }) => text),
      })),
    };
  }

  #feed(environment: string): EnvironmentFeed {
    let feed = this.#feeds.get(environment);
    if (!feed)
      this.#feeds.set(
        environment,
        (feed = new EnvironmentFeed(environment, this.#options.registry, this.#clocks)),
      );
    return feed;
  }

  #announce(feed: EnvironmentFeed, { change, committed }: ServedNews): void {
    const { key: environment, ruleset } = feed;
    this.#announcer.served(feed, change, committed);
    this.#options.logger.info({ environment, version: ruleset?.version }, 'serving');
    this.#reporter.tell();
    if (ruleset) this.#failedFlags.served(ruleset);
    if (change && committed)
      this.metrics.observePropagation(environment, (this.now() - committed.last) / 1_000);
  }

  #useKeys(feed: EnvironmentFeed): void {
    this.credentials.set(feed.key, feed.keyring);
    this.streams.recheck();
    this.#reporter.tell();
  }

  #report(): Report {
    const environments = [...this.#feeds.values()].flatMap(({ key, ruleset, positions, servedAt }) => {
      if (!ruleset) return [];
      const report: EnvironmentReport = {
        environment: key,
        installation: ruleset.installation,
        state: ruleset.state,
        servedAt: new Date(servedAt).toISOString(),
        startedAt: this.#startedAt,
        ruleset: positions.ruleset ?? null,
        keyring: positions.keyring ?? null,
        revoked: this.#revoked.idsOf(key),
      };
      return [report];
    });
    return { environments, formats: [1], plugins: this.#options.registry.provides };
  }

  #gauges(): EnvironmentGauges[] {
    return [...this.#feeds.values()].map(({ key, ruleset, contact, ready }) => ({
      environment: key,
      epoch: ruleset?.epoch ?? 0,
      version: ruleset?.version ?? 0,
      contactAge: contact.age,
      failedFlags: ruleset?.failures.length ?? 0,
      ready,
    }));
  }
}

function toSeconds(milliseconds: number): number | null {
  return Number.isFinite(milliseconds) ? Math.round(milliseconds / 1_000) : null;
}
