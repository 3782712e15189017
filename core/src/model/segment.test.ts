import { describe, expect, it } from 'vitest';
import { segmentDefinitionSchema } from './segment.ts';
import { limits } from './limits.ts';

const segment = (parts: object = {}) =>
  segmentDefinitionSchema.safeParse({ key: 'beta', revision: 1, name: 'Beta', ...parts });

describe('a segment definition', () => {
  it('starts with nobody in it', () => {
    expect(segment().data).toMatchObject({
      included: [],
      excluded: [],
      conditionGroups: [],
      internal: false,
    });
  });

  it.each([
    ['a group without conditions', { conditionGroups: [{ conditions: [] }] }],
    ['an empty ID', { included: [''] }],
    ['an ID that is too long', { excluded: ['x'.repeat(limits.targetingKey + 1)] }],
    [
      'more IDs than one part holds',
      { included: Array.from({ length: limits.listedKeys + 1 }, (_, index) => `u${index}`) },
    ],
    [
      'a condition without an operator',
      { conditionGroups: [{ conditions: [{ attribute: 'a', operator: '' }] }] },
    ],
    [
      'an attribute that is too long',
      { conditionGroups: [{ conditions: [{ attribute: 'x'.repeat(257), operator: 'is' }] }] },
    ],
  ])('refuses %s', (_what, parts) => {
    expect(segment(parts).success).toBe(false);
  });

  it('refuses a name that would break the sentences which name it', () => {
    const [issue] = segment({ name: 'Dark\ncart' }).error?.issues ?? [];
    expect(issue?.message).toBe("It has a line break (U+000A) after 'Dark'. Take it out.");
  });
});
