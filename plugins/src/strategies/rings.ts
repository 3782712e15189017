import { defineStrategy, regionNameSchema } from '@hoist/core';
import type { Strategy, StrategySubject } from '@hoist/core';
import { z } from 'zod';
import { describeRings } from './describe-rings.ts';
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
import { scheduleRings } from './schedule-rings.ts';

const mostRings = 20;
const mostNames = 50;
const everybody = 100_000;

const ringSchema = z.object({
  name: z
    .string()
    .min(1, 'Name the ring.')
    .max(64, 'A name has at most 64 characters.')
    .meta({ title: 'Name' }),
  segments: z
    .array(z.string().min(1).max(128).meta({ format: 'segment' }))
    .max(mostNames, `A ring has at most ${mostNames} segments.`)
    .default([])
    .meta({ title: 'Segments' }),
  regions: z
    .array(regionNameSchema.meta({ format: 'region' }))
    .max(mostNames, `A ring has at most ${mostNames} regions.`)
    .default([])
    .meta({ title: 'Regions' }),
  percent: percentParam.meta({ title: 'Percentage of them' }),
  at: wallTimeParam.meta({ title: 'From' }),
  timeZone: timeZoneParam,
});

const ringsSchema = z
  .object({
    variant: variantParam.meta({ title: 'Who is in gets' }),
    otherwise: variantParam.meta({ title: 'The others get' }),
    by: byParam,
    rings: z
      .array(ringSchema.meta({ title: 'Ring' }))
      .min(1, 'Add at least one ring.')
      .max(mostRings, `There are at most ${mostRings} rings.`)
      .meta({
        title: 'Rings',
        description: 'Whoever is in a segment or a region of one; a ring with neither is everyone.',
      }),
    control: controlParam,
    steps: z
      .array(z.object({ ring: z.string().min(1), from: instantParam }))
      .max(mostRings)
      .default([])
      .meta({
        title: 'When',
        description: 'Made at publish: from when on each ring is in.',
        readOnly: true,
      }),
  })
  .superRefine(({ rings, steps }, refinement) => {
    const names = rings.map(({ name }) => name);
    rings.forEach(({ name, timeZone }, index) => {
      if (steps.length === 0) refuseUnknownZone(timeZone, ['rings', index, 'timeZone'], refinement);
      if (names.indexOf(name) === index) return;
      const message = `Two rings are named '${name}'. Give each its own name.`;
      refinement.addIssue({ code: 'custom', path: ['rings', index, 'name'], message });
    });
  });

const ring = { timeZone: 'UTC', at: '2026-03-02T09:00' };
const waves = {
  variant: 'on',
  otherwise: 'off',
  rings: [
    { ...ring, name: 'Staff', segments: ['staff'], percent: 100 },
    { ...ring, name: 'Japan', regions: ['JP'], percent: 25, timeZone: 'Asia/Tokyo' },
    { ...ring, name: 'All', percent: 50, at: '2026-03-04T09:00' },
  ],
  steps: [
    { ring: 'Staff', from: '2026-03-02T09:00:00.000Z' },
    { ring: 'Japan', from: '2026-03-02T00:00:00.000Z' },
    { ring: 'All', from: '2026-03-04T09:00:00.000Z' },
  ],
};
const japan = Date.parse('2026-03-02T00:00:00.000Z');
const staff = Date.parse('2026-03-02T09:00:00.000Z');
const all = Date.parse('2026-03-04T09:00:00.000Z');
const vector = { params: waves, salt: 'checkout' };

/** Audiences one after another, each with a percentage and a beginning of its own. Whoever is in stays in. */
export const rings: Strategy = defineStrategy({
  name: 'rings',
  title: 'Rings',
  description:
    'Segments or regions one after another, each with its percentage, from a local date and time on.',
  schema: ringsSchema.transform((params) => ({
    ...params,
    begun: params.rings.flatMap((each) => toBegun(each, params)),
  })),
  bucketed: true,
  variants: ({ variant, otherwise }) => [...new Set([variant, otherwise])],
  references: ({ rings: each }) => ({
    segments: [...new Set(each.flatMap(({ segments }) => segments))],
    regions: [...new Set(each.flatMap(({ regions }) => regions))],
  }),
  assign(subject, { begun, variant, otherwise, by }) {
    const { now } = subject;
    let reached = 0;
    for (let index = 0; index < begun.length; index++) {
      const one = begun[index];
      if (one !== undefined && one.from <= now && one.share > reached && isAmong(subject, one))
        reached = one.share;
    }
    if (reached === 0) return otherwise;
    if (reached === everybody) return variant;
    const bucket = subject.bucket('split', by);
    if (bucket === undefined) return undefined;
    return bucket < reached ? variant : otherwise;
  },
  nextChange: ({ begun }, now) =>
    begun.reduce<number | undefined>(
      (next, { from }) => (from > now && (next === undefined || from < next) ? from : next),
      undefined,
    ),
  schedule: (params, moment) => scheduleRings(params, moment),
  describe: (params, nameOf, moment) => describeRings(params, nameOf, moment),
  vectors: [
    { ...vector, context: {}, now: 0, variant: 'off' },
    { ...vector, context: { country: 'jp', targetingKey: 'user-5' }, now: japan - 1, variant: 'off' },
    { ...vector, context: { country: 'jp', targetingKey: 'user-5' }, now: japan, variant: 'on' },
    { ...vector, context: { country: 'JP', targetingKey: 'user-1' }, now: japan, variant: 'off' },
    { ...vector, context: { country: 'JP' }, now: japan },
    { ...vector, context: { country: 'DE' }, now: japan, variant: 'off' },
    { ...vector, context: {}, segments: ['staff'], now: staff - 1, variant: 'off' },
    { ...vector, context: {}, segments: ['staff'], now: staff, variant: 'on' },
    { ...vector, context: { targetingKey: 'user-5' }, now: all - 1, variant: 'off' },
    { ...vector, context: { targetingKey: 'user-5' }, now: all, variant: 'on' },
    { ...vector, context: {}, now: all },
    {
      ...vector,
      params: { ...waves, by: 'company' },
      context: { company: 'user-5' },
      now: all,
      variant: 'on',
    },
  ],
});

interface Begun {
  readonly segments: readonly string[];
  readonly regions: readonly string[];
  readonly share: number;
  readonly from: number;
}

/** A ring that has a beginning; one that is not published, or was paused before, has none. */
function toBegun(
  { name, segments, regions, percent }: z.infer<typeof ringSchema>,
  { steps }: { readonly steps: readonly { readonly ring: string; readonly from: string }[] },
): Begun[] {
  const step = steps.find((each) => each.ring === name);
  return step ? [{ segments, regions, share: toShare(percent), from: Date.parse(step.from) }] : [];
}

function isAmong(subject: StrategySubject, { segments, regions }: Begun): boolean {
  if (segments.length + regions.length === 0) return true;
  for (let index = 0; index < segments.length; index++) {
    if (subject.inSegment(segments[index] ?? '')) return true;
  }
  for (let index = 0; index < regions.length; index++) {
    if (subject.inRegion(regions[index] ?? '')) return true;
  }
  return false;
}
