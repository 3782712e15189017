import type { Clock } from '../../time/clock.ts';
import type { Context } from '../../model/context.ts';
import type { Resolution } from '../evaluate/resolution.ts';
import type { CompiledFlag } from '../nodes/compiled-flag.ts';
import { anyContains } from '../nodes/compiled-rule.ts';
import type { CompiledRule } from '../nodes/compiled-rule.ts';
import type { CompiledRuleset } from '../compile/compile-ruleset.ts';
import type { CompiledSegment } from '../nodes/compiled-segment.ts';
import type { CompiledServe } from '../nodes/compiled-serve.ts';
import type { CompiledCondition } from '../nodes/compiled-condition.ts';
import type { CompiledPrerequisite, CompiledSetting } from '../nodes/compiled-setting.ts';
import { evaluate } from '../evaluate/evaluate.ts';
import type {
  ExplainedCondition,
  ExplainedSegment,
  ExplainedServe,
  ExplainedStep,
  Explanation,
  StepOutcome,
} from './explanation.ts';
import type { EvaluationState } from '../evaluate/evaluation-state.ts';
import type { AskedBucket } from '../evaluate/evaluation-subject.ts';

/**
 * Resolves a flag and says why: every step with what it asked and found, those behind the deciding one included. Never
 * throws. Shows rules and segments: not for browsers.
 */
export function explain(
  compiled: CompiledRuleset,
  flagKey: string,
  context: Context,
  clock: Clock,
): Explanation {
  const resolution = evaluate(compiled, flagKey, context, clock);
  const flag = compiled.flags.get(flagKey);
  if (!flag) return { resolution, steps: [] };
  const { setting } = flag.source;
  if (setting === null) return { resolution, steps: [{ step: 'not set up', outcome: 'decided' }] };
  if (!setting.enabled) return { resolution, steps: [{ step: 'enabled', outcome: 'decided' }] };
  const asked = flag.setting;
  if (!asked) return { resolution, steps: [{ step: 'enabled', outcome: 'passed' }, toUnreadable(flag)] };
  if (resolution.errorCode === 'INVALID_CONTEXT')
    return { resolution, steps: [{ step: 'enabled', outcome: 'passed' }] };
  const { run } = compiled;
  return { resolution, steps: run.within(context, clock, explainSteps, { setting: asked, run }) };
}

/** Whether somebody is in a segment, and why; undefined for a segment that does not exist or cannot be used. */
export function explainSegment(
  compiled: CompiledRuleset,
  segmentKey: string,
  context: Context,
  clock: Clock,
): ExplainedSegment | undefined {
  const segment = compiled.segments.get(segmentKey);
  if (!segment || segment.problems.length > 0) return undefined;
  return compiled.run.within(context, clock, explainMembership, segment);
}

function toUnreadable(flag: CompiledFlag): ExplainedStep {
  const problems = flag.problems.filter(({ inactive }) => !inactive).map(({ message }) => message);
  return { step: 'readable', outcome: 'decided', problems };
}

/** Asks each step in turn, and remembers when one has decided. */
class Steps {
  readonly list: ExplainedStep[] = [];
  #decided = false;

