import { joinWords, limits } from '@hoist/core';
import { tooMany } from './too-many.ts';
import { z } from 'zod';

/** So many entries of a list are looked at; a longer one would take milliseconds. */
export const mostEntries = 10_000;
const mostNamed = 8;

type ValueSet = ReadonlySet<unknown>;

export const valueSchema = z.union([z.string(), z.number()], 'Enter a text or a number.');

/**
 * A list of texts and numbers as a set: asking it takes as long for 10,000 as for one. Its entries are checked by hand,
 * because a schema for each takes ten times as long.
 */
export const valueSetSchema = z
  .array(z.unknown().meta({ anyOf: [{ type: 'string' }, { type: 'number' }] }))
  .min(1, 'Enter at least one value.')
  .max(limits.operandValues, tooMany('values'))
  .meta({ title: 'Values' })
  .transform((values, refinement): ValueSet => {
    const wrong = values.findIndex((value) => typeof value !== 'string' && !Number.isFinite(value));
    if (wrong < 0) return new Set(values);
    refinement.addIssue({ code: 'custom', path: [wrong], message: 'Enter a text or a number.' });
    return z.NEVER;
  });

/** Whether a list has one of these values; undefined for one of more than {@link mostEntries} entries. */
export function hasAny(actual: readonly unknown[], values: ValueSet): boolean | undefined {
  if (actual.length > mostEntries) return undefined;
  for (let index = 0; index < actual.length; index++) {
    if (values.has(actual[index])) return true;
  }
  return false;
}

/** `DE or AT`; undefined for too many to be read. */
export function nameValues(values: ValueSet): string | undefined {
  return values.size > mostNamed ? undefined : joinWords([...values].map(String), 'or');
}
