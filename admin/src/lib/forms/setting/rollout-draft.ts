import type { Json, JsonObject, Serve } from '@hoist/core';
import { toObject } from '../json-object.ts';
import { sayWrongPercent, toPercent, toShare } from '../percent.ts';
import { readNumber, sayWrongNumber, writeNumber } from '../read-number.ts';
import type { Typed } from './typed.ts';

/** One step of a plan as it is typed. */
export interface RolloutStep {
  readonly percent: string;
  /** How long it stays there; says nothing in the last step. */
  readonly hours: string;
}

/** In which steps a rollout grows, when it starts, and when it may grow, as it is typed. */
export interface RolloutDraft {
  readonly steps: readonly RolloutStep[];
  /** Whether it starts at `startAt` in `startZone`; at once if not. */
  readonly starts: boolean;
  /** A date and time: `2026-03-30T09:00`. */
  readonly startAt: string;
  readonly startZone: string;
  /** Whether it grows only on `days` from `from` to `to`, in `zone`. */
  readonly waits: boolean;
  readonly days: readonly string[];
  readonly from: string;
  readonly to: string;
  readonly zone: string;
  /** Begins anew at the next publish, wherever it stood. */
  readonly restart: boolean;
}

const step = (percent: number, hours: number): RolloutStep => ({
  percent: String(percent),
  hours: String(hours),
});

/** Plans to begin with. */
export const plans = {
  fast: { steps: [step(5, 8), step(25, 16), step(100, 0)] },
  careful: {
    steps: [step(1, 24), step(5, 24), step(25, 48), step(50, 72), step(100, 0)],
  },
} as const;

const strategy = 'progressive';
const isHours = /^\d{1,5}([.,]\d{1,4})?$/;

/** A rollout as a person begins one: careful, at once, at any time. */
export function emptyRollout(timeZone: string): RolloutDraft {
  return {
    steps: plans.careful.steps,
    starts: false,
    startAt: '',
    startZone: timeZone,
    waits: false,
    days: ['mon', 'tue', 'wed', 'thu', 'fri'],
    from: '09:00',
    to: '17:00',
    zone: timeZone,
    restart: false,
  };
}

/** A rollout with who grows, who is left, and what people are counted by. */
interface RolloutServe {
  readonly variant: string;
  readonly otherwise: string;
  readonly by: string;
  readonly rollout: RolloutDraft;
}

/** A progressive rollout as a form shows it; undefined for any other serve. */
export function toRolloutDraft(serve: Serve, empty: RolloutDraft): RolloutServe | undefined {
  const params = toObject(serve.params);
  if (serve.strategy !== strategy || !Array.isArray(params['plan'])) return undefined;
  const steps = (params['plan'] as readonly JsonObject[]).map(({ percent, hours }) => ({
    percent: textOf(percent),
    hours: hours === undefined ? '' : writeNumber(hours),
  }));
  const start = toObject(params['start']);
  const window = toObject(params['window']);
  const rollout = {
    ...empty,
    steps,
    ...(params['start'] !== undefined && {
      starts: true,
      startAt: textOf(start['at']),
      startZone: textOf(start['timeZone']),
    }),
    ...(params['window'] !== undefined && {
      waits: true,
      days: Array.isArray(window['days']) ? window['days'].map(textOf) : [],
      from: textOf(window['from']),
      to: textOf(window['to']),
      zone: textOf(window['timeZone']),
    }),
  };
  const [variant, otherwise, by] = ['variant', 'otherwise', 'by'].map((name) => textOf(params[name]));
  return { variant: variant ?? '', otherwise: otherwise ?? '', by: by ?? '', rollout };
}

/** The draft as a serve that goes on where the kept one stood; messages by field where it cannot be one. */
export function fromRolloutDraft({
  variant,
  otherwise,
  by,
  rollout,
  kept,
}: RolloutServe & { readonly kept: Serve | null }): Typed<Serve> {
  const { plan, wrongs } = readSteps(rollout.steps);
  if (variant === otherwise) wrongs['otherwise'] = 'Choose two different versions.';
  if (rollout.starts && rollout.startAt.trim() === '')
    wrongs['rollout.startAt'] = 'Enter a date and a time, or start at once.';
  if (rollout.waits && rollout.days.length === 0) wrongs['rollout.days'] = 'Choose at least one day.';
  if (Object.keys(wrongs).length > 0) return { wrongs };
  const {
    by: _by,
    start: _start,
    window: _window,
    ...rest
  } = kept?.strategy === strategy ? toObject(kept.params) : ({} as JsonObject);
  const params: JsonObject = {
    ...rest,
    variant,
    otherwise,
    plan,
    ...(by.trim() !== '' && { by: by.trim() }),
    ...(rollout.starts && { start: { at: rollout.startAt.trim(), timeZone: rollout.startZone.trim() } }),
    ...(rollout.waits && {
      window: {
        timeZone: rollout.zone.trim(),
        days: [...rollout.days],
        from: rollout.from.trim(),
        to: rollout.to.trim(),
      },
    }),
    ...(rollout.restart && { goTo: 'start' }),
  };
  return { value: { strategy, params } };
}

function readSteps(steps: readonly RolloutStep[]) {
  const wrongs: Record<string, string> = {};
  let least = 0;
  const plan = steps.map(({ percent, hours }, index) => {
    const isLast = index === steps.length - 1;
    const share = toShare(percent);
    const hold = readHours(hours) ?? (isLast ? 0 : undefined);
    const place = `rollout.steps.${index}`;
    if (share === undefined) wrongs[`${place}.percent`] = sayWrongPercent(percent);
    else if (share < least)
      wrongs[`${place}.percent`] = `A rollout only grows: enter ${toPercent(least)} % or more.`;
    else least = share;
    if (hold === undefined)
      wrongs[`${place}.hours`] = sayWrongNumber(hours) ?? 'Enter how many hours it stays there.';
    return { percent: (share ?? 0) / 1_000, hours: hold ?? 0 };
  });
  if (plan.length === 0) wrongs['rollout.steps'] = 'Add at least one step.';
  return { plan, wrongs };
}

/** Carries out what a button of the plan asks for: `plan fast`, `add-step`, `remove-step 1`. */
export function editSteps(steps: readonly RolloutStep[], edit: string): readonly RolloutStep[] {
  const [verb, what = ''] = edit.split(' ');
  if (verb === 'plan' && what in plans) return plans[what as keyof typeof plans].steps;
  if (verb === 'remove-step') return steps.filter((_step, index) => index !== Number(what));
  if (verb !== 'add-step') return steps;
  const last = steps.at(-1);
  if (!last) return [step(100, 0)];
  return [...steps.slice(0, -1), { percent: '', hours: '24' }, last];
}

function readHours(text: string): number | undefined {
  const hours = isHours.test(text.trim()) ? readNumber(text) : Number.NaN;
  return Number.isNaN(hours) ? undefined : hours;
}

function textOf(value: Json | undefined): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
