import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { testPlugins } from '../testing.ts';
import { attributeTypeBit, attributeTypeMask } from './attribute-type.ts';
import { defineOperator } from './operator.ts';
import { createSubject } from '../engine/evaluate/create-subject.ts';
import { createRegistry } from './registry.ts';
import { defineStrategy } from './strategy.ts';

const operator = defineOperator({
  name: 'acme:longer',
  title: 'is longer than',
  negatedTitle: 'is not longer than',
  description: 'More characters than this.',
  group: 'Text',
  accepts: ['string', 'list'],
  schema: z.int().transform((length) => ({ length })),
  matches: (actual, operand) => actual.length > operand.length,
  vectors: [],
});
const nameOf = (_kind: string, key: string) => key;

describe('createRegistry', () => {
  it('knows what it has, plugins and steps of evaluation alike', () => {
    const registry = createRegistry([...testPlugins, operator]);
    expect(registry.has('operator:acme:longer')).toBe(true);
    expect(registry.has('strategy:acme:longer')).toBe(false);
    expect(registry.has('feature:prerequisites')).toBe(true);
    expect(registry.has('toString')).toBe(false);
    expect(registry.provides).toEqual([...registry.provides].sort());
    expect(registry.provides.every((need) => registry.has(need))).toBe(true);
  });

  it('refuses two of one name, and says what to do', () => {
    expect(() => createRegistry([operator, operator])).toThrow(
      /Two operators are named 'acme:longer'. Rename one/,
    );
  });

  it('allows an operator and a strategy of one name', () => {
    const strategy = defineStrategy({
      name: 'acme:longer',
      title: '',
      description: '',
      schema: z.object({}),
      bucketed: false,
      variants: () => [],
      assign: () => undefined,
      vectors: [],
    });
    expect(createRegistry([operator, strategy]).provides).toContain('strategy:acme:longer');
  });
});

describe('defineOperator', () => {
  it('parses the operand once, and matches with what the schema made of it', () => {
    const result = operator.bind(3);
    expect(
      result.ok && [result.bound.matches('four', subject), result.bound.matches(['a'], subject)],
    ).toEqual([true, false]);
  });

  it('says what is wrong with an operand', () => {
    expect(operator.bind('three')).toMatchObject({ ok: false, issues: [{ path: '' }] });
  });

  it('refuses an operand where it takes none', () => {
    const bare = defineOperator({ ...definition, schema: null });
    expect(bare.bind(7)).toMatchObject({
      ok: false,
      issues: [{ path: '', message: 'It takes no operand. Leave it out.' }],
    });
    expect(bare.bind(undefined).ok && bare.bind(null).ok).toBe(true);
    expect(bare.jsonSchema).toBeNull();
  });

  it('gives the JSON Schema of what a person writes, before it is transformed', () => {
    expect(operator.jsonSchema).toMatchObject({ type: 'integer' });
  });

  it('words a condition by its titles', () => {
    const result = operator.bind(3);
    const words = result.ok ? [false, true].map((negate) => result.bound.describe({ negate, nameOf })) : [];
    expect(words).toEqual(['is longer than 3', 'is not longer than 3']);
  });

  const subject = createSubject({ context: {} });
  const definition = {
    name: 'bare',
    title: '',
    negatedTitle: '',
    description: '',
    group: '',
    accepts: [] as const,
    matches: () => true,
    vectors: [],
  };
});

describe('types of attributes', () => {
  it('distinguishes what JSON distinguishes, and nothing else', () => {
    const values = ['a', 1, true, [], {}, undefined, null, Number.NaN, Infinity, 1n, () => 1, Symbol('a')];
    expect(values.map(attributeTypeBit)).toEqual([2, 4, 8, 16, 32, 1, 1, 0, 0, 0, 0, 0]);
    expect(attributeTypeMask(['string', 'number'])).toBe(6);
    expect(attributeTypeMask([])).toBe(0);
  });
});
