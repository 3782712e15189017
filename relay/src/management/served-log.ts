import type { CompiledRuleset } from '@hoist/core';
import type { Logger } from '@hoist/store/process';

/** What environments begin to serve, in the log; flags that cannot be evaluated here are named once, until their fault changes. */
export class ServedLog {
  readonly #logger: Logger;
  readonly #known = new Map<string, ReadonlyMap<string, string>>();

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  /** Logs a ruleset that is served from now on. */
  log({ environment, version, failures }: CompiledRuleset): void {
    this.#logger.info({ environment, version }, 'serving');
    const before = this.#known.get(environment);
    const now = new Map<string, string>();
    for (const failure of failures) {
      now.set(failure.flag, failure.message);
      if (before?.get(failure.flag) === failure.message) continue;
      const { flag, message: reason } = failure;
      this.#logger.error({ environment, flag, reason }, 'a flag cannot be evaluated here');
    }
    for (const flag of before?.keys() ?? [])
      if (!now.has(flag))
        this.#logger.info({ environment, flag }, 'a flag can be evaluated again, or is gone');
    this.#known.set(environment, now);
  }
}
