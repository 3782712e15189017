import type { Json, JsonObject, RolloutProgress, ScheduleMoment } from '@hoist/core';
import { openWindow } from '../time/advance-window.ts';
import type { AdvanceWindow } from '../time/advance-window.ts';
import { toShare } from './params.ts';

/** The parameters of a progressive rollout, as written. Percents have at most three decimals. */
export interface ProgressivePlan {
  readonly variant: string;
  readonly otherwise: string;
  readonly by?: string | undefined;
  readonly plan: readonly { readonly percent: number; readonly hours: number }[];
  /** When a step may begin on its own; any time if left out. */
  readonly window?: AdvanceWindow | undefined;
  readonly control: 'running' | 'paused' | 'stopped';
  /** A step to go to at the next publish: 0 starts again. It is gone after that. */
  readonly goTo?: number | undefined;
  /** Where it stood when it was last published, and the steps from then on. */
  readonly progress?: { readonly step: number; readonly held: number } | undefined;
  readonly steps: readonly { readonly from: string; readonly percent: number }[];
}

/** The progress of a plan: the number of a step, and how long it has lasted, in ms. */
interface Place {
  readonly step: number;
  readonly held: number;
}

const hour = 3_600_000;
/** A step that has lasted long enough but waits for its window has not advanced yet. */
const mostOfAStep = 0.999;

/** The plan with the steps that it has from `now` on. While it does not run, it has one: where it stands, or 0 %. */
export function schedulePlan(
  params: ProgressivePlan,
  { now, enabled, previous }: ScheduleMoment<ProgressivePlan>,
): Json {
  // Publishing the same plan again must not look like a change of it.
  if (previous?.enabled === enabled && previous.params.progress && asksForNothingNew(params, previous.params))
    return toJson(params, previous.params.progress, previous.params.steps);
  const place = clampTo(params, params.goTo === undefined ? findPlace(previous, now) : toStep(params.goTo));
  const { control, window } = params;
  const whenOpen = window ? openWindow(window) : atOnce;
  // Without a step it is refused, with a sentence, like any plan that is not published.
  if (!whenOpen) return toJson(params, place, []);
  const runs = enabled && control === 'running';
  return toJson(
    params,
    place,
    runs ? toSteps(params, { place, now, whenOpen }) : [toStanding(params, place, now)],
  );
}

/** Begun when its hold did, so that a last step says the same since when while the flag is off. */
function toStanding(
  { plan, control }: ProgressivePlan,
  { step, held }: Place,
  now: number,
): ProgressivePlan['steps'][number] {
  const percent = control === 'stopped' ? 0 : (plan[step]?.percent ?? 0);
  return { from: new Date(control === 'running' ? now - held : now).toISOString(), percent };
}

function asksForNothingNew(params: ProgressivePlan, previous: ProgressivePlan): boolean {
  if (params.goTo !== undefined) return false;
  const asked = (plan: ProgressivePlan) => JSON.stringify(toJson(plan, toStep(0), []));
  return asked(params) === asked(previous);
}

function toJson(
  { variant, otherwise, by, plan, window, control }: ProgressivePlan,
  { step, held }: Place,
  steps: ProgressivePlan['steps'],
): JsonObject {
  return {
    variant,
    otherwise,
    ...(by === undefined ? {} : { by }),
    plan: plan.map(({ percent, hours }) => ({ percent, hours })),
    ...(window === undefined ? {} : { window: { ...window } }),
    control,
    progress: { step, held },
    steps: steps.map(({ from, percent }) => ({ from, percent })),
  };
}

/** The share at an instant, and where in the plan that is. */
export function readProgress(params: ProgressivePlan, now: number): RolloutProgress {
  const { plan, control, variant } = params;
  const place = clampTo(params, placeAt(params, now));
  const isLast = place.step === plan.length - 1;
  const runs = runsOn(params);
  const share = shareAt(params.steps, now);
  const first = params.progress?.step ?? 0;
  const beginsAt = (index: number) => instantOf(params.steps[index - first]);
  const steps = plan.map(({ percent }, index) => {
    const at = index === place.step && params.steps.length > 0 ? now - place.held : undefined;
    return { share: toShare(percent), at: runs && index >= place.step ? beginsAt(index) : at };
  });
  const begun = (runs ? beginsAt(place.step) : undefined) ?? now - place.held;
  const ends = (runs ? beginsAt(place.step + 1) : undefined) ?? begun + (plan[place.step]?.hours ?? 0) * hour;
  const passed = ends > begun ? Math.max(0, now - begun) / (ends - begun) : 0;
  const moves = isLast ? 'finished' : 'running';
  const state = control === 'stopped' ? 'stopped' : runs ? moves : 'paused';
  return {
    variant,
    state,
    share,
    steps,
    position: place.step + (isLast ? 0 : Math.min(passed, mostOfAStep)),
  };
}

/**
 * The share (thousandths of a percent) of the last step that has begun. The first has always begun, so that nobody loses
 * a version for the moment in which a host's clock is behind the publisher's.
 */
function shareAt(steps: ProgressivePlan['steps'], now: number): number {
  const reached = steps.findLast(({ from }) => Date.parse(from) <= now) ?? steps[0];
  return toShare(reached?.percent ?? 0);
}

function findPlace(previous: ScheduleMoment<ProgressivePlan>['previous'], now: number): Place {
  if (!previous) return toStep(0);
  // One step of one looks alike running and standing still.
  return previous.enabled ? placeAt(previous.params, now) : (previous.params.progress ?? toStep(0));
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

/** An edited plan may be shorter, or have a shorter step than has passed already: then the next step begins at once. */
function clampTo({ plan }: ProgressivePlan, { step, held }: Place): Place {
  const last = plan.length - 1;
  if (step >= last) return { step: last, held: step === last ? held : 0 };
  return { step, held: Math.min(held, (plan[step]?.hours ?? 0) * hour) };
}

function toSteps(
  { plan }: ProgressivePlan,
  {
    place,
    now,
    whenOpen,
  }: { readonly place: Place; readonly now: number; whenOpen(instant: number): number },
): { from: string; percent: number }[] {
  let from = now - place.held;
  return plan.slice(place.step).map(({ percent, hours }) => {
    const step = { from: new Date(from).toISOString(), percent };
    from = whenOpen(from + hours * hour);
    return step;
  });
}

function atOnce(instant: number): number {
  return instant;
}

function instantOf(step: ProgressivePlan['steps'][number] | undefined): number | undefined {
  return step && Date.parse(step.from);
}
