import { randomBytes } from 'node:crypto';
import {
  BoundaryTimer,
  ContactClock,
  CountLedger,
  FailureReporter,
  compileRulesetInSlices,
  createRegistry,
  evaluate,
  findChangedFlags,
  sendCounts,
} from '@hoist/core';
import type {
  After,
  CompiledRuleset,
  Context,
  Counter,
  CountSending,
  Registry,
  Resolution,
  Ruleset,
} from '@hoist/core';
import { standardPlugins } from '@hoist/plugins';
import { loadPlugins } from '@hoist/plugins/load';
import {
  OpenFeatureEventEmitter,
  ProviderEvents,
  ProviderFatalError,
  ProviderNotReadyError,
} from '@openfeature/server-sdk';
import type {
  EvaluationContext,
  JsonValue,
  Logger,
  Provider,
  ResolutionDetails,
} from '@openfeature/server-sdk';
import { DetailsCache } from './details-cache.ts';
import { createYield } from './yield-to-event-loop.ts';
import { readOptions } from './options.ts';
import type { HoistProviderOptions, Settings } from './options.ts';
import { RelayClient, RelayError } from './relay-client.ts';
import { RulesetFollower } from './ruleset-follower.ts';
import { notReady } from './to-details.ts';
import type { Wanted } from './to-details.ts';

const closeLimit = 1_000;
/** Relays take no more. */
const pagesPerMinute = 100;

const after: After = (milliseconds, run) => {
  const timer = setTimeout(run, milliseconds).unref();
  return () => clearTimeout(timer);
};

/**
 * Evaluates in this process, by a ruleset downloaded from a relay and kept fresh by its stream. The relay may be away for
 * as long as it likes: flags are evaluated by what is known. Emits READY, STALE, ERROR and CONFIGURATION_CHANGED.
 */
export class HoistProvider implements Provider {
  readonly metadata = { name: 'hoist' } as const;
  readonly runsOn = 'server';
  readonly events = new OpenFeatureEventEmitter();
  readonly #settings: Settings;
  readonly #client: RelayClient;
  readonly #ledger = new CountLedger({ sender: randomBytes(16).toString('hex'), pagesPerMinute });
  readonly #contact: ContactClock;
  readonly #boundary = new BoundaryTimer(after, (flagsChanged) => this.#tellChanged(flagsChanged));
  readonly #closing = new AbortController();
  readonly #faults = new FailureReporter();
  /** Of the client that asks: evaluating does not wait for anything. */
  #logger: Logger | undefined;
  #registry: Registry | undefined;
  #follower: RulesetFollower | undefined;
  #sending: CountSending | undefined;
  #ruleset: CompiledRuleset | undefined;
  #counter: Counter | undefined;
  #answers: DetailsCache | undefined;
  #state: 'new' | 'ready' | 'stale' | 'failed' = 'new';
  #cancelStale: (() => void) | undefined;
  #settle: { readonly resolve: () => void; readonly reject: (error: Error) => void } | undefined;
  #closed: Promise<void> | undefined;

  /** Reads its options and does nothing else; throws TypeError for what cannot be right. */
  constructor(options: HoistProviderOptions) {
    this.#settings = readOptions(options);
    this.#contact = new ContactClock(this.#settings);
    this.#client = new RelayClient(this.#settings.url, this.#settings.key);
  }

  /** Resolves with the first ruleset; rejects after `initTimeout`, or at once where the key is refused. Tries on in any case. */
  async initialize(): Promise<void> {
    const registry = await this.#loadRegistry();
    if (this.#ruleset || this.#closing.signal.aborted) return;
    this.#startCounting();
    this.#follower ??= this.#startFollowing(registry);
    const { promise, resolve, reject } = Promise.withResolvers<undefined>();
    this.#settle = { resolve: () => resolve(undefined), reject };
    const { initTimeout, url } = this.#settings;
    const timer = setTimeout(() => {
      reject(
        new ProviderNotReadyError(`The relay at ${url} did not answer within ${initTimeout} ms. Trying on.`),
      );
    }, initTimeout);
    try {
      await promise;
      this.#state = 'ready';
    } catch (error) {
      this.#state = 'failed';
      throw error;
    } finally {
      clearTimeout(timer);
      this.#settle = undefined;
    }
  }

  resolveBooleanEvaluation(flag: string, fallback: boolean, context: EvaluationContext, logger?: Logger) {
    this.#logger = logger;
    return this.#resolve(flag, fallback, context, 'boolean');
  }

  resolveStringEvaluation(flag: string, fallback: string, context: EvaluationContext, logger?: Logger) {
    this.#logger = logger;
    return this.#resolve(flag, fallback, context, 'string');
  }

  resolveNumberEvaluation(flag: string, fallback: number, context: EvaluationContext, logger?: Logger) {
    this.#logger = logger;
    return this.#resolve(flag, fallback, context, 'number');
  }

  resolveObjectEvaluation<T extends JsonValue>(
    flag: string,
    fallback: T,
    context: EvaluationContext,
    logger?: Logger,
  ) {
    this.#logger = logger;
    return this.#resolve(flag, fallback, context, 'object');
  }

  /** Sends what was counted, for at most a second, and ends everything; evaluating goes on working. May be called twice. */
  onClose(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  #resolve<Value>(
    flag: string,
    fallback: Value,
    context: EvaluationContext,
    wanted: Wanted,
  ): Promise<ResolutionDetails<Value>> {
    const ruleset = this.#ruleset;
    const answers = this.#answers;
    if (!ruleset || !answers) return Promise.resolve(notReady(fallback));
    const resolution = evaluate(ruleset, flag, context as unknown as Context, this.#contact.read());
    this.#counter?.count(resolution);
    if (resolution.errorCode !== undefined) this.#tellFault(ruleset, resolution);
    return answers.of(resolution, wanted, fallback);
  }

  #tellFault(ruleset: CompiledRuleset, resolution: Resolution): void {
    const fault = this.#faults.tell(ruleset, resolution);
    if (fault)
      this.#logger?.error(
        `Hoist: flag '${fault.flag}' cannot be evaluated in this process. ${fault.message}`,
      );
  }

