import { describe, expect, it } from 'vitest';
import { membershipSchema } from '../model/segment.ts';
import { testRegistry } from '../testing.ts';
import { describeMembership } from './describe-membership.ts';

const german = { attribute: 'country', operator: 'is', operand: 'DE' };
const pro = { attribute: 'plan', operator: 'is', operand: 'pro', negate: true };
const names = (_kind: 'segment' | 'variant', key: string) => `<${key}>`;
const sentence = (membership: object) =>
  describeMembership({ membership: membershipSchema.parse(membership), names, registry: testRegistry });

describe('describeMembership', () => {
  it.each([
    ['Nobody yet', {}],
    ['1 ID', { included: ['a'] }],
    ['country is DE and plan is not pro', { conditionGroups: [{ conditions: [german, pro] }] }],
    [
      'country is DE, or plan is not pro',
      { conditionGroups: [{ conditions: [german] }, { conditions: [pro] }] },
    ],
    [
      '2 IDs, or the person is in <staff>, except 1 ID',
      {
        included: ['a', 'b'],
        excluded: ['c'],
        conditionGroups: [{ conditions: [{ operator: 'member', operand: 'staff' }] }],
      },
    ],
    [
      'ip acme:range 10.0.0.0/8',
      {
        conditionGroups: [
          { conditions: [{ attribute: 'ip', operator: 'acme:range', operand: '10.0.0.0/8' }] },
        ],
      },
    ],
  ])('says "%s"', (expected, membership) => {
    expect(sentence(membership)).toBe(expected);
  });
});
