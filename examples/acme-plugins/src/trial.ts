import { defineStrategy } from '@hoist/core';
import { z } from 'zod';

const version = z.string().min(1, 'Choose a version.').meta({ format: 'variant' });
const audience = z.object({
  segment: z.string().min(1, 'Choose a segment.').meta({ title: 'Segment', format: 'segment' }),
  percent: z.number().min(0).max(100).meta({ title: 'Percent', format: 'percent' }),
});
const day = 86_400_000;
const staff = { variant: 'on', otherwise: 'off', audiences: [{ segment: 'staff', percent: 100 }], days: 7 };
const published = { ...staff, until: '2026-03-08T00:00:00.000Z' };
const ends = Date.parse(published.until);
const vector = { params: published, salt: 'checkout', context: { targetingKey: 'user-1' } };

/** A percentage of each of some segments, for so many days from the publish on. */
export const trial = defineStrategy({
  name: 'acme:trial',
  title: 'A trial',
  description: 'A percentage of each of these segments gets it, for some days from the publish on.',
  schema: z
    .object({
      variant: version.meta({ title: 'Version on trial' }),
      otherwise: version.meta({ title: 'Version for the others' }),
      audiences: z
        .array(audience.meta({ title: 'Audience' }))
        .min(1, 'Add at least one audience.')
        .max(20, 'A trial has at most 20 audiences.')
        .meta({ title: 'Audiences', description: 'The first one that a person is in decides.' }),
      days: z.number().min(1, 'Enter 1 day or more.').max(366).meta({ title: 'Days' }),
      until: z.iso.datetime().optional().meta({ title: 'Until', readOnly: true }),
    })
    .transform((params) => ({ ...params, ends: params.until ? Date.parse(params.until) : Infinity })),
  bucketed: true,
  variants: ({ variant, otherwise }) => [variant, otherwise],
  references: ({ audiences }) => ({ segments: audiences.map(({ segment }) => segment) }),
  assign(subject, { variant, otherwise, audiences, ends }) {
    if (subject.now >= ends) return otherwise;
    const found = audiences.find(({ segment }) => subject.inSegment(segment));
    if (!found || found.percent === 0) return otherwise;
    const bucket = subject.bucket('split');
    if (bucket === undefined) return undefined;
    return bucket < found.percent * 1_000 ? variant : otherwise;
  },
  nextChange: ({ ends }, now) => (ends > now && ends < Infinity ? ends : undefined),
  schedule({ variant, otherwise, audiences, days }, { now, previous }) {
    const before = previous?.params.days === days ? previous.params.until : undefined;
    const until = before ?? new Date(now + days * day).toISOString();
    return { variant, otherwise, audiences, days, until };
  },
  vectors: [
    { ...vector, segments: ['staff'], now: ends - 1, variant: 'on' },
    { ...vector, segments: ['staff'], now: ends, variant: 'off' },
    { ...vector, segments: [], now: 0, variant: 'off' },
    { ...vector, params: staff, segments: ['staff'], now: ends, variant: 'on' },
    { ...vector, context: {}, segments: ['staff'], now: 0 },
  ],
});
