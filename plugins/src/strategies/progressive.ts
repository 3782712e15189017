import { defineStrategy } from '@hoist/core';
import type { Strategy } from '@hoist/core';
import { z } from 'zod';
import { weekDays } from '../time/advance-window.ts';
import {
  byParam,
  controlParam,
  instantParam,
  percentParam,
  refuseUnknownZone,
  timeZoneParam,
  toShare,
  variantParam,
  wallTimeParam,
} from './params.ts';
import { readProgress, schedulePlan, toPermanent } from './progressive-plan.ts';

const mostSteps = 50;
const mostHours = 24 * 366;
const timeOfDay = z
  .string('Enter a time of day.')
  .regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'Enter a time of day, like 09:00.');

const windowSchema = z
  .object({
    timeZone: timeZoneParam,
    days: z
      .array(z.enum(weekDays))
      .min(1, 'Choose at least one day.')
      .max(weekDays.length)
      .meta({ title: 'Days' }),
    from: timeOfDay
      .refine((time) => time !== '24:00', 'Enter a time of day, like 09:00.')
      .meta({ title: 'From' }),
    to: timeOfDay.meta({ title: 'To', description: 'Before it begins: on the next day.' }),
  })
  .refine(({ from, to }) => from !== to, {
    message: 'Enter another time than the one it begins at. A whole day is from 00:00 to 24:00.',
    path: ['to'],
  })
  .meta({
    title: 'Only at',
    description: 'When a step may begin by itself, the first one too.',
  });

const startSchema = z
  .object({ at: wallTimeParam.meta({ title: 'At' }), timeZone: timeZoneParam })
  .meta({ title: 'Start', description: 'When the first step begins: at once where it is left out.' });

const progressiveSchema = z
  .object({
    variant: variantParam.meta({ title: 'Who is in gets' }),
    otherwise: variantParam.meta({ title: 'The others get' }),
    by: byParam,
    plan: z
      .array(
        z
          .object({
            percent: percentParam,
            hours: z
              .number('Enter how many hours it stays there.')
              .min(0, 'Enter 0 hours or more.')
              .max(mostHours, `A step is held for at most ${mostHours} hours, a year.`)
              .meta({ title: 'Hours until the next' }),
          })
          .meta({ title: 'Step' }),
      )
      .min(1, 'Add at least one step.')
      .max(mostSteps, `A rollout has at most ${mostSteps} steps.`)
      .meta({ title: 'Steps', description: 'Each with its percentage and the hours until the next.' }),
    start: startSchema.optional(),
    window: windowSchema.optional(),
    control: controlParam,
    goTo: z
      .union([z.literal('start'), z.int().min(0).max(mostSteps)])
      .optional()
      .meta({
        title: 'Go to step',
        description:
          'At the next publish, by its number, 0 for the first; `start` begins anew. It is gone after that.',
      }),
    progress: z
      .object({ step: z.int().min(-1).max(mostSteps), held: z.number().min(0) })
      .optional()
      .meta({
        title: 'Progress',
        description: 'Where it stood at publish; step -1 before the first.',
        readOnly: true,
      }),
    steps: z
      .array(z.object({ from: instantParam, percent: percentParam }))
      .max(mostSteps)
      .default([])
      .meta({
        title: 'When',
        description: 'Made at publish: from when on which percentage is reached.',
        readOnly: true,
      }),
  })
  .superRefine(({ plan, start, window, steps }, refinement) => {
    if (start && steps.length === 0) refuseUnknownZone(start.timeZone, ['start', 'timeZone'], refinement);
    if (window && steps.length === 0) refuseUnknownZone(window.timeZone, ['window', 'timeZone'], refinement);
    plan.forEach((step, index) => {
      const before = plan[index - 1]?.percent ?? 0;
      if (step.percent >= before) return;
      const message = `A rollout only grows: enter ${before} % or more, or change the step before.`;
      refinement.addIssue({ code: 'custom', path: ['plan', index, 'percent'], message });
    });
  });

const careful = {
  variant: 'on',
  otherwise: 'off',
  plan: [
    { percent: 25, hours: 24 },
    { percent: 100, hours: 0 },
  ],
  progress: { step: 0, held: 0 },
  steps: [
    { from: '2026-03-02T09:00:00.000Z', percent: 25 },
    { from: '2026-03-03T09:00:00.000Z', percent: 100 },
  ],
};
const fromMonday = {
  ...careful,
  start: { at: '2026-03-02T10:00', timeZone: 'Europe/Berlin' },
  progress: { step: -1, held: 0 },
  steps: [{ from: '2026-02-27T12:00:00.000Z', percent: 0 }, ...careful.steps],
};
const monday = Date.parse('2026-03-02T09:00:00.000Z');
const tuesday = Date.parse('2026-03-03T09:00:00.000Z');

/** A percentage that grows in steps of some hours each. Growth never takes the variant from anybody. */
export const progressive: Strategy = defineStrategy({
  name: 'progressive',
  title: 'Progressive rollout',
  description: 'A percentage that grows by steps, by itself. Whoever has it keeps it.',
  schema: progressiveSchema.transform((params) => ({
    ...params,
    shares: params.steps.map((step) => ({ from: Date.parse(step.from), share: toShare(step.percent) })),
  })),
  bucketed: true,
  variants: (params) => [...new Set([params.variant, params.otherwise])],
  assign(subject, { shares, variant: grown, otherwise, by }) {
    const { now } = subject;
    let reached = shares[0]?.share ?? 0;
    for (let index = 1; index < shares.length; index++) {
      const step = shares[index];
      if (step === undefined || step.from > now) break;
      reached = step.share;
    }
    const bucket = subject.bucket('split', by);
    if (bucket === undefined) return undefined;
    return bucket < reached ? grown : otherwise;
  },
  nextChange: ({ shares }, now) => shares.slice(1).find(({ from }) => from > now)?.from,
  schedule: (params, moment) => schedulePlan(params, moment),
  progress: (params, now) => readProgress(params, now),
  permanent: (params) => toPermanent(params),
  vectors: [
    { params: careful, salt: 'checkout', context: { targetingKey: 'user-5' }, now: 0, variant: 'on' },
    { params: careful, salt: 'checkout', context: { targetingKey: 'user-5' }, now: monday, variant: 'on' },
    { params: careful, salt: 'checkout', context: { targetingKey: 'user-1' }, now: monday, variant: 'off' },
    { params: careful, salt: 'checkout', context: { targetingKey: 'user-1' }, now: tuesday, variant: 'on' },
    { params: careful, salt: 'checkout', context: {}, now: tuesday },
    {
      params: fromMonday,
      salt: 'checkout',
      context: { targetingKey: 'user-5' },
      now: monday - 1,
      variant: 'off',
    },
    { params: fromMonday, salt: 'checkout', context: { targetingKey: 'user-5' }, now: monday, variant: 'on' },
    {
      params: { ...careful, by: 'company' },
      salt: 'checkout',
      context: { company: 'user-5' },
      now: monday,
      variant: 'on',
    },
  ],
});
