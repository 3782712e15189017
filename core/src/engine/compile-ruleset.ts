import type { Registry } from '../plugin/registry.ts';
import type { Ruleset } from '../ruleset.ts';
import { compileFlags } from './compile-flags.ts';
import type { CompiledFlag } from './compiled-flag.ts';
import type { CompiledSegment } from './compiled-segment.ts';
import { compileSegments } from './compile-segments.ts';
import { Run } from './run.ts';

/** A flag that fails alone with PARSE_ERROR, and why: for logs, never for apps. */
export interface FlagFailure {
  readonly flag: string;
  readonly message: string;
}

/** A ruleset ready to be evaluated. Immutable; swap it whole. */
export interface CompiledRuleset {
  readonly installation: string;
  readonly environment: string;
  readonly epoch: number;
  readonly version: number;
  readonly state: string;
  /** In the order of their keys. */
  readonly flags: ReadonlyMap<string, CompiledFlag>;
  readonly segments: ReadonlyMap<string, CompiledSegment>;
  readonly failures: readonly FlagFailure[];
  readonly registry: Registry;
  /** The evaluation under way; the engine's own. */
  readonly run: Run;
}

/**
 * Compiles a ruleset; never throws. With `previous`, a flag is reused when its ruleset object is the identical one and
 * nothing that it depends on changed, segments and prerequisites included.
 */
export function compileRuleset(
  ruleset: Ruleset,
  registry: Registry,
  previous?: CompiledRuleset,
): CompiledRuleset {
  const { installation, environment, epoch, version, state } = ruleset;
  const usable =
    previous?.registry === registry && previous.environment === environment ? previous : undefined;
  const run = usable?.run ?? new Run();
  const segments = compileSegments({ segments: ruleset.segments, registry, run, previous: usable?.segments });
  const made = compileFlags({
    flags: ruleset.flags,
    environment,
    segments,
    registry,
    run,
    previous: usable?.flags,
  });
  const flags = new Map<string, CompiledFlag>();
  for (const key of [...made.keys()].sort()) flags.set(key, made.get(key) as CompiledFlag);
  const failures = [...flags.values()].flatMap(toFailure);
  return { installation, environment, epoch, version, state, flags, segments, failures, registry, run };
}

function toFailure(flag: CompiledFlag): FlagFailure[] {
  if (flag.constant?.errorCode !== 'PARSE_ERROR') return [];
  const problem = flag.problems.find(({ dormant }) => !dormant);
  return [
    {
      flag: flag.key,
      message: problem ? `${problem.message} (${problem.path})` : 'It has no setting to compile.',
    },
  ];
}