  /** What became of the next step, which decides if nothing before it did. */
  next(decides: boolean): StepOutcome {
    if (this.#decided) return 'not reached';
    this.#decided = decides;
    return decides ? 'decided' : 'passed';
  }
}

interface Asked {
  readonly setting: CompiledSetting;
  readonly run: EvaluationState;
}

function explainSteps({ setting, run }: Asked): ExplainedStep[] {
  const steps = new Steps();
  steps.list.push({ step: 'enabled', outcome: 'passed' });
  for (const prerequisite of setting.prerequisites) steps.list.push(toPrerequisite(prerequisite, steps));
  const { availability, never = [] } = setting.gate ?? {};
  if (availability) {
    const region = availability.check();
    const available = availability.allows(region);
    steps.list.push({ step: 'available in', outcome: steps.next(!available), region, available });
  }
  if (never.length > 0) {
    const segments = never.map(explainMembership);
    const outcome = steps.next(tryAsking(() => anyContains(never)) !== false);
    steps.list.push({ step: 'never for', outcome, segments });
  }
  if (setting.share) {
    const { share } = setting;
    const [place, buckets] = collectBuckets(run, () => share.check());
    const outcome = steps.next(place !== 'inside');
    steps.list.push({ step: 'bucket-group', outcome, bucketGroup: share.bucketGroup, share: place, buckets });
  }
  for (const rule of setting.rules) steps.list.push(toRule(rule, steps, run));
  const outcome = steps.next(true);
  const serve = outcome === 'decided' ? explainServe(setting.everyoneElse, run) : undefined;
  steps.list.push({ step: 'everyone else', outcome, serve });
  return steps.list;
}

function toPrerequisite(prerequisite: CompiledPrerequisite, steps: Steps): ExplainedStep {
  const { variant: served, reason } = decidePrerequisite(prerequisite);
  const met = reason !== 'ERROR' && prerequisite.variants.has(served ?? '');
  const { flag, variants: wanted } = prerequisite.source;
  return { step: 'prerequisite', outcome: steps.next(!met), flag, wanted, served, reason };
}

function decidePrerequisite({ flag }: CompiledPrerequisite): Pick<Resolution, 'variant' | 'reason'> {
  try {
    return flag.decideOnce();
  } catch {
    return { variant: undefined, reason: 'ERROR' };
  }
}

function toRule(rule: CompiledRule, steps: Steps, run: EvaluationState): ExplainedStep {
  const segments = rule.segments.map(explainMembership);
  const conditions = rule.conditions.listed.map(explainCondition);
  const fits = tryAsking(() => rule.matches());
  const matches = fits === true;
  const outcome = steps.next(fits !== false);
  const serve = outcome === 'decided' && matches ? explainServe(rule.serve, run) : undefined;
  return {
    step: 'rule',
    outcome,
    rule: rule.source.id,
    name: rule.source.name,
    matches,
    segments,
    conditions,
    serve,
  };
}

function explainMembership(segment: CompiledSegment): ExplainedSegment {
  const conditionGroups = segment.conditionGroups.map((group) => group.listed.map(explainCondition));
  const why = segment.listed() ?? (conditionGroups.some(allMatched) ? 'conditions' : 'none');
  return { segment: segment.key, contains: why === 'included' || why === 'conditions', why, conditionGroups };
}

function allMatched(group: readonly ExplainedCondition[]): boolean {
  return group.every(({ outcome }) => outcome === 'matched');
}

/** The answer as an evaluation gets it; undefined where a plugin throws before there is one, which decides as well. */
function tryAsking(ask: () => boolean): boolean | undefined {
  try {
    return ask();
  } catch {
    return undefined;
  }
}

/** Conditions behind the deciding step are asked as well: one that throws there must not spoil the explanation. */
function explainCondition(condition: CompiledCondition): ExplainedCondition {
  try {
    return { condition: condition.source, outcome: condition.check() };
  } catch {
    return { condition: condition.source, outcome: 'failed' };
  }
}

function explainServe(serve: CompiledServe, run: EvaluationState): ExplainedServe {
  const { strategy } = serve.source;
  try {
    const [{ variant }, buckets] = collectBuckets(run, (): Resolution => serve.decide());
    return { strategy, variant, buckets };
  } catch {
    return { strategy, variant: undefined, buckets: [] };
  }
}

function collectBuckets<T>(
  run: EvaluationState,
  decide: () => T,
): [decided: T, buckets: readonly AskedBucket[]] {
  const before = run.asked;
  const buckets: AskedBucket[] = [];
  run.asked = buckets;
  try {
    return [decide(), buckets];
  } finally {
    run.asked = before;
  }
}
