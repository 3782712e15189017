import { describe, expect, it } from 'vitest';
import { checkedFlagSchema } from './checked-flag.ts';
import { checkedSegmentSchema } from './checked-segment.ts';
import { checkedSettingSchema } from './checked-setting.ts';
import { readInput } from './input/read-input.ts';
import { strictly } from './input/strict-schema.ts';
import { segmentDefinitionSchema } from './segment.ts';

const issuesOf = (schema: Parameters<typeof readInput>[0], input: unknown) => {
  const read = readInput(strictly(schema), input);
  return read.success ? [] : read.issues.map(({ path, code }) => `${path}: ${code}`);
};

const segment = {
  key: 'beta',
  revision: 1,
  name: 'Beta',
  archivedAt: null,
  description: 'Two\nlines',
  included: ['u-1', 'u-2\n', '\ufeffu-3', ' u-4'],
  conditionGroups: [
    { conditions: [{ attribute: 'pl\u200ban', operator: 'is-one-of', operand: ['pro', 'pro\u00a0'] }] },
  ],
};
const serve = { strategy: 'fixed', params: { variant: 'on' } };

describe('what is written for a segment', () => {
  it('is refused where nobody sees a character of an ID, an attribute or an operand', () =>
    expect(issuesOf(checkedSegmentSchema, segment)).toEqual([
      'included.1: invisible',
      'included.2: invisible',
      'included.3: invisible',
      'conditionGroups.0.conditions.0.attribute: invisible',
      'conditionGroups.0.conditions.0.operand.1: invisible',
    ]));

  it('is read where it was stored before', () =>
    expect(segmentDefinitionSchema.safeParse(segment).success).toBe(true));
});

describe('what is written for a flag', () => {
  const flag = {
    key: 'banner',
    revision: 1,
    name: 'Banner',
    type: 'string',
    variants: [{ key: 'a', value: 'Ends with a new line\n\u200b' }],
    description: 'Two\r\nlines',
    archivedAt: null,
  };

  it('may have any character in a value', () => expect(issuesOf(checkedFlagSchema, flag)).toEqual([]));

  it('has none in a tag, a module or an owner, and no key has one', () => {
    const wrong = { tags: ['web '], module: '\u00a0shop', owner: { name: 'Mi\u200bra' } };
    expect(issuesOf(checkedFlagSchema, { ...flag, ...wrong })).toEqual([
      'module: invisible',
      'tags.0: invisible',
      'owner.name: invisible',
    ]);
    const key = readInput(strictly(checkedFlagSchema), { ...flag, key: 'ban\u200bner' });
    expect(!key.success && key.issues[0]?.message).toBe(
      "Use letters, digits and . _ ~ - only, and more than dots. It has a zero width space (U+200B) after 'ban'. Take it out.",
    );
  });
});

it('what is written for a setting is refused at its conditions, and parameters of plugins may have lines', () => {
  const rule = {
    id: 'r',
    conditions: [{ attribute: 'plan', operator: 'starts-with', operand: 'pro\u200b' }],
    serve: { strategy: 'acme-note', params: { note: 'Two\nlines' } },
  };
  const setting = { enabled: true, rules: [rule], everyoneElse: serve, salt: 'abcdef12' };
  expect(issuesOf(checkedSettingSchema, setting)).toEqual(['rules.0.conditions.0.operand: invisible']);
});
