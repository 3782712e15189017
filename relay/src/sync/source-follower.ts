import { setTimeout as sleep } from 'node:timers/promises';
import { ageOfContact, findNearest } from '@hoist/core';
import type { CountPage } from '@hoist/core';
import { StoreDamagedError, StoreUnavailableError } from '@hoist/store';
import { ConfigError } from '@hoist/store/process';
import type { Logger } from '@hoist/store/process';
import type { Clocks, EnvironmentFeed } from './environment-feed.ts';
import type { EnvironmentFeeds } from './environment-feeds.ts';
import { followEnvironment } from './follow-environment.ts';
import type { EnvironmentReaders, PublishedUpdate } from './follow-environment.ts';
import { LastKnownGood } from './last-known-good.ts';
import type { Known } from './last-known-good.ts';
import type { Problems } from '../management/problems.ts';
import type { RulesetSource } from './source.ts';

/** How the source is opened. */
export interface SourceOptions {
  /** Tried until it succeeds. */
  readonly openSource: () => Promise<RulesetSource>;
  /** The config is wrong, and trying again will not help. */
  readonly onRefusal?: (error: ConfigError) => void;
}

interface SourceFollowerOptions extends SourceOptions {
  readonly dataDir: string;
  /** Follows these environments only; empty means all. */
  readonly environments: readonly string[];
  readonly logger: Logger;
  readonly problems: Problems;
  readonly clocks: Clocks;
  readonly feeds: EnvironmentFeeds;
  readonly onServed: (feed: EnvironmentFeed, update: PublishedUpdate) => void;
  readonly onKeyring: (feed: EnvironmentFeed) => void;
  /** The source was opened anew: it may know nothing of this relay yet. */
  readonly onReopened: () => void;
  /** Rollouts that had stopped growing for want of contact go on. */
  readonly onRolloutsResumed: (environment: string) => void;
}

const retry = { first: 100, most: 5_000 };
const lookAround = 1_000;
const noteEvery = 60_000;

/** Fills feeds from disk at once, then from the source for as long as it runs. */
export class SourceFollower {
  readonly #options: SourceFollowerOptions;
  readonly #lastKnownGood: LastKnownGood;
  readonly #readers = new Map<string, EnvironmentReaders>();
  readonly #stopped = new AbortController();
  /** Environments that are to be served, as far as is known. */
  #expected: ReadonlySet<string>;
  #known: ReadonlyMap<string, Known> = new Map();
  /** The source has said which environments there are. */
  #isListed = false;
  #source: RulesetSource | undefined;
  #running: Promise<void> = Promise.resolve();

  constructor(options: SourceFollowerOptions) {
    this.#options = options;
    this.#expected = new Set(options.environments);
    this.#lastKnownGood = new LastKnownGood(options.dataDir, options.problems);
  }

  /** Undefined until it was opened. */
  get source(): RulesetSource | undefined {
    return this.#source;
  }

