import { jsonSchema } from '@hoist/core';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { parseInput } from './parse.ts';
import { refusalOf } from '../testing.ts';

const schema = z.object({ name: z.string().max(5), values: z.array(jsonSchema).default([]) });
const refuse = (input: unknown) => refusalOf(async () => parseInput(schema, input));

describe('parseInput', () => {
  it('fills in defaults', () => {
    expect(parseInput(schema, { name: 'a' })).toEqual({ name: 'a', values: [] });
  });

  it('refuses a field that there is none of, and names the nearest', async () => {
    const { fields } = await refuse({ name: 'a', valus: [] });
    expect(fields).toEqual({ valus: "There is no field 'valus' here. Did you mean 'values'?" });
  });

  it('names every field that is wrong by its dotted path', async () => {
    const refusal = await refuse({ name: 'too long', values: [undefined] });
    expect(refusal.status).toBe(422);
    expect(Object.keys(refusal.fields)).toEqual(['name', 'values.0']);
  });

  it.each(['constructor', 'toString', 'hasOwnProperty', 'valueOf'])(
    'names the field %s like any other',
    async (name) => {
      const { fields } = await refuse({ name: 'a', [name]: 1 });
      expect(Object.entries(fields)).toEqual([
        [name, expect.stringContaining(`There is no field '${name}'`)],
      ]);
    },
  );

  it.each([
    ['{"__proto__":{"name":"b"}}', '__proto__'],
    ['{"name":"a","values":[{"x":{"__proto__":1}}]}', 'values.0.x.__proto__'],
    ['{"name":"a","\\u005f_proto__":1}', '__proto__'],
  ])('refuses the name that readers of JSON lose: %s', async (text, path) => {
    const refusal = await refuse(JSON.parse(text));
    const message = "Nothing can be named '__proto__': readers of JSON lose it. Choose another name.";
    expect([refusal.status, Object.entries(refusal.fields)]).toEqual([422, [[path, message]]]);
  });

  it('refuses what poses as a list or a text, and does not fail on it', async () => {
    const posing = { length: [[{ toString: null }]] };
    expect((await refuse({ name: posing, values: posing })).status).toBe(422);
  });

  it.each([
    [{ name: '\ud800' }, 'name'],
    [{ name: 'a', values: [1, { 'a/b~c': ['\udc00'] }] }, 'values.1.a/b~c.0'],
    [{ name: 'a', values: [2 ** 53] }, 'values.0'],
  ])('refuses what no log can hold beside its field: %j', async (input, field) => {
    expect(Object.keys((await refuse(input)).fields)).toEqual([field]);
  });
});