  /** What cannot be loaded will not load later either. */
  async #loadRegistry(): Promise<Registry> {
    const { plugins } = this.#settings;
    try {
      const own = plugins ?? (await loadPlugins(process.env['HOIST_PLUGINS'] ?? '', process.cwd()));
      return (this.#registry ??= createRegistry([...standardPlugins, ...own]));
    } catch (error) {
      throw new ProviderFatalError(error instanceof Error ? error.message : String(error));
    }
  }

  #startFollowing(registry: Registry): RulesetFollower {
    const follower = new RulesetFollower({
      client: this.#client,
      pollInterval: this.#settings.pollInterval,
      onRuleset: (ruleset) => this.#serve(ruleset, registry),
      onContact: (age) => this.#hear(age),
      onLost: (error) => this.#lose(error),
    });
    follower.start();
    return follower;
  }

  #startCounting(): void {
    const anchor = Date.now() - performance.now();
    this.#sending ??= sendCounts(
      this.#ledger,
      (pages) => this.#client.sendCounts(pages, this.#closing.signal),
      { monotonic: () => anchor + performance.now(), after, random: Math.random },
    );
  }

  async #serve(source: Ruleset, registry: Registry): Promise<void> {
    const before = this.#ruleset;
    const yieldToEventLoop = createYield();
    const next = await compileRulesetInSlices(source, registry, { previous: before, yieldToEventLoop });
    if (this.#closed) return;
    this.#ruleset = next;
    this.#answers = new DetailsCache(next.environment);
    const { app, appVersion } = this.#settings;
    const asker = {
      environment: next.environment,
      source: 'local',
      credential: '',
      app,
      appVersion,
    } as const;
    this.#counter = this.#ledger.counter(asker);
    this.#boundary.watch(() => ({ ruleset: next, clock: this.#contact.read() }));
    if (!before) return;
    const changed = findChangedFlags(before, next);
    if (changed.length > 0) this.#tellChanged(changed);
  }

  #hear(age: number): void {
    if (this.#contact.contact(age)) this.#boundary.look();
    this.#cancelStale?.();
    this.#cancelStale = undefined;
    if (this.#settle) this.#settle.resolve();
    else if (this.#state === 'stale' || this.#state === 'failed') {
      this.#state = 'ready';
      this.events.emit(ProviderEvents.Ready, { message: 'The relay answers again.' });
    }
  }

  #lose(error: Error): void {
    const refused = error instanceof RelayError && error.isPermanent;
    if (refused && !this.#ruleset) this.#settle?.reject(new ProviderFatalError(error.message));
    if (this.#state !== 'ready') return;
    const goStale = () => {
      this.#state = 'stale';
      const why =
        error instanceof RelayError ? error.message : `The relay does not answer (${error.message}).`;
      this.events.emit(ProviderEvents.Stale, {
        message: `${why} Flags are evaluated by what was known last.`,
      });
    };
    if (refused) goStale();
    else this.#cancelStale ??= after(this.#settings.staleAfter, goStale);
  }

  #tellChanged(flagsChanged: string[]): void {
    if (this.#state === 'ready' || this.#state === 'stale')
      this.events.emit(ProviderEvents.ConfigurationChanged, { flagsChanged });
  }

  async #close(): Promise<void> {
    this.#follower?.stop();
    this.#boundary.close();
    this.#cancelStale?.();
    this.#settle?.reject(new ProviderNotReadyError('The provider was closed before it was ready.'));
    this.#sending?.stop();
    // This timer does keep the process alive: what was counted is worth a second.
    const timer = setTimeout(() => this.#closing.abort(), closeLimit);
    await this.#sending?.flush().catch(() => undefined);
    clearTimeout(timer);
    this.#closing.abort();
  }
}
