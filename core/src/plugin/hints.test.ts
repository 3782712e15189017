import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { hints } from './hints.ts';
import { defineOperator } from './operator.ts';
import { createRegistry } from './registry.ts';
import { defineStrategy } from './strategy.ts';

function operatorWith(schema: z.ZodType) {
  return defineOperator({
    name: 'acme:near',
    title: 'is near',
    negatedTitle: 'is not near',
    description: '',
    group: 'Acme',
    accepts: ['string'],
    schema,
    matches: () => true,
    vectors: [],
  });
}

describe('hints of a schema', () => {
  it.each(hints)('%s arrives in the JSON Schema, and is taken', (hint) => {
    const operator = operatorWith(z.string().meta({ format: hint }));
    expect(operator.jsonSchema).toMatchObject({ type: 'string', format: hint });
    expect(createRegistry([operator]).has('operator:acme:near')).toBe(true);
  });

  it.each([
    ['segmnet', "There is no hint 'segmnet'. Did you mean 'segment'?"],
    ['timezone', "There is no hint 'timezone'. Did you mean 'time-zone'?"],
    [
      'colour',
      "There is no hint 'colour'. Hints are variant, segment, region, time-zone, local-date-time, attribute, percent.",
    ],
  ])('%s is refused when a registry is made', (hint, message) => {
    const operator = operatorWith(z.string().meta({ format: hint }));
    expect(() => createRegistry([operator])).toThrow(`The schema of operator 'acme:near': ${message}`);
  });

  it('are looked for at every depth, whatever the properties are called', () => {
    const strategy = defineStrategy({
      name: 'acme:waves',
      title: '',
      description: '',
      schema: z.object({ default: z.array(z.object({ enum: z.string().meta({ format: 'regin' }) })) }),
      bucketed: false,
      variants: () => [],
      assign: () => undefined,
      vectors: [],
    });
    expect(() => createRegistry([strategy])).toThrow("There is no hint 'regin'. Did you mean 'region'?");
  });

  it('leave formats of zod and of JSON Schema, and values, alone', () => {
    const schema = z.object({
      format: z.string().default('any'),
      at: z.iso.datetime(),
      mail: z.email(),
      id: z.cuid2(),
      site: z.url(),
      given: z.looseObject({}).default({ format: 'any' }),
    });
    expect(createRegistry([operatorWith(schema)]).operators.size).toBe(1);
  });
});
