import { ContactClock } from '@hoist/core';
import type { Registry } from '@hoist/core';
import { OpenFeatureEventEmitter } from '@openfeature/server-sdk';
import type { EvaluationContext, JsonValue, Logger, Provider } from '@openfeature/server-sdk';
import { ConnectionState } from './connection-state.ts';
import { EvaluationCounts } from './evaluation-counts.ts';
import { loadRegistry } from './load-registry.ts';
import { LocalEvaluator } from './local-evaluator.ts';
import { readOptions } from './options.ts';
import type { HoistProviderOptions, ProviderConfig } from './options.ts';
import { RelayClient } from './relay-client.ts';
import { RulesetFollower } from './ruleset-follower.ts';

/**
 * Evaluates in this process, by a ruleset downloaded from a relay and kept fresh by its stream. The relay may be away for
 * as long as it likes: flags are evaluated by what is known. Emits READY, STALE, ERROR and CONFIGURATION_CHANGED.
 */
export class HoistProvider implements Provider {
  readonly metadata = { name: 'hoist' } as const;
  readonly runsOn = 'server';
  readonly events = new OpenFeatureEventEmitter();
  readonly #config: ProviderConfig;
  readonly #client: RelayClient;
  readonly #contact: ContactClock;
  readonly #state: ConnectionState;
  readonly #counts: EvaluationCounts;
  readonly #evaluator: LocalEvaluator;
  /** Of the client that asks: evaluating does not wait for anything. */
  #logger: Logger | undefined;
  #registry: Registry | undefined;
  #follower: RulesetFollower | undefined;
  #closed: Promise<void> | undefined;

  /** Reads its options and does nothing else; throws TypeError for what cannot be right. */
  constructor(options: HoistProviderOptions) {
    this.#config = readOptions(options);
    this.#contact = new ContactClock(this.#config);
    this.#client = new RelayClient(this.#config.url, this.#config.key);
    this.#state = new ConnectionState(this.events, this.#config);
    this.#counts = new EvaluationCounts(this.#client, this.#config);
    this.#evaluator = new LocalEvaluator({
      contact: this.#contact,
      counterOf: (environment) => this.#counts.counterOf(environment),
      onChanged: (flags) => this.#state.changed(flags),
      onFailure: ({ flag, message }) =>
        this.#logger?.error(`Hoist: flag '${flag}' cannot be evaluated in this process. ${message}`),
    });
  }

  /** Resolves with the first ruleset; rejects after `initTimeout`, or at once where the key is refused. Tries on in any case. */
  async initialize(): Promise<void> {
    this.#registry ??= await loadRegistry(this.#config.plugins);
    if (this.#evaluator.hasRuleset || this.#closed) return;
    this.#counts.start();
    this.#follower ??= this.#follow(this.#registry);
    await this.#state.firstContact();
  }

  resolveBooleanEvaluation(flag: string, fallback: boolean, context: EvaluationContext, logger?: Logger) {
    this.#logger = logger;
    return this.#evaluator.resolve(flag, fallback, context, 'boolean');
  }

  resolveStringEvaluation(flag: string, fallback: string, context: EvaluationContext, logger?: Logger) {
    this.#logger = logger;
    return this.#evaluator.resolve(flag, fallback, context, 'string');
  }

  resolveNumberEvaluation(flag: string, fallback: number, context: EvaluationContext, logger?: Logger) {
    this.#logger = logger;
    return this.#evaluator.resolve(flag, fallback, context, 'number');
  }

  resolveObjectEvaluation<T extends JsonValue>(
    flag: string,
    fallback: T,
    context: EvaluationContext,
    logger?: Logger,
  ) {
    this.#logger = logger;
    return this.#evaluator.resolve(flag, fallback, context, 'object');
  }

  /** Sends what was counted, for at most a second, and ends everything; evaluating goes on working. May be called twice. */
  onClose(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  #follow(registry: Registry): RulesetFollower {
    const follower = new RulesetFollower({
      client: this.#client,
      pollInterval: this.#config.pollInterval,
      onRuleset: (ruleset) => this.#evaluator.serve(ruleset, registry),
      onContact: (age) => {
        if (this.#contact.contact(age)) this.#evaluator.resume();
        this.#state.connected();
      },
      onLost: (error) => this.#state.lost(error, this.#evaluator.hasRuleset),
    });
    follower.start();
    return follower;
  }

  async #close(): Promise<void> {
    this.#follower?.stop();
    this.#evaluator.close();
    this.#state.close();
    await this.#counts.close();
  }
}
