import { createRegistry, defineStrategy } from '@hoist/core';
import type { Json, JsonObject } from '@hoist/core';
import { standardPlugins } from '@hoist/plugins';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { toObject } from '../json-object.ts';
import { toFormTree } from './form-tree.ts';
import type { FormTree } from './form-tree.ts';
import { readFields } from './read-fields.ts';
import { toFields } from './schema-field.ts';
import { isShownWhole, showFields } from './show-fields.ts';

const strategies = [...createRegistry(standardPlugins).strategies.values()];

function fieldsOf(schema: Json) {
  const fields = toFields(toObject(schema));
  if (!fields) throw new Error('This schema has no form.');
  return fields;
}

/** As a browser sends it: every text under its dotted name. */
function send(tree: FormTree, path: readonly string[] = [], form = new FormData()): FormData {
  for (const [name, inner] of Object.entries(tree)) {
    if (typeof inner === 'string') form.append([...path, name].join('.'), inner);
    else if (inner) send(inner, [...path, name], form);
  }
  return form;
}

const published = strategies.flatMap((strategy) =>
  strategy.vectors.map(({ params }) => {
    const moment = { now: Date.parse('2026-03-01T00:00:00Z'), enabled: true, previous: undefined };
    return [strategy.name, strategy.schedule(params, moment), strategy.jsonSchema] as const;
  }),
);

describe('the generated form of a strategy that comes with Hoist', () => {
  it('is there for each of them', () => {
    expect(new Set(published.map(([name]) => name))).toEqual(new Set(strategies.map(({ name }) => name)));
  });

  it.each(published)('gives back what is published of %s: %j', (_name, params, schema) => {
    const fields = fieldsOf(schema);
    expect(readFields(fields, toFormTree(send(showFields(fields, params))))).toEqual({ value: params });
  });

  it.each(['progressive', 'scheduled', 'rings'])('carries what publishing made of %s', (name) => {
    const [, params = null, schema = null] = published.find(([each]) => each === name) ?? [];
    const fields = fieldsOf(schema);
    expect(fields.filter(({ kind }) => kind === 'carried').map((field) => field.name)).toContain('steps');
    expect((toObject(params)['steps'] as readonly Json[]).length).toBeGreaterThan(0);
  });
});

describe('a form with rows', () => {
  const { jsonSchema } = defineStrategy({
    name: 'acme:waves',
    title: '',
    description: '',
    schema: z.object({
      waves: z.array(
        z.object({
          segments: z.array(z.string().meta({ format: 'segment' })).default([]),
          slots: z.array(z.object({ percent: z.number().meta({ format: 'percent' }) })).min(1),
          state: z.string().optional().meta({ readOnly: true }),
        }),
      ),
    }),
    bucketed: false,
    variants: () => [],
    assign: () => undefined,
    vectors: [],
  });
  const fields = fieldsOf(jsonSchema);
  const params: JsonObject = {
    waves: [
      { segments: ['staff', 'beta.2'], slots: [{ percent: 12.5 }, { percent: 100 }], state: 'begun' },
      { segments: [], slots: [{ percent: 0 }] },
    ],
  };

  it('gives them back, in rows too, with what is carried in each', () => {
    expect(isShownWhole(fields, params)).toBe(true);
    expect(readFields(fields, toFormTree(send(showFields(fields, params))))).toEqual({ value: params });
  });

  it('says what is wrong at the path of the field, by the place of its row', () => {
    const typed = {
      waves: { 3: { '#': 'row', slots: { 0: { percent: '1' } } }, 7: { slots: { 1: { percent: '101' } } } },
    };
    expect(readFields(fields, typed)).toEqual({
      wrongs: { 'waves.1.slots.0.percent': 'Enter a percentage from 0 to 100, with at most 3 decimals.' },
    });
    expect(readFields(fields, { waves: { 0: { '#': 'row' } } })).toEqual({
      wrongs: { 'waves.0.slots': 'slots: add at least one.' },
    });
  });

  it('is not whole where it would lose something', () => {
    expect(isShownWhole(fields, { waves: [{ slots: [{ percent: 1, more: true }] }] })).toBe(false);
    expect(isShownWhole(fields, { waves: [{ slots: [{ percent: 1.23456 }] }] })).toBe(false);
  });

  it('leaves out what somebody made of a carried text', () => {
    const typed = { waves: { 0: { slots: { 0: { percent: '1' } }, state: '{"a":' } } };
    expect(readFields(fields, typed)).toEqual({
      value: { waves: [{ segments: [], slots: [{ percent: 1 }] }] },
    });
  });
});
