import { FailureReporter } from '@hoist/core';
import type { CompiledRuleset, Resolution } from '@hoist/core';
import type { Logger } from '@hoist/store/process';

/** What goes wrong while requests are answered, in the log. */
export class FaultLog {
  readonly #logger: Logger;
  readonly #teller = new FailureReporter();

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  /** A request that this relay could not answer. */
  request(error: unknown): void {
    this.#logger.error({ error: String(error) }, 'a request failed');
  }

  /** A plugin that failed about a flag, once until the flag changes; what cannot be read is told when it is served. */
  evaluation(ruleset: CompiledRuleset, resolution: Resolution): void {
    if (resolution.errorCode !== 'GENERAL') return;
    const fault = this.#teller.tell(ruleset, resolution);
    if (!fault) return;
    const { environment } = ruleset;
    const { flag, message: reason } = fault;
    this.#logger.error({ environment, flag, reason }, 'a flag failed while it was evaluated');
  }
}
