import type { Resolution } from './resolution.ts';
import type { CompiledFlag } from '../nodes/compiled-flag.ts';
import type { CompiledRuleset, FlagFailure } from '../compile/compile-ruleset.ts';

/** Reports why flags fail, each failure once until its flag changes, so that a log does not repeat it with every request. */
export class FailureReporter {
  readonly #reported = new WeakSet<CompiledFlag>();

  /** Returns the failure behind an answer; undefined if this host is not at fault or the failure was reported already. */
  report(compiled: CompiledRuleset, resolution: Resolution): FlagFailure | undefined {
    const { flag: key, errorCode, errorMessage = '' } = resolution;
    if (errorCode !== 'PARSE_ERROR' && errorCode !== 'GENERAL') return undefined;
    const flag = compiled.flags.get(key);
    if (flag === undefined || this.#reported.has(flag)) return undefined;
    this.#reported.add(flag);
    const failure = compiled.failures.find((each) => each.flag === key);
    if (failure) return failure;
    const { thrown } = flag;
    return {
      flag: key,
      message: thrown === undefined ? errorMessage : `A plugin threw ${describe(thrown)}.`,
    };
  }
}

/** Describes a thrown value by its name and place, without its message, which may be about a person. */
function describe(thrown: unknown): string {
  if (!(thrown instanceof Error)) return `a ${typeof thrown}`;
  const { name, message, stack = '' } = thrown;
  const place = /^ +at (.+)$/m.exec(stack.slice(stack.indexOf(message) + message.length))?.[1];
  return place === undefined ? name : `${name} at ${place}`;
}
