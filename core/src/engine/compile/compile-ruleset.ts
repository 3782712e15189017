import type { Registry } from '../../plugin/registry.ts';
import { RegionTable } from '../nodes/region-table.ts';
import { defaultRegions } from '../../model/regions/regions.ts';
import type { Ruleset, RulesetIdChunk } from '../../model/ruleset.ts';
import { finish, finishInSlices } from '../../time/steps.ts';
import type { YieldToEventLoop, Steps } from '../../time/steps.ts';
import { Binder } from './binder.ts';
import { compileBucketGroups } from './compile-bucket-groups.ts';
import { compileFlags } from './compile-flags.ts';
import type { CompiledFlags } from './compile-flags.ts';
import type { CompiledFlag } from '../nodes/compiled-flag.ts';
import type { CompiledBucketGroup } from '../nodes/compiled-bucket-group.ts';
import type { CompiledSegment } from '../nodes/compiled-segment.ts';
import { compileSegments } from './compile-segments.ts';
import type { CompiledSegments } from './compile-segments.ts';
import type { FlagTable } from '../evaluate/flag-table.ts';
import { EvaluationState } from '../evaluate/evaluation-state.ts';

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
  readonly bucketGroups: ReadonlyMap<string, CompiledBucketGroup>;
  readonly failures: readonly FlagFailure[];
  /** The installation's regions. */
  readonly regions: RegionTable;
  readonly registry: Registry;
  /** The evaluation under way; the engine's own. */
  readonly run: EvaluationState;
  /** What the next compilation goes on from; the engine's own. */
  readonly cache: { readonly flags: CompiledFlags; readonly segments: CompiledSegments };
}

/**
 * Compiles a ruleset; never throws. With `previous`, a flag is reused when its ruleset object is the identical one and
 * nothing that it depends on changed, segments and prerequisites included; what is reused costs next to nothing. When the
 * installation's regions changed, nothing is reused.
 */
export function compileRuleset(
  ruleset: Ruleset,
  registry: Registry,
  previous?: CompiledRuleset,
): CompiledRuleset {
  return finish(compileSteps(ruleset, registry, previous));
}

/** Compiles the same in slices, so that a host with thousands of flags goes on answering meanwhile. */
export function compileRulesetInSlices(
  ruleset: Ruleset,
  registry: Registry,
  {
    previous,
    yieldToEventLoop,
  }: { readonly previous: CompiledRuleset | undefined; readonly yieldToEventLoop: YieldToEventLoop },
): Promise<CompiledRuleset> {
  return finishInSlices(compileSteps(ruleset, registry, previous), yieldToEventLoop);
}

const noChunks: readonly RulesetIdChunk[] = [];

function* compileSteps(
  ruleset: Ruleset,
  registry: Registry,
  previous: CompiledRuleset | undefined,
): Steps<CompiledRuleset> {
  const { installation, environment, epoch, version, state } = ruleset;
  const usable = isUsable(previous, ruleset, registry) ? previous : undefined;
  const regions = usable?.regions ?? new RegionTable(ruleset.regions);
  const run = usable?.run ?? new EvaluationState();
  const kept = new Binder();
  const binder = new Binder(kept);
  const segments = yield* compileSegments({
    sources: ruleset.segments,
    idChunks: ruleset.idChunks ?? noChunks,
    registry,
    run,
    binder,
    regions,
    previous: usable?.cache.segments,
  });
  const bucketGroups = compileBucketGroups(ruleset.bucketGroups ?? [], usable?.bucketGroups);
  const flags = yield* compileFlags({
    sources: ruleset.flags,
    segments: segments.table,
    groups: bucketGroups,
    host: { environment, registry, run, regions, binder: kept },
    binder,
    previous: usable?.cache.flags,
  });
  return {
    installation,
    environment,
    epoch,
    version,
    state,
    flags: flags.table,
    segments: segments.table,
    bucketGroups,
    failures: usable?.flags === flags.table ? usable.failures : findFailures(flags.table),
    regions,
    registry,
    run,
    cache: { flags, segments },
  };
}

/** Whether parts of a compilation may be reused: the same plugins, environment and regions. */
function isUsable(
  previous: CompiledRuleset | undefined,
  { environment, regions = defaultRegions }: Ruleset,
  registry: Registry,
): previous is CompiledRuleset {
  if (previous?.registry !== registry || previous.environment !== environment) return false;
  const before = previous.regions.source;
  return before === regions || JSON.stringify(before) === JSON.stringify(regions);
}

function findFailures(flags: FlagTable): FlagFailure[] {
  const failures: FlagFailure[] = [];
  for (const flag of flags.values()) if (flag.failed) failures.push(toFailure(flag));
  return failures;
}

/** What is not installed at all comes first: what asks for it is a consequence. */
function toFailure(flag: CompiledFlag): FlagFailure {
  const problem = flag.problems.find(({ inactive }) => !inactive);
  if (!problem) return { flag: flag.key, message: 'It has no setting to compile.' };
  const place = problem.code === 'need-missing' ? '' : ` (${problem.path})`;
  return { flag: flag.key, message: problem.message + place };
}
