import type { Clock } from '../../time/clock.ts';
import type { Context } from '../../model/context.ts';
import type { Resolution } from './resolution.ts';
import type { CompiledFlag } from '../nodes/compiled-flag.ts';
import type { CompiledRuleset } from '../compile/compile-ruleset.ts';
import { FlagResolution } from './flag-resolution.ts';
import type { EvaluationState } from './evaluation-state.ts';

/**
 * Resolves one flag: synchronous, deterministic, never throws, and allocates nothing for a flag that exists. An unknown
 * key gives FLAG_NOT_FOUND.
 */
export function evaluate(
  compiled: CompiledRuleset,
  flagKey: string,
  context: Context,
  clock: Clock,
): Resolution {
  const flag = compiled.flags.get(flagKey);
  if (flag === undefined) return notFound(compiled, flagKey);
  const { constant } = flag;
  if (constant !== undefined) return constant;
  if (typeof context !== 'object' || context === null) return invalidContext(flag);
  return compiled.run.within(context, clock, decideSafely, flag);
}

/** Whom an answer is for: `client` sees only flags that are visible to clients. */
export type Audience = 'server' | 'client';

/** Resolves all flags that the audience may see, in the order of their keys. Never throws. */
export function evaluateAll(
  compiled: CompiledRuleset,
  context: Context,
  clock: Clock,
  audience: Audience,
): Resolution[] {
  const asked = { flags: compiled.cache.flags.table.listed, audience, run: compiled.run };
  const isValid = typeof context === 'object' && context !== null;
  return isValid
    ? compiled.run.within(context, clock, decideAll, asked)
    : resolveAll(asked, (flag) => flag.constant ?? invalidContext(flag));
}

interface AskedFlags {
  readonly flags: readonly CompiledFlag[];
  readonly audience: Audience;
  readonly run: EvaluationState;
}

function decideAll(asked: AskedFlags): Resolution[] {
  const { run } = asked;
  const kept = run.memoize;
  run.memoize = true;
  try {
    return resolveAll(asked, decideSafely);
  } finally {
    run.memoize = kept;
  }
}

/** In a list of its final length: one that grows is copied again and again. */
function resolveAll(
  { flags, audience }: AskedFlags,
  resolve: (flag: CompiledFlag) => Resolution,
): Resolution[] {
  const resolutions = new Array<Resolution>(flags.length);
  let count = 0;
  for (let index = 0; index < flags.length; index++) {
    const flag = flags[index];
    if (flag === undefined) continue;
    if (audience === 'server' || flag.clientVisible) resolutions[count++] = resolve(flag);
  }
  resolutions.length = count;
  return resolutions;
}

function decideSafely(flag: CompiledFlag): Resolution {
  try {
    return flag.decide();
  } catch (error) {
    return flag.breakBy(error);
  }
}

function invalidContext(flag: CompiledFlag): Resolution {
  return flag.outcomes.failed('INVALID_CONTEXT', 'The context is not an object. Send an object.');
}

/** The key comes from callers that no compiler may have checked. */
function notFound({ environment }: CompiledRuleset, asked: unknown): Resolution {
  const key = typeof asked === 'string' ? asked : '';
  const flag = { key, type: 'object', version: 0, environment } as const;
  const errorMessage =
    key === asked
      ? `There is no flag '${key.slice(0, 128)}' in environment '${environment}'.`
      : "A flag's key is a text. Ask with the key of a flag.";
  return new FlagResolution(flag, { reason: 'ERROR', errorCode: 'FLAG_NOT_FOUND', errorMessage });
}
