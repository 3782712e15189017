import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '../json.ts';
import { findSchemaFault } from './find-schema-fault.ts';
import { findValueFault } from './find-value-fault.ts';

const values: fc.Arbitrary<Json> = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 2 },
    fc.constantFrom<Json>(null, true, false, 0, -0, 1, 2, 3, 1.5, 'a', 'b', '', '😀'),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('a', 'b', 'c'), tie('value'), { maxKeys: 3, noNullPrototype: true }),
  ),
})).value;

const schemas: fc.Arbitrary<Json> = fc.letrec<{ schema: Json }>((tie) => {
  const schema = tie('schema');
  const count = fc.integer({ min: 0, max: 3 });
  const names = fc.uniqueArray(fc.constantFrom('a', 'b', 'c'), { maxLength: 2 });
  const type = fc.constantFrom('null', 'boolean', 'object', 'array', 'number', 'integer', 'string');
  const list = fc.array(schema, { minLength: 1, maxLength: 2 });
  const keywords: Readonly<Record<string, fc.Arbitrary<Json>>> = {
    type: fc.oneof(type, fc.uniqueArray(type, { minLength: 1, maxLength: 3 })),
    enum: fc.uniqueArray(values, {
      minLength: 1,
      maxLength: 3,
      selector: (each) => JSON.stringify(each),
    }),
    const: values,
    minLength: count,
    maxLength: count,
    minimum: count,
    maximum: count,
    exclusiveMinimum: count,
    exclusiveMaximum: count,
    multipleOf: fc.constantFrom(0.5, 1, 2),
    minItems: count,
    maxItems: count,
    uniqueItems: fc.boolean(),
    minProperties: count,
    maxProperties: count,
    required: names,
    dependentRequired: fc.dictionary(fc.constantFrom('a', 'b'), names, { maxKeys: 2 }),
    items: schema,
    prefixItems: list,
    contains: schema,
    properties: fc.dictionary(fc.constantFrom('a', 'b', 'c'), schema, { maxKeys: 2 }),
    additionalProperties: schema,
    propertyNames: schema,
    allOf: list,
    anyOf: list,
    oneOf: list,
    not: schema,
    if: schema,
    then: schema,
    else: schema,
    title: fc.constant('A title'),
  };
  const some = fc.subarray(Object.keys(keywords), { minLength: 1, maxLength: 4 });
  const object = some.chain((names) =>
    fc.record(Object.fromEntries(names.map((name) => [name, keywords[name] ?? fc.constant(null)]))),
  );
  return { schema: fc.oneof({ maxDepth: 2 }, fc.boolean(), object as fc.Arbitrary<Json>) };
}).schema;

describe('findValueFault', () => {
  it('accepts and refuses what another validator of JSON Schema 2020-12 does', () => {
    let fitting = 0;
    fc.assert(
      fc.property(fc.array(fc.tuple(schemas, values), { minLength: 5, maxLength: 5 }), (pairs) => {
        for (const [schema, value] of pairs) {
          expect(findSchemaFault(schema)).toBeUndefined();
          const other = new Ajv2020({ strict: false, validateSchema: false, addUsedSchema: false });
          const fits = other.validate(schema as object, value);
          expect([schema, value, findValueFault(schema, value) === undefined]).toEqual([schema, value, fits]);
          if (fits) fitting++;
        }
      }),
      // The same pairs each time: ajv itself is wrong on a few, like `prefixItems: [false]` beside `contains` on [].
      { numRuns: 200, seed: 1 },
    );
    expect(fitting).toBeGreaterThan(100);
  });

  it.each<[Json, Json, string]>([
    [{ type: 'object' }, [], ': It must be of type object.'],
    [{ type: ['string', 'null'] }, 1, ': It must be of type string or null.'],
    [{ properties: { a: { minimum: 3 } } }, { a: 1 }, 'a: It must be 3 or more.'],
    [{ required: ['a'] }, {}, ": It must have 'a'."],
    [{ additionalProperties: false }, { b: 1 }, 'b: The schema knows no such property. Take it out.'],
    [{ items: { enum: ['x', 'y'] } }, ['x', 'z'], '1: It must be one of "x", "y".'],
    [
      { uniqueItems: true },
      [
        { a: 1, b: 2 },
        { b: 2, a: 1 },
      ],
      ': No entry may come twice.',
    ],
    [{ maxLength: 1 }, '😀😀', ': It must have at most 1 characters.'],
    [{ contains: { const: 1 } }, [2], ": It must have at least 1 entries that fit 'contains'."],
    [false, 1, ': There must be nothing here.'],
  ])('says for the schema %j and the value %j what is wrong', (schema, value, sentence) => {
    const fault = findValueFault(schema, value);
    expect(`${fault?.path.join('.')}: ${fault?.message}`.replace(/^: /, ': ')).toBe(sentence);
  });
});

