import { FailureReporter } from '@hoist/core';
import type { CompiledRuleset, Resolution } from '@hoist/core';
import type { Logger } from '@hoist/store/process';

/** What goes wrong while requests are answered, in the log. */
export class FaultLog {
  readonly #logger: Logger;
  readonly #failures = new FailureReporter();

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  /** A request that this relay could not answer. */
  request(error: unknown): void {
    this.#logger.error({ error: String(error) }, 'a request failed');
  }

  /** Logs a plugin that failed on a flag, once until the flag changes; flags that cannot be read are logged when they are served. */
  evaluation(ruleset: CompiledRuleset, resolution: Resolution): void {
    if (resolution.errorCode !== 'GENERAL') return;
    const fault = this.#failures.report(ruleset, resolution);
    if (!fault) return;
    const { environment } = ruleset;
    const { flag, message: reason } = fault;
    this.#logger.error({ environment, flag, reason }, 'a flag failed while it was evaluated');
  }
}
