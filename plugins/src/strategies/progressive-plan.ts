import type { Json, JsonObject, RolloutProgress, ScheduleMoment } from '@hoist/core';

/** The parameters of a progressive rollout, as written. Percents have at most three decimals. */
export interface ProgressivePlan {
  readonly variant: string;
  readonly otherwise: string;
  readonly by?: string | undefined;
  readonly plan: readonly { readonly percent: number; readonly hours: number }[];
  readonly control: 'running' | 'paused' | 'stopped';
  /** A step to go to at the next publish: 0 starts again. It is gone after that. */
  readonly goTo?: number | undefined;
  /** Where it stood when it was last published, and the steps from then on. */
  readonly progress?: { readonly step: number; readonly held: number } | undefined;
  readonly steps: readonly { readonly from: string; readonly percent: number }[];
}

/** Where a plan stands: the number of a step, and how long it has been held, in ms. */
interface Place {
  readonly step: number;
  readonly held: number;
}

const hour = 3_600_000;
const sharesOfPercent = 1_000;

/** The plan with the steps that it has from `now` on. While it does not run, it has one: where it stands, or 0 %. */
export function schedulePlan(
  params: ProgressivePlan,
  { now, enabled, previous }: ScheduleMoment<ProgressivePlan>,
): Json {
  // Publishing the same plan again must not look like a change of it.
  if (previous?.enabled === enabled && previous.params.progress && asksForNothingNew(params, previous.params))
    return toJson(params, previous.params.progress, previous.params.steps);
  const place = clampTo(params, params.goTo === undefined ? findPlace(previous, now) : toStep(params.goTo));
  const { plan, control } = params;
  const runs = enabled && control === 'running';
  const percentNow = control === 'stopped' ? 0 : (plan[place.step]?.percent ?? 0);
  const steps = runs
    ? toSteps(params, place, now)
    : [{ from: new Date(now).toISOString(), percent: percentNow }];
  return toJson(params, place, steps);
}

function asksForNothingNew(params: ProgressivePlan, previous: ProgressivePlan): boolean {
  if (params.goTo !== undefined) return false;
  const asked = (plan: ProgressivePlan) => JSON.stringify(toJson(plan, toStep(0), []));
  return asked(params) === asked(previous);
}

function toJson(
  { variant, otherwise, by, plan, control }: ProgressivePlan,
  { step, held }: Place,
  steps: ProgressivePlan['steps'],
): JsonObject {
  return {
    variant,
    otherwise,
    ...(by === undefined ? {} : { by }),
    plan: plan.map(({ percent, hours }) => ({ percent, hours })),
    control,
    progress: { step, held },
    steps: steps.map(({ from, percent }) => ({ from, percent })),
  };
}

/** The share at an instant of the growth clock, and where in the plan that is. */
export function readProgress(params: ProgressivePlan, growth: number): RolloutProgress {
  const { plan, control, variant } = params;
  const place = clampTo(params, placeAt(params, growth));
  const isLast = place.step === plan.length - 1;
  const runs = runsOn(params);
  const share = shareAt(params.steps, growth);
  const begins = growth - place.held;
  let at = begins;
  const steps = plan.map(({ percent, hours }, index) => {
    const known = index >= place.step && (runs || index === place.step) && params.steps.length > 0;
    const step = { share: toShare(percent), at: known ? at : undefined };
    if (index >= place.step) at += hours * hour;
    return step;
  });
  const hold = (plan[place.step]?.hours ?? 0) * hour;
  const moves = isLast ? 'finished' : 'running';
  const state = control === 'stopped' ? 'stopped' : runs ? moves : 'paused';
  return {
    variant,
    state,
    share,
    steps,
    position: place.step + (isLast || hold === 0 ? 0 : place.held / hold),
  };
}

/**
 * The share (thousandths of a percent) of the last step that has begun. The first has always begun, so that nobody loses
 * a version for the moment in which a host's clock is behind the publisher's.
 */
function shareAt(steps: ProgressivePlan['steps'], growth: number): number {
  const reached = steps.findLast(({ from }) => Date.parse(from) <= growth) ?? steps[0];
  return toShare(reached?.percent ?? 0);
}

export function toShare(percent: number): number {
  return Math.round(percent * sharesOfPercent);
}

function findPlace(previous: ScheduleMoment<ProgressivePlan>['previous'], now: number): Place {
  return previous ? placeAt(previous.params, now) : toStep(0);
}

function toStep(step: number): Place {
  return { step, held: 0 };
}

/** More than one step, or the last one: the clock runs. One that stands still keeps the place it had. */
function runsOn({ control, steps, progress, plan }: ProgressivePlan): boolean {
  return control === 'running' && steps.length === plan.length - (progress?.step ?? 0);
}

function placeAt(params: ProgressivePlan, now: number): Place {
  const { steps, progress = toStep(0) } = params;
  const [first] = steps;
  if (!first || !runsOn(params)) return progress;
  let reached = 0;
  steps.forEach(({ from }, index) => {
    if (Date.parse(from) <= now) reached = index;
  });
  const from = Date.parse(steps[reached]?.from ?? first.from);
  return { step: progress.step + reached, held: Math.max(0, now - from) };
}

/** An edited plan may be shorter, or hold a step for less long than it was held: then the next one begins at once. */
function clampTo({ plan }: ProgressivePlan, { step, held }: Place): Place {
  const last = plan.length - 1;
  if (step >= last) return { step: last, held: step === last ? held : 0 };
  return { step, held: Math.min(held, (plan[step]?.hours ?? 0) * hour) };
}

function toSteps({ plan }: ProgressivePlan, place: Place, now: number): { from: string; percent: number }[] {
  let from = now - place.held;
  return plan.slice(place.step).map(({ percent, hours }) => {
    const step = { from: new Date(from).toISOString(), percent };
    from += hours * hour;
    return step;
  });
}