describe('a multiple', () => {
  it.each([
    [19.99, 0.01],
    [4.35, 0.01],
    [0.3, 0.1],
    [0.0075, 0.0001],
    [1.1, 1.1],
    [-1.1, 0.1],
    [0, 0.7],
    [-0, 0.7],
    [1e308, 0.5],
    [1e21, 7e20 / 7],
    [3e-7, 1e-7],
    [5e-324, 5e-324],
  ])('%d is one of %d', (value, multipleOf) => {
    expect(findValueFault({ multipleOf }, value)).toBeUndefined();
  });

  it.each([
    [19.995, 0.01],
    [0.35, 0.1],
    [1e17, 3],
    [1, 1e308],
    [7, 2],
    [1e-7, 3e-7],
  ])('%d is none of %d', (value, multipleOf) => {
    expect(findValueFault({ multipleOf }, value)?.message).toBe(`It must be a multiple of ${multipleOf}.`);
  });

  it('is whatever a whole number of cents is, written as a price', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), fc.integer({ min: 0, max: 6 }), (whole, digits) => {
        const multipleOf = Number(`1e-${digits}`);
        expect(findValueFault({ multipleOf }, Number(`${whole}e-${digits}`))).toBeUndefined();
        expect(findValueFault({ multipleOf }, Number(`${whole}5e-${digits + 1}`))).toBeDefined();
      }),
    );
  });
});

/** In us of this thread's CPU: the turn of a save may take 50 ms, and a check takes half of that at most. */
const most = 250_000;

/** What a check finds, and the time that it takes of this thread's CPU in us. */
function measure<Found>(check: () => Found): readonly [found: Found, spent: number] {
  const before = process.threadCpuUsage();
  const found = check();
  const { user, system } = process.threadCpuUsage(before);
  return [found, user + system];
}

describe('the work of a check', () => {
  const many = (length: number, one: Json) => Array.from({ length }, () => one);
  const list = Array.from({ length: 6_500 }, (_, index) => index);
  const wide = Object.fromEntries(
    Array.from({ length: 2_500 }, (_, index) => [`k${(index * 7_919) % 2_500}`, index]),
  );
  const tooMuch = 'Checking takes more than 500000 steps. Make the values smaller, or the schema simpler.';

  it('is enough for a long list whose entries must differ, and to find the two that do not', () => {
    const objects = Array.from({ length: 2_000 }, (_, id) => ({ id, on: true }));
    expect(findValueFault({ uniqueItems: true }, list)).toBeUndefined();
    expect(findValueFault({ uniqueItems: true }, objects)).toBeUndefined();
    const message = 'No entry may come twice.';
    expect(findValueFault({ uniqueItems: true }, [...list, 6_499])).toEqual({ path: [], message });
    expect(findValueFault({ uniqueItems: true }, [...objects, { on: true, id: 7 }])?.message).toBe(message);
    expect(
      findValueFault({ uniqueItems: true }, ['1', 1, [1], ['1'], '[1]', null, {}, { a: 1 }]),
    ).toBeUndefined();
    expect(findValueFault({ uniqueItems: true }, [0, -0])?.message).toBe(message);
  });

  it.each<[string, Json, Json]>([
    ['lists whose entries must differ', { allOf: many(40, { uniqueItems: true }) }, list],
    [
      'entries that are one of many',
      { contains: { enum: Array.from({ length: 2_000 }, (_, one) => -one) } },
      list,
    ],
    ['a chain of choices', { not: { contains: { anyOf: many(1_000, { const: 'a' }) } } }, list],
    ['lengths of a long text', { allOf: many(800, { minLength: 1 }) }, 'a'.repeat(32_000)],
    ['multiples of far numbers', { items: { allOf: many(700, { multipleOf: 5e-324 }) } }, many(5_000, 1e300)],
    ['long sentences about faults', { not: { contains: { const: 'a'.repeat(16_000) } } }, many(10_000, 0)],
    ['names that must be there', { items: { required: many(3_000, 'a') } }, many(4_000, { a: 1 })],
    [
      'names that need others',
      { items: { dependentRequired: { a: many(3_000, 'a') } } },
      many(4_000, { a: 1 }),
    ],
    ['types in long lists', { contains: { type: many(1_500, 'null') } }, many(10_000, 0)],
    ['objects that are compared', { contains: { enum: many(4_000, {}) } }, many(6_500, { a: 1 })],
    ['sentences with long lists', { not: { contains: { enum: many(4_000, {}) } } }, many(10_000, 0)],
    ['texts that are written', { allOf: many(400, { uniqueItems: true }) }, ['"'.repeat(16_000)]],
    ['names that are sorted', { allOf: many(400, { uniqueItems: true }) }, [wide]],
    ['objects with many names', { allOf: many(400, {}) }, wide],
  ])('is bounded for %s, and says so', (_, schema, value) => {
    expect(findSchemaFault(schema)).toBeUndefined();
    const [fault, spent] = measure(() => findValueFault(schema, value));
    expect(fault?.message).toBe(tooMuch);
    expect(spent).toBeLessThan(most);
  });

  it('is little where names would need others that no value has', () => {
    const dependentRequired = Object.fromEntries(
      Array.from({ length: 1_500 }, (_, index) => [`k${index}`, []]),
    );
    const schema = { items: { dependentRequired } };
    const [fault, spent] = measure(() => findValueFault(schema, many(9_000, {})));
    expect(fault).toBeUndefined();
    expect(spent).toBeLessThan(most);
  });
});

