import type { Json, JsonObject, Serve } from '@hoist/core';

/** One step of a plan as it is typed. */
export interface RolloutStep {
  readonly percent: string;
  /** How long it stays there; ignored in the last step. */
  readonly hours: string;
}

/** A rollout plan: the variant that grows, the one that the others get, and the steps. */
export interface RolloutDraft {
  readonly steps: readonly RolloutStep[];
  readonly variant: string;
  readonly otherwise: string;
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
const isPercent = /^\d{1,3}([.,]\d{1,3})?$/;
const isHours = /^\d{1,5}([.,]\d{1,3})?$/;

/** Fills in the form from a progressive rollout; undefined for any other serve, and for one that the form cannot show. */
export function toRolloutDraft(serve: Serve): RolloutDraft | undefined {
  const params = serve.params as JsonObject;
  if (serve.strategy !== strategy || params['by'] !== undefined || !Array.isArray(params['plan']))
    return undefined;
  const steps = (params['plan'] as readonly JsonObject[]).map(({ percent, hours }) => ({
    percent: textOf(percent),
    hours: textOf(hours),
  }));
  return { steps, variant: textOf(params['variant']), otherwise: textOf(params['otherwise']) };
}

/** Makes a serve that continues from the previous one, or messages by field if the draft cannot be one. */
export function readRolloutDraft(
  { steps, variant, otherwise }: RolloutDraft,
  before: Serve,
): { readonly serve: Serve } | { readonly fields: Readonly<Record<string, string>> } {
  const fields: Record<string, string> = {};
  let least = 0;
  const plan = steps.map(({ percent, hours }, index) => {
    const isLast = index === steps.length - 1;
    const share = toNumber(percent, isPercent);
    const hold = isLast ? 0 : toNumber(hours, isHours);
    if (share === undefined || share > 100)
      fields[`steps.${index}.percent`] = 'Enter a percentage from 0 to 100, with at most 3 decimals.';
    else if (share < least)
      fields[`steps.${index}.percent`] = `A rollout only grows: enter ${least} % or more.`;
    else least = share;
    if (hold === undefined) fields[`steps.${index}.hours`] = 'Enter how many hours it stays there.';
    return { percent: share ?? 0, hours: hold ?? 0 };
  });
  if (plan.length === 0) fields['steps'] = 'Add at least one step.';
  if (variant === otherwise) fields['otherwise'] = 'Choose two different versions.';
  if (Object.keys(fields).length > 0) return { fields };
  const kept = before.strategy === strategy ? (before.params as JsonObject) : {};
  return { serve: { strategy, params: { ...kept, variant, otherwise, plan } } };
}

/** Applies the edit of a button: `plan fast`, `add-step`, `remove-step 1`. */
export function editSteps(steps: readonly RolloutStep[], edit: string): readonly RolloutStep[] {
  const [verb, what = ''] = edit.split(' ');
  if (verb === 'plan' && what in plans) return plans[what as keyof typeof plans].steps;
  if (verb === 'remove-step') return steps.filter((_step, index) => index !== Number(what));
  if (verb !== 'add-step') return steps;
  const last = steps.at(-1);
  if (!last) return [step(100, 0)];
  return [...steps.slice(0, -1), { percent: '', hours: '24' }, last];
}

function toNumber(text: string, form: RegExp): number | undefined {
  return form.test(text.trim()) ? Number(text.trim().replace(',', '.')) : undefined;
}

function textOf(value: Json | undefined): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
