import type { Resolution } from './resolution.ts';
import type { CompiledFlag } from '../nodes/compiled-flag.ts';
import type { CompiledRuleset, FlagFailure } from '../compile/compile-ruleset.ts';

/** Tells why flags fail, each once until it changes: a log that says it with every request says nothing. */
export class FailureReporter {
  readonly #told = new WeakSet<CompiledFlag>();

  /** The fault behind an answer; undefined if this host is not at fault, or has reported it already. */
  tell(compiled: CompiledRuleset, resolution: Resolution): FlagFailure | undefined {
    const { flag: key, errorCode, errorMessage = '' } = resolution;
    if (errorCode !== 'PARSE_ERROR' && errorCode !== 'GENERAL') return undefined;
    const flag = compiled.flags.get(key);
    if (flag === undefined || this.#told.has(flag)) return undefined;
    this.#told.add(flag);
    const failure = compiled.failures.find((each) => each.flag === key);
    if (failure) return failure;
    const { thrown } = flag;
    return {
      flag: key,
      message: thrown === undefined ? errorMessage : `A plugin threw ${describe(thrown)}.`,
    };
  }
}

/** What it is and where: what it says may be about a person, and logs are about none. */
function describe(thrown: unknown): string {
  if (!(thrown instanceof Error)) return `a ${typeof thrown}`;
  const { name, message, stack = '' } = thrown;
  const place = /^ +at (.+)$/m.exec(stack.slice(stack.indexOf(message) + message.length))?.[1];
  return place === undefined ? name : `${name} at ${place}`;
}
