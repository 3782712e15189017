import { defineStrategy } from '@hoist/core';
import type { Moment, NameOf, Strategy } from '@hoist/core';
import { z } from 'zod';
import { nameBeginning, toInstantText } from './calendar.ts';
import { instantParam, refuseUnknownZone, timeZoneParam, variantParam, wallTimeParam } from './params.ts';

const mostChanges = 50;

const scheduledSchema = z
  .object({
    before: variantParam.meta({ title: 'Until then', description: 'The version before the first change.' }),
    timeZone: timeZoneParam,
    plan: z
      .array(
        z
          .object({
            at: wallTimeParam.meta({ title: 'From' }),
            variant: variantParam.meta({ title: 'Version' }),
          })
          .meta({ title: 'Change' }),
      )
      .min(1, 'Add at least one change.')
      .max(mostChanges, `A schedule has at most ${mostChanges} changes.`)
      .meta({ title: 'Changes', description: 'Each at a time of the time zone, the earliest first.' }),
    steps: z
      .array(z.object({ from: instantParam, variant: variantParam }))
      .max(mostChanges)
      .default([])
      .meta({
        title: 'When',
        description: 'Made at publish: from when on which version is served.',
        readOnly: true,
      }),
  })
  .superRefine(({ plan, timeZone, steps }, refinement) => {
    if (steps.length === 0) refuseUnknownZone(timeZone, ['timeZone'], refinement);
    plan.forEach(({ at }, index) => {
      const before = plan[index - 1]?.at;
      if (before === undefined || at > before) return;
      const message = `Enter a time after ${before}, or change the order.`;
      refinement.addIssue({ code: 'custom', path: ['plan', index, 'at'], message });
    });
  });

const sale = {
  before: 'off',
  timeZone: 'Europe/Berlin',
  plan: [
    { at: '2026-03-29T02:30', variant: 'on' },
    { at: '2026-04-01T00:00', variant: 'off' },
  ],
  // The clocks skip 02:30 on that day: it begins when they do.
  steps: [
    { from: '2026-03-29T01:00:00.000Z', variant: 'on' },
    { from: '2026-03-31T22:00:00.000Z', variant: 'off' },
  ],
};
const begins = Date.parse('2026-03-29T01:00:00.000Z');
const ends = Date.parse('2026-03-31T22:00:00.000Z');

/** One version for everybody, another one from a time on. Nothing has to be published at that time. */
export const scheduled: Strategy = defineStrategy({
  name: 'scheduled',
  title: 'Schedule',
  description: 'Everybody gets one version, and another one from a date and time of a time zone on.',
  schema: scheduledSchema.transform((params) => ({
    ...params,
    changes: params.steps.map(({ from, variant }) => ({ from: Date.parse(from), variant })),
  })),
  bucketed: false,
  // The plan counts before it is published as well, so that a version that the flag lacks is found.
  variants: ({ before, plan, steps }) => [
    ...new Set([before, ...[...plan, ...steps].map(({ variant }) => variant)]),
  ],
  assign({ now }, { before, changes }) {
    let served = before;
    for (let index = 0; index < changes.length; index++) {
      const change = changes[index];
      if (change === undefined || change.from > now) break;
      served = change.variant;
    }
    return served;
  },
  nextChange: ({ changes }, now) => changes.find(({ from }) => from > now)?.from,
  schedule({ before, timeZone, plan }) {
    const steps = plan.flatMap(({ at, variant }) => {
      const from = toInstantText(at, timeZone);
      return from === undefined ? [] : [{ from, variant }];
    });
    return { before, timeZone, plan: plan.map(({ at, variant }) => ({ at, variant })), steps };
  },
  describe: (params, nameOf, moment) => describeSchedule(params, nameOf, moment),
  vectors: [
    { params: sale, salt: 'checkout', context: {}, now: 0, variant: 'off' },
    { params: sale, salt: 'checkout', context: {}, now: begins - 1, variant: 'off' },
    { params: sale, salt: 'checkout', context: {}, now: begins, variant: 'on' },
    { params: sale, salt: 'checkout', context: { targetingKey: 'user-1' }, now: ends - 1, variant: 'on' },
    { params: sale, salt: 'checkout', context: {}, now: ends, variant: 'off' },
    { params: { ...sale, steps: [] }, salt: 'checkout', context: {}, now: ends, variant: 'off' },
  ],
});

interface Schedule {
  readonly before: string;
  readonly timeZone: string;
  readonly plan: readonly { readonly at: string; readonly variant: string }[];
  readonly changes: readonly { readonly from: number }[];
}

/** `1.3, 1.4 from Monday 09:00, and 2 more changes`. */
function describeSchedule(
  { before, timeZone, plan, changes }: Schedule,
  nameOf: NameOf,
  moment: Moment | undefined,
): string {
  const instant = moment?.now ?? Number.NEGATIVE_INFINITY;
  const due = changes.filter(({ from }) => from <= instant).length;
  const [next, ...more] = plan.slice(due);
  const now = nameOf('variant', plan[due - 1]?.variant ?? before);
  if (!next) return now;
  const when = nameBeginning({ at: next.at, timeZone }, changes[due]?.from, moment);
  const rest =
    more.length === 0 ? '' : `, and ${more.length} more ${more.length === 1 ? 'change' : 'changes'}`;
  return `${now}, ${nameOf('variant', next.variant)} from ${when}${rest}`;
}
