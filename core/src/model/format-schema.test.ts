import { describe, expect, it } from 'vitest';
import { formatSchema } from './format-schema.ts';
import { parseRulesetChange } from './ruleset-change.ts';

const schema = formatSchema('keyrings', 1);
const said = (format: unknown) => schema.safeParse(format).error?.issues.map(({ message }) => message);

describe('the number of a format', () => {
  it('is read where this build reads it', () => expect(schema.parse(1)).toBe(1));

  it.each([
    [2, 'This build reads keyrings of format 1, not format 2. Update it, or what wrote them.'],
    ['1', 'This build reads keyrings of format 1, not format "1". Update it, or what wrote them.'],
    [
      undefined,
      'This build reads keyrings of format 1, not one without a format. Update it, or what wrote them.',
    ],
  ])('says what to update for %j', (format, message) => expect(said(format)).toEqual([message]));

  it('says so of a change of a ruleset', () => {
    expect(() => parseRulesetChange({ format: 2 } as never)).toThrow(
      'reads rulesets of format 1, not format 2',
    );
  });
});