describe('findSchemaFault', () => {
  it.each<[Json, string]>([
    [{ pattern: '^(a+)+$' }, "pattern: Schemas of values know no 'pattern'. Take it out."],
    [
      { properties: { a: { $ref: '#' } } },
      "properties.a.$ref: Schemas of values know no '$ref'. Take it out.",
    ],
    [
      { type: 'text' },
      "type: 'type' is one or several of null, boolean, object, array, number, integer, string.",
    ],
    [{ minItems: -1 }, "minItems: 'minItems' is a whole number."],
    [{ minimum: '1' }, "minimum: 'minimum' is a number."],
    [{ multipleOf: 0 }, "multipleOf: 'multipleOf' is a number above 0."],
    [{ allOf: [] }, "allOf: 'allOf' is a list of schemas."],
    [{ items: [{}] }, 'items: A schema is an object, true or false.'],
    [{ properties: [] }, "properties: 'properties' is an object of schemas."],
    [{ required: 'a' }, "required: 'required' is a list of names."],
    [
      { dependentRequired: { a: 'b' } },
      "dependentRequired: 'dependentRequired' is an object of lists of names.",
    ],
    [{ uniqueItems: 1 }, "uniqueItems: 'uniqueItems' is true or false."],
    [{ enum: [] }, "enum: 'enum' is a list of values."],
    ['string', ': A schema is an object, true or false.'],
    [{ title: 'x'.repeat(16_384) }, ': A schema has at most 16384 characters as JSON.'],
    [{ title: '🚀'.repeat(16_384) }, ': A schema has at most 16384 characters as JSON.'],
  ])('refuses %j', (schema, sentence) => {
    const fault = findSchemaFault(schema);
    expect(`${fault?.path.join('.')}: ${fault?.message}`).toBe(sentence);
  });

  it('refuses one that is nested too deep, before it looks into it', () => {
    let schema: Json = {};
    for (let depth = 0; depth < 5_000; depth++) schema = { not: schema };
    expect(findSchemaFault(schema)?.message).toBe('The JSON is nested too deep: at most 32 levels.');
  });

  it('takes properties that are named like keywords', () => {
    expect(findSchemaFault({ properties: { pattern: {}, $ref: {} }, const: { format: 1 } })).toBeUndefined();
  });

  it('never throws on any JSON, and what it accepts judges any value without throwing', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (schema, value) => {
        if (!findSchemaFault(schema as Json)) findValueFault(schema as Json, value as Json);
      }),
    );
  });
});