  /** Environments that should be served and cannot be: without a ruleset or without keys. */
  get missing(): string[] {
    return [...this.#expected].filter((environment) => !this.#options.feeds.open(environment).ready);
  }

  /** True once it is known which environments there are, and all of them can be served. */
  get isComplete(): boolean {
    return this.#expected.size > 0 && this.missing.length === 0;
  }

  /** False while there may be keys that were not read: out of contact, or a keyring that cannot be followed. */
  get knowsAllKeys(): boolean {
    const { problems } = this.#options;
    const cannotFollow = [...this.#expected].some(
      (environment) =>
        problems.has('log', `keyring/${environment}`) || problems.has('state', `keyring/${environment}`),
    );
    return this.#isListed && this.isComplete && !problems.has('source') && !cannotFollow;
  }

  /** Serves what is on disk at once, and goes on to follow the source in the background. */
  async start(): Promise<void> {
    const { known, lost } = await this.#lastKnownGood.load();
    this.#known = known;
    for (const [log, reason] of lost)
      this.#options.logger.error({ log, reason }, 'a copy on disk cannot be used; waiting for the source');
    const onDisk = [...known.keys(), ...lost.keys()].flatMap(
      (log) => /^(?:environment|keyring)\/(?<environment>.+)$/.exec(log)?.groups?.['environment'] ?? [],
    );
    if (this.#options.environments.length === 0) this.#expected = new Set(onDisk);
    for (const environment of this.#expected) await this.#serveKnown(environment);
    this.#running = this.#follow();
  }

  /** Reads once where all logs stand and follows them; rejects while the source is away. */
  async refresh(): Promise<void> {
    await this.#requireSource().refresh();
  }

  /** Stores what was counted, and how much of it was late; rejects while the source is away. */
  async putCounts(pages: readonly CountPage[], late: readonly CountPage[] = []): Promise<void> {
    const source = this.#requireSource();
    await source.putCounts(pages);
    await source.putLateCounts(late, this.#options.clocks.now());
  }

  /** Stops following; `close` ends what is left, so that counts and reports can be sent in between. */
  async stop(): Promise<void> {
    this.#stopped.abort();
    await this.#running;
    await this.#lastKnownGood.stop();
  }

  async close(): Promise<void> {
    for (const { ruleset, keyring } of this.#readers.values()) {
      ruleset.close();
      keyring.close();
    }
    await this.#source?.close();
  }

  /** The source; throws StoreUnavailableError while there is none. */
  #requireSource(): RulesetSource {
    if (this.#source) return this.#source;
    const [problem] = this.#options.problems.list().filter(({ kind }) => kind === 'source');
    throw new StoreUnavailableError(problem?.text ?? 'The source is not open.');
  }

  async #serveKnown(environment: string): Promise<void> {
    const ruleset = this.#known.get(`environment/${environment}`);
    const keyring = this.#known.get(`keyring/${environment}`);
    if (!ruleset || !keyring) return;
    const { feeds, logger, clocks, onKeyring, onServed } = this.#options;
    const feed = feeds.open(environment);
    try {
      feed.contact.contact(ageOfContact(ruleset.lastContact, clocks.now()));
      await feed.serve(ruleset.snapshot);
      feed.useKeyring(keyring.snapshot);
      onKeyring(feed);
      onServed(feed, { change: undefined, committed: undefined });
      const since = new Date(ruleset.lastContact).toISOString();
      logger.info({ environment, version: feed.ruleset?.version, since }, 'serving from disk');
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      logger.error({ environment, reason }, 'the copy on disk cannot be served; waiting for the source');
    }
  }

  /** Opens the source, however long it takes, then looks for environments and contact until it is stopped. */
  async #follow(): Promise<void> {
    const { logger, openSource } = this.#options;
    const { signal } = this.#stopped;
    for (let pause = retry.first; !signal.aborted && !this.#source; pause = Math.min(pause * 2, retry.most)) {
      try {
        this.#source = await openSource();
        logger.info({ source: this.#source.description }, 'following');
      } catch (error) {
        this.#fail(error);
        await this.#pause(pause);
      }
    }
    for (let notedAt = performance.now(); !signal.aborted;) {
      await this.#lookAround();
      if (performance.now() - notedAt > noteEvery) {
        notedAt = performance.now();
        await this.#lastKnownGood.noteContacts();
      }
      await this.#pause(lookAround);
    }
  }

  async #lookAround(): Promise<void> {
    const { environments, problems } = this.#options;
    const source = this.#source;
    if (!source) return;
    try {
      await this.#reopenIfLost(source);
      const found = await source.listEnvironments();
      if (!this.#isListed) this.#refuseUnknown(found);
      const wanted = environments.length === 0 ? found : environments;
      for (const environment of wanted)
        if (found.includes(environment) && !this.#readers.has(environment))
          await this.#attach(source, environment);
      this.#expected = new Set([...wanted, ...this.#served()]);
      this.#isListed = true;
      problems.report('source', '', undefined);
    } catch (error) {
      this.#fail(error);
    }
    for (const [environment, readers] of this.#readers) this.#look(environment, readers);
  }

  /** Opens a store anew whose file was exchanged: the old file is written to and never read again. */
  async #reopenIfLost(source: RulesetSource): Promise<void> {
    const { logger, problems, onReopened } = this.#options;
    const lost = source.whyLost();
    if (lost === undefined) return;
    problems.report('source', '', lost);
    await source.reopen();
    logger.info({ source: source.description }, 'following what is there now');
    onReopened();
  }

  #fail(error: unknown): void {
    const { onRefusal, problems } = this.#options;
    if (error instanceof ConfigError) onRefusal?.(error);
    problems.report('source', '', error instanceof Error ? error.message : String(error));
  }

  /** Refuses configured environments that are not defined, once the admin has defined any. */
  #refuseUnknown(found: readonly string[]): void {
    const { environments, feeds, onRefusal } = this.#options;
    if (found.length === 0) return;
    const unknown = environments.filter((key) => !found.includes(key) && !feeds.open(key).ready);
    if (unknown.length === 0) return;
    const problems = unknown.map((key) => {
      const nearest = findNearest(key, found);
      const meant = nearest === undefined ? '' : ` Did you mean '${nearest}'?`;
      return `HOIST_ENVIRONMENTS names '${key}', and there is no such environment.${meant} There is ${found.join(', ')}.`;
    });
    onRefusal?.(new ConfigError(problems));
  }

  /** What is served is expected for good: a store that is being restored lists it late, or not at all. */
  #served(): string[] {
    return [...this.#expected, ...this.#readers.keys()].filter(
      (environment) => this.#options.feeds.open(environment).ready,
    );
  }

  #look(environment: string, readers: EnvironmentReaders): void {
    const { feeds, onRolloutsResumed, problems } = this.#options;
    for (const { log, problem } of Object.values(readers))
      problems.report('log', log, problem instanceof StoreDamagedError ? problem.message : undefined);
    const age = Math.max(readers.ruleset.contactAge, readers.keyring.contactAge);
    if (feeds.open(environment).contact.contact(age)) onRolloutsResumed(environment);
  }

  async #attach(source: RulesetSource, environment: string): Promise<void> {
    const { feeds, logger, problems, onServed, onKeyring } = this.#options;
    const readers = await followEnvironment({
      source,
      feed: feeds.open(environment),
      known: this.#known,
      lastKnownGood: this.#lastKnownGood,
      logger,
      problems,
      // A ruleset may have been compiling when the relay was stopped.
      onServed: (...served) => void (this.#stopped.signal.aborted || onServed(...served)),
      onKeyring,
    });
    this.#readers.set(environment, readers);
  }

  async #pause(milliseconds: number): Promise<void> {
    await sleep(milliseconds, undefined, { signal: this.#stopped.signal }).catch(() => undefined);
  }
}
