import { describe, expect, it } from 'vitest';
import { checkedFlagSchema } from './checked-flag.ts';
import { flagDefinitionSchema } from './flag.ts';
import type { Json } from './json.ts';

const flag = (parts: Record<string, Json>) => ({
  key: 'limits',
  revision: 1,
  name: 'Limits',
  type: 'object',
  variants: [
    { key: 'small', value: { most: 10 } },
    { key: 'large', value: { most: 'many' } },
  ],
  ...parts,
});
const issuesOf = (input: unknown) => {
  const result = checkedFlagSchema.safeParse(input);
  return result.success
    ? []
    : result.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
};
const valueSchema = { type: 'object', properties: { most: { type: 'integer' } }, required: ['most'] };

describe('checkedFlagSchema', () => {
  it('names the version whose value does not fit the schema, and where in it', () => {
    expect(issuesOf(flag({ valueSchema }))).toEqual([
      "variants.1.value: The value does not fit the flag's schema at 'most'. It must be of type integer.",
    ]);
    expect(
      issuesOf(flag({ valueSchema, codeDefault: {}, variants: [{ key: 'a', value: { most: 1 } }] })),
    ).toEqual(["codeDefault: The value does not fit the flag's schema. It must have 'most'."]);
  });

  it('takes a flag without a schema, or one whose values fit it', () => {
    expect(issuesOf(flag({}))).toEqual([]);
    expect(issuesOf(flag({ valueSchema, variants: [{ key: 'a', value: { most: 1 } }] }))).toEqual([]);
  });

  it('names a fault of the schema itself', () => {
    expect(issuesOf(flag({ valueSchema: { properties: { most: { pattern: 'a' } } } }))).toEqual([
      "valueSchema.properties.most.pattern: Schemas of values know no 'pattern'. Take it out.",
    ]);
  });

  it('says once that the schema takes too long to check the values by, all of them together', () => {
    const numbers = Array.from({ length: 6_500 }, (_, index) => index);
    const variants = (length: number) =>
      Array.from({ length }, (_, index) => ({ key: `v${index}`, value: { numbers } }));
    const inner = { properties: { numbers: { uniqueItems: true, items: { type: 'integer' } } } };
    expect(issuesOf(flag({ valueSchema: inner, variants: variants(5) }))).toEqual([]);
    expect(issuesOf(flag({ valueSchema: inner, variants: variants(100) }))).toEqual([
      'valueSchema: Checking takes more than 500000 steps. Make the values smaller, or the schema simpler.',
    ]);
  });

  it('refuses a schema where values are no objects, and a code default of another type', () => {
    const boolean = {
      type: 'boolean',
      variants: [{ key: 'on', value: true }],
      valueSchema: {},
      codeDefault: 'no',
    };
    expect(issuesOf(flag(boolean))).toEqual([
      'codeDefault: The value must be true or false.',
      "valueSchema: Only a flag whose values are objects has a schema; this one's are of type boolean. Take it out.",
    ]);
  });

  it('does not make a flag unreadable that was stored before it was checked', () => {
    expect(flagDefinitionSchema.safeParse(flag({ valueSchema })).success).toBe(true);
  });
});
