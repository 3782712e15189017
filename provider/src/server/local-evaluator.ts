import {
  BoundaryTimer,
  compileRulesetInSlices,
  evaluate,
  FailureReporter,
  findChangedFlags,
} from '@hoist/core';
import type {
  CompiledRuleset,
  ContactClock,
  Context,
  Counter,
  FlagFailure,
  Registry,
  Ruleset,
} from '@hoist/core';
import type { EvaluationContext, ResolutionDetails } from '@openfeature/server-sdk';
import { after } from './after.ts';
import { DetailsCache } from './details-cache.ts';
import { notReady } from './to-details.ts';
import type { Wanted } from './to-details.ts';
import { createYield } from './yield-to-event-loop.ts';

interface EvaluatorOptions {
  readonly contact: ContactClock;
  /** Counts the evaluations of an environment. */
  readonly counterOf: (environment: string) => Counter;
  /** These flags changed, by a new ruleset or by time. */
  readonly onChanged: (flags: string[]) => void;
  /** A flag cannot be evaluated in this process; called once until that changes. */
  readonly onFailure: (failure: FlagFailure) => void;
}

/** Evaluates flags in this process, by the newest ruleset that it was given, and counts every evaluation. */
export class LocalEvaluator {
  readonly #options: EvaluatorOptions;
  readonly #contact: ContactClock;
  readonly #boundary: BoundaryTimer;
  readonly #failures = new FailureReporter();
  #ruleset: CompiledRuleset | undefined;
  #counter: Counter | undefined;
  #details: DetailsCache | undefined;
  #closed = false;

  constructor(options: EvaluatorOptions) {
    this.#options = options;
    this.#contact = options.contact;
    this.#boundary = new BoundaryTimer(after, options.onChanged);
  }

  get hasRuleset(): boolean {
    return this.#ruleset !== undefined;
  }

  /** The details of one evaluation, which never waits for anything; `fallback` where there is no value to give. */
  resolve<Value>(
    flag: string,
    fallback: Value,
    context: EvaluationContext,
    wanted: Wanted,
  ): Promise<ResolutionDetails<Value>> {
    const ruleset = this.#ruleset;
    const details = this.#details;
    if (!ruleset || !details) return Promise.resolve(notReady(fallback));
    const resolution = evaluate(ruleset, flag, context as unknown as Context, this.#contact.read());
    this.#counter?.count(resolution);
    if (resolution.errorCode !== undefined) {
      const failure = this.#failures.report(ruleset, resolution);
      if (failure) this.#options.onFailure(failure);
    }
    return details.of(resolution, wanted, fallback);
  }

  /** Compiles a ruleset, in slices where it is large, and evaluates by it from then on. */
  async serve(source: Ruleset, registry: Registry): Promise<void> {
    const previous = this.#ruleset;
    const next = await compileRulesetInSlices(source, registry, {
      previous,
      yieldToEventLoop: createYield(),
    });
    if (this.#closed) return;
    this.#ruleset = next;
    this.#details = new DetailsCache(next.environment);
    this.#counter = this.#options.counterOf(next.environment);
    this.#boundary.watch(() => ({ ruleset: next, clock: this.#contact.read() }));
    const changed = previous ? findChangedFlags(previous, next) : [];
    if (changed.length > 0) this.#options.onChanged(changed);
  }

  /** Looks whether time changed flags, because rollouts that had stopped go on. */
  resume(): void {
    this.#boundary.look();
  }

  /** Serves nothing new from now on; evaluating goes on working. */
  close(): void {
    this.#closed = true;
    this.#boundary.close();
  }
}
