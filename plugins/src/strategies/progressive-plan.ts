import type { Json, JsonObject, RolloutProgress, ScheduleMoment, Serve } from '@hoist/core';
import { openWindow } from '../time/advance-window.ts';
import type { AdvanceWindow } from '../time/advance-window.ts';
import { toInstantText } from './calendar.ts';
import { toShare } from './params.ts';

/** The parameters of a progressive rollout, as written. Percents have at most three decimals. */
export interface ProgressivePlan {
  readonly variant: string;
  readonly otherwise: string;
  readonly by?: string | undefined;
  readonly plan: readonly { readonly percent: number; readonly hours: number }[];
  /** When the first step begins, by the clocks of a time zone; at once if left out. */
  readonly start?: { readonly at: string; readonly timeZone: string } | undefined;
  /** When a step may begin on its own; any time if left out. */
  readonly window?: AdvanceWindow | undefined;
  readonly control: 'running' | 'paused' | 'stopped';
  /** A step to go to at the next publish, or `start` to begin anew. It is gone after that. */
  readonly goTo?: number | 'start' | undefined;
  /** Where it stood when it was last published, and the steps from then on. */
  readonly progress?: { readonly step: number; readonly held: number } | undefined;
  readonly steps: readonly { readonly from: string; readonly percent: number }[];
}

/** The progress of a plan: the number of a step, -1 before the first, and how long it has lasted, in ms. */
interface Place {
  readonly step: number;
  readonly held: number;
}

const hour = 3_600_000;
const everybody = 100_000;
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
  const asked = clampTo(params, findAsked(params, previous, now));
  const whenOpen = params.window ? openWindow(params.window) : atOnce;
  const begins = findBeginning(params, now);
  // Without a step it is refused, with a sentence, like any plan that is not published.
  if (!whenOpen || begins === undefined) return toJson(params, asked, []);
  const runs = enabled && params.control === 'running';
  const waits = asked.step < 0 && (runs ? whenOpen(begins) > now : isTimed(params));
  const place = asked.step < 0 && !waits ? toStep(0) : asked;
  const steps = runs ? toSteps(params, { place, now, begins, whenOpen }) : [toStanding(params, place, now)];
  return toJson(params, place, steps);
}

function findAsked(
  { goTo }: ProgressivePlan,
  previous: ScheduleMoment<ProgressivePlan>['previous'],
  now: number,
): Place {
  if (goTo === undefined) return findPlace(previous, now);
  return goTo === 'start' ? notBegun : toStep(goTo);
}

/** The earliest instant for the first step, its window aside; undefined for a time zone that this host does not know. */
function findBeginning({ start }: ProgressivePlan, now: number): number | undefined {
  if (!start) return now;
  const at = toInstantText(start.at, start.timeZone);
  return at === undefined ? undefined : Math.max(now, Date.parse(at));
}

/** Whether time decides when the first step begins. */
function isTimed({ start, window }: ProgressivePlan): boolean {
  return start !== undefined || window !== undefined;
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
  { variant, otherwise, by, plan, start, window, control }: ProgressivePlan,
  { step, held }: Place,
  steps: ProgressivePlan['steps'],
): JsonObject {
  return {
    variant,
    otherwise,
    ...(by === undefined ? {} : { by }),
    plan: plan.map(({ percent, hours }) => ({ percent, hours })),
    ...(start === undefined ? {} : { start: { at: start.at, timeZone: start.timeZone } }),
    ...(window === undefined ? {} : { window: { ...window } }),
    control,
    progress: { step, held },
    steps: steps.map(({ from, percent }) => ({ from, percent })),
  };
}

/** The share at an instant, and where in the plan that is. */
export function readProgress(params: ProgressivePlan, now: number): RolloutProgress {
  const { plan, variant } = params;
  const place = clampTo(params, placeAt(params, now));
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
  const isBetween = place.step >= 0 && place.step < plan.length - 1;
  return {
    variant,
    state: stateAt(params, place),
    share,
    steps,
    position: place.step + (isBetween ? Math.min(passed, mostOfAStep) : 0),
  };
}

/** The last step without the plan: drawn by the same buckets, so that nobody moves. */
export function toPermanent({ plan, variant, otherwise, by }: ProgressivePlan): Serve {
  const share = toShare(plan.at(-1)?.percent ?? 0);
  if (share === everybody) return { strategy: 'fixed', params: { variant } };
  if (share === 0) return { strategy: 'fixed', params: { variant: otherwise } };
  const ranges = [
    { from: 0, to: share, variant },
    { from: share, to: everybody, variant: otherwise },
  ];
  return { strategy: 'split', params: { ranges, ...(by !== undefined && { by }) } };
}

function stateAt(params: ProgressivePlan, { step }: Place): RolloutProgress['state'] {
  if (params.control === 'stopped') return 'stopped';
  if (!runsOn(params)) return 'paused';
  if (step < 0) return 'waiting';
  return step === params.plan.length - 1 ? 'finished' : 'running';
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
  if (!previous) return notBegun;
  // One step of one looks alike running and standing still.
  return previous.enabled ? placeAt(previous.params, now) : (previous.params.progress ?? toStep(0));
}

function toStep(step: number): Place {
  return { step, held: 0 };
}

const notBegun = toStep(-1);

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
    begins,
    whenOpen,
  }: {
    readonly place: Place;
    readonly now: number;
    readonly begins: number;
    whenOpen(instant: number): number;
  },
): { from: string; percent: number }[] {
  const waits = place.step < 0;
  // Nobody has it until the first step begins: hosts take the first of the steps as begun.
  const leading = waits ? [{ from: new Date(now).toISOString(), percent: 0 }] : [];
  let from = waits ? whenOpen(begins) : now - place.held;
  const steps = plan.slice(Math.max(0, place.step)).map(({ percent, hours }) => {
    const step = { from: new Date(from).toISOString(), percent };
    from = whenOpen(from + hours * hour);
    return step;
  });
  return [...leading, ...steps];
}

function atOnce(instant: number): number {
  return instant;
}

function instantOf(step: ProgressivePlan['steps'][number] | undefined): number | undefined {
  return step && Date.parse(step.from);
}
