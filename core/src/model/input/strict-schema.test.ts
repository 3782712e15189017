import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { segmentDefinitionSchema } from '../segment.ts';
import { settingSchema } from '../setting.ts';
import { readInput } from './read-input.ts';
import { strictly } from './strict-schema.ts';

const serve = { strategy: 'fixed', params: { variant: 'on' } };
const rule = { id: 'r', segments: ['beta'], conditions: [], serve };
const setting = { enabled: true, rules: [rule], everyoneElse: serve, salt: 'abcdef12' };
const read = (input: unknown, schema: z.ZodType = settingSchema) => {
  const parsed = readInput(strictly(schema), input);
  return parsed.success ? parsed.data : parsed.issues.map(({ path, message }) => ({ path, message }));
};

describe('a strict schema', () => {
  it('reads what it has, with its defaults', () => {
    expect(read(setting)).toEqual(settingSchema.parse(setting));
  });

  it.each([
    [{ ...setting, rulez: [] }, 'rulez', "There is no field 'rulez' here. Did you mean 'rules'?"],
    [{ ...setting, nevr: ['x'] }, 'nevr', "There is no field 'nevr' here. Did you mean 'never'?"],
    [{ ...setting, aviability: {} }, 'aviability', /Did you mean 'availability'\?/],
    [{ ...setting, rules: [{ ...rule, enabld: false }] }, 'rules.0.enabld', /Did you mean 'enabled'\?/],
    [
      { ...setting, rules: [{ ...rule, conditions: [{ operator: 'exists', negated: true }] }] },
      'rules.0.conditions.0.negated',
      /Did you mean 'negate'\?/,
    ],
    [
      { ...setting, availability: { mode: 'only', regions: ['DE'], unknown: 'inside' } },
      'availability.unknown',
      /unknown/,
    ],
    [
      { ...setting, color: 'red' },
      'color',
      /^There is no field 'color' here. Leave it out; there are enabled, /,
    ],
  ])('refuses %j at %s', (input, path, message) => {
    expect(read(input)).toContainEqual({ path, message: expect.stringMatching(message) as string });
  });

  it('says of each unknown field at its own path which name is nearest', () => {
    const written = { ...setting, rulez: [], nevr: [], color: 'red', rules: [{ ...rule, di: 1, colour: 2 }] };
    expect(read(written)).toEqual([
      { path: 'rules.0.di', message: "There is no field 'di' here. Did you mean 'id'?" },
      { path: 'rules.0.colour', message: expect.stringMatching(/Leave it out; there are id, /) as string },
      { path: 'rulez', message: "There is no field 'rulez' here. Did you mean 'rules'?" },
      { path: 'nevr', message: "There is no field 'nevr' here. Did you mean 'never'?" },
      { path: 'color', message: expect.stringMatching(/Leave it out; there are enabled, /) as string },
    ]);
  });

  it('says of the first 20 unknown fields', () => {
    const many = Object.fromEntries(Array.from({ length: 30_000 }, (_, index) => [`enabld${index}`, 1]));
    expect(read({ ...setting, ...many })).toHaveLength(20);
  });

  it('says that something takes no fields', () => {
    const message = "There is no field 'why' here: this takes no fields. Leave it out.";
    expect(read({ why: 1 }, z.object({}))).toEqual([{ path: 'why', message }]);
  });

  it('says the same of objects that were strict before', () => {
    const message = "There is no field 'nmae' here. Did you mean 'name'?";
    expect(read({ nmae: 1 }, z.strictObject({ name: z.number().optional() }))).toEqual([
      { path: 'nmae', message },
    ]);
  });

  it('is strict in segments too', () => {
    const segment = { key: 'a', revision: 1, name: 'A', include: ['x'] };
    expect(read(segment, segmentDefinitionSchema)).toEqual([
      { path: 'include', message: "There is no field 'include' here. Did you mean 'included'?" },
    ]);
  });

  it('leaves alone what takes any field, and what a transformation gives', () => {
    const loose = z.looseObject({ a: z.object({ b: z.number() }) });
    expect(read({ a: { b: 1 }, other: 2 }, loose)).toEqual({ a: { b: 1 }, other: 2 });
    expect(read({ a: { b: 1, c: 2 } }, loose)).toMatchObject([{ path: 'a.c' }]);
    const made = z.object({ list: z.array(z.string()) }).transform(({ list }) => ({ set: new Set(list) }));
    expect(read({ list: ['x'] }, made)).toEqual({ set: new Set(['x']) });
    expect(read({ list: ['x'], lst: [] }, made)).toMatchObject([{ path: 'lst' }]);
  });

  it('keeps refinements, and is made once', () => {
    const twice = { ...setting, rules: [rule, rule] };
    expect(read(twice)).toMatchObject([{ path: 'rules.1.id', message: "Two rules have the id 'r'." }]);
    expect(strictly(settingSchema)).toBe(strictly(settingSchema));
  });

  it('knows unions, records, tuples and what refers to itself', () => {
    const tree: z.ZodType = z.lazy(() => z.object({ leaves: z.array(tree).default([]) }));
    expect(read({ leaves: [{ leafs: [] }] }, tree)).toMatchObject([{ path: 'leaves.0.leafs' }]);
    const either = z.union([z.object({ a: z.number() }), z.object({ b: z.number() })]);
    expect(read({ b: 1 }, either)).toEqual({ b: 1 });
    expect(read({ a: 1, b: 2 }, either)).toMatchObject([{ path: '' }]);
    expect(read({ x: { a: 1, c: 1 } }, z.record(z.string(), z.object({ a: z.number() })))).toMatchObject([
      { path: 'x.c' },
    ]);
    expect(read([{ a: 1, c: 1 }], z.tuple([z.object({ a: z.number() })]))).toMatchObject([{ path: '0.c' }]);
  });
});
