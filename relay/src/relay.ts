import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { TrustedProxies } from '@hoist/store/process';
import { Credentials } from './http/credentials.ts';
import { KeyLookup } from './http/key-lookup.ts';
import { FaultLog } from './management/fault-log.ts';
import { createMetrics } from './management/metrics.ts';
import type { Metrics } from './management/metrics.ts';
import { Problems } from './management/problems.ts';
import { ServedLog } from './management/served-log.ts';
import type { OfrepHost } from './ofrep/ofrep-host.ts';
import { CountIntake } from './provider-api/count-intake.ts';
import type { ProviderApiHost } from './provider-api/provider-api-host.ts';
import type { RelayOptions } from './relay-options.ts';
import { Broadcaster } from './streams/broadcaster.ts';
import type { StreamHub } from './streams/stream-hub.ts';
import { startCounting, stopCounting } from './sync/counting.ts';
import type { Clocks } from './sync/environment-feed.ts';
import { EnvironmentFeeds } from './sync/environment-feeds.ts';
import { Heartbeat } from './sync/heartbeat.ts';
import { RevokedKeys } from './sync/revoked-keys.ts';
import { SourceFollower } from './sync/source-follower.ts';

/** A relay but for its ports: follows a source, and holds what requests are answered from. */
export class Relay implements OfrepHost, ProviderApiHost {
  /** What this process is called where relays are listed; another one after each start. */
  readonly id = `${hostname().slice(0, 60)}-${randomBytes(3).toString('hex')}`;
  draining = false;
  readonly counting = startCounting((pages) => this.following.putCounts(pages));
  readonly clocks: Clocks;
  readonly publicPath: string;
  readonly proxies: TrustedProxies;
  readonly problems: Problems;
  readonly faults: FaultLog;
  readonly feeds: EnvironmentFeeds;
  readonly credentials: Credentials;
  readonly keys: KeyLookup;
  readonly intake: CountIntake;
  readonly broadcaster: Broadcaster;
  readonly streams: StreamHub;
  readonly metrics: Metrics;
  readonly following: SourceFollower;
  readonly #logger: RelayOptions['logger'];
  readonly #revoked: RevokedKeys;
  readonly #heartbeat: Heartbeat;

  constructor(options: RelayOptions) {
    const { logger, publicPath = '', now = Date.now, monotonic = () => performance.now() } = options;
    const served = new ServedLog(logger);
    const clocks = (this.clocks = { now, monotonic });
    const problems = (this.problems = new Problems(logger));
    const feeds = (this.feeds = new EnvironmentFeeds(options.registry, clocks));
    const revoked = (this.#revoked = new RevokedKeys(options.dataDir, (error) =>
      problems.report('disk', 'revoked keys', error?.message),
    ));
    const credentials = new Credentials((countSource) => this.counting.ledger.counter(countSource), {
      revoked,
      publicPath,
    });
    const source = () => this.following.source;
    const broadcaster = (this.broadcaster = new Broadcaster({ limits: options.streams, clocks, source }));
    const heartbeat = (this.#heartbeat = new Heartbeat({ id: this.id, source, feeds, revoked, now }));
    this.#logger = logger;
    this.publicPath = publicPath;
    this.proxies = options.proxies ?? new TrustedProxies();
    this.faults = new FaultLog(logger);
    this.credentials = credentials;
    this.streams = broadcaster.streams;
    this.intake = new CountIntake({ now, logger });
    const metrics = (this.metrics = createMetrics(this));
    this.following = new SourceFollower({
      ...options,
      problems,
      clocks,
      feeds,
      onServed: (feed, { change, committed }) => {
        broadcaster.served(feed, change, committed);
        heartbeat.beat();
        if (feed.ruleset) served.log(feed.ruleset);
        if (change && committed) metrics.observePropagation(feed.key, (now() - committed.last) / 1_000);
      },
      onKeyring: ({ key, keyring }) => {
        credentials.set(key, keyring);
        broadcaster.streams.recheck();
        heartbeat.beat();
      },
      onReopened: () => heartbeat.beat(),
      onRolloutsResumed: (environment) => broadcaster.of(environment)?.resumeRollouts(),
    });
    this.keys = new KeyLookup({ credentials, following: this.following, now });
  }

  /** Ready: has an evaluable ruleset and keys for every environment that it should serve, and is not draining. */
  get ready(): boolean {
    return !this.draining && this.following.isComplete;
  }

  /** Not ready from now on, and every answer closes its connection; nobody is refused yet. */
  drain(): void {
    this.draining = true;
  }

  /** Serves what is on disk at once, and goes on to follow the source in the background. */
  async start(): Promise<void> {
    this.#logger.info({ relay: this.id }, 'starting');
    await this.#revoked.load();
    await this.following.start();
  }

  /** Sends what was counted, withdraws its report, and closes everything. */
  async stop(): Promise<void> {
    await this.following.stop();
    await this.#revoked.stop();
    await stopCounting(this.counting, this.#logger);
    await this.#heartbeat.stop();
    this.broadcaster.close();
    await this.following.close();
  }
}
