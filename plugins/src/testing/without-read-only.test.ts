import { describe, expect, it } from 'vitest';
import type { Json } from '@hoist/core';
import { z } from 'zod';
import { withoutReadOnly } from './without-read-only.ts';

const step = z.object({ days: z.int(), from: z.string().optional().meta({ readOnly: true }) });
const branch = z.object({
  get inner() {
    return z.array(branch);
  },
  from: z.string().meta({ readOnly: true }),
});
const sent = { days: 2, from: '2026-03-01' };
const kept = { days: 2 };
const strip = (schema: z.ZodType, value: Json) =>
  withoutReadOnly(value, z.toJSONSchema(schema, { io: 'input' }) as Json);

describe('withoutReadOnly', () => {
  it.each<[string, z.ZodType, Json, Json]>([
    ['the parameters', step, sent, kept],
    ['a row', z.array(step), [sent, sent], [kept, kept]],
    ['an object in an object', z.object({ first: step }), { first: sent }, { first: kept }],
    ['an entry under any name', z.record(z.string(), step), { first: sent }, { first: kept }],
    ['a place of a tuple', z.tuple([z.string(), step]), ['a', sent], ['a', kept]],
    ['the rest of a tuple', z.tuple([z.string()], step), ['a', sent], ['a', kept]],
    ['one form of several', z.union([z.string(), step]), sent, kept],
    ['both of two forms', z.intersection(z.object({ days: z.int() }), step), sent, kept],
    ['a row in a row', z.array(z.array(step)), [[sent]], [[kept]]],
    [
      'a row of its own kind',
      branch,
      { inner: [{ inner: [], from: 'a' }], from: 'b' },
      { inner: [{ inner: [] }] },
    ],
  ])('leaves out what is readOnly in %s', (_where, schema, value, expected) => {
    expect(strip(schema, value)).toEqual(expected);
  });

  it('leaves everything else as it is', () => {
    const value = { days: 'two', other: [{ from: 1 }], from: '2026-03-01' };
    expect(strip(step, value)).toEqual({ days: 'two', other: [{ from: 1 }] });
    expect(strip(z.array(step), 'from')).toBe('from');
    expect(withoutReadOnly(sent, true)).toEqual(sent);
  });
});
