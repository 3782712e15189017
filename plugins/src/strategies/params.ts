import { z } from 'zod';
import { openTimeZone } from '../time/time-zone.ts';
import { readWallTime } from '../time/wall-time.ts';

/** A variant by its key. */
export const variantParam = z
  .string('Choose a version.')
  .min(1, 'Choose a version.')
  .meta({ format: 'variant' });

/** The attribute that people are drawn by. */
export const byParam = z.string().min(1, 'Choose an attribute.').max(256).optional().meta({
  title: 'Counted by',
  description: 'The attribute that is the unit; the ID when left out.',
  format: 'attribute',
});

const notAPercentage = 'Enter a percentage from 0 to 100.';

/** 0 to 100, with at most three decimals. */
export const percentParam = z
  .number(notAPercentage)
  .min(0, notAPercentage)
  .max(100, notAPercentage)
  .refine((value) => Number.isInteger(Math.round(value * 1e9) / 1e6), 'A percentage has at most 3 decimals.')
  .meta({ title: 'Percent', format: 'percent' });

/** Whether a rollout goes on by itself. */
export const controlParam = z
  .enum(['running', 'paused', 'stopped'])
  .default('running')
  .meta({ title: 'State', description: 'Paused, nothing begins; stopped, nobody is in.' });

/** Looked up where it is published, and never on hosts: their time-zone data may be older. */
export const timeZoneParam = z
  .string('Choose a time zone.')
  .regex(/^[A-Za-z][A-Za-z0-9_+/-]{0,63}$/, {
    error: 'Choose a time zone, like Europe/Berlin.',
    abort: true,
  })
  .meta({ title: 'Time zone', description: 'By its IANA name, like Europe/Berlin.', format: 'time-zone' });

/** What the clocks in a time zone show. */
export const wallTimeParam = z
  .string('Enter a date and a time.')
  .refine((text) => readWallTime(text) !== undefined, 'Enter a date and a time, like 2026-03-30T09:00.')
  .meta({ format: 'local-date-time' });

/** An instant that a plan was turned into when it was published, in UTC. */
export const instantParam = z.iso.datetime();

/** Adds an issue for a time zone that is unknown on this host. */
export function refuseUnknownZone(
  name: string,
  path: readonly (string | number)[],
  refinement: z.core.$RefinementCtx<unknown>,
): void {
  if (openTimeZone(name)) return;
  const message = `There is no time zone '${name}'. Choose one like Europe/Berlin.`;
  refinement.addIssue({ code: 'custom', path: [...path], message });
}

/** A percentage as thousandths of a percent. */
export function toShare(percent: number): number {
  return Math.round(percent * 1_000);
}
