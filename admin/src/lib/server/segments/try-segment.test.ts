import { describe, expect, it } from 'vitest';
import { mira, openFilledHoist } from '../testing.ts';
import { createSegment } from './segments.ts';
import { trySegment } from './try-segment.ts';

const country = { attribute: 'country', operator: 'in', operand: ['DE', 'AT'] };
const notBeta = { attribute: 'beta', operator: 'equals', operand: true, negate: true };
const half = { attribute: '', operator: 'equals' };
const person = (attributes: object, id = 'u-1') => ({ name: '', id, attributes: JSON.stringify(attributes) });

describe('trying a person on the draft of a segment', () => {
  it('says of every condition whether it fits, does not, or has nothing to ask', async () => {
    const hoist = await openFilledHoist();
    const conditionGroups = [
      { conditions: [country, notBeta] },
      { conditions: [half, country] },
      { conditions: [{ ...country, operand: ['FR'] }] },
    ];
    const draft = { input: { conditionGroups, included: [], excluded: [] }, fields: {}, key: undefined };
    expect(trySegment(hoist, draft, person({ country: 'DE' }))).toEqual({
      contains: false,
      why: 'none',
      group: undefined,
      conditionGroups: [['matched', 'missing'], ['unfinished', 'matched'], ['not matched']],
    });
    expect(trySegment(hoist, draft, person({ country: 'DE', beta: false }))).toMatchObject({
      contains: true,
      why: 'conditions',
      group: 0,
    });
  });

  it('asks the lists first, and other segments as they are', async () => {
    const hoist = await openFilledHoist();
    await createSegment(hoist, mira, { key: 'crew', name: 'Crew', included: ['u-1'] });
    const conditionGroups = [{ conditions: [{ operator: 'segment', operand: 'crew' }] }];
    const draft = (lists: object) => ({
      input: { conditionGroups, included: [], excluded: [], ...lists },
      fields: {},
      key: undefined,
    });
    expect(trySegment(hoist, draft({}), person({}))).toMatchObject({ why: 'conditions' });
    expect(trySegment(hoist, draft({ excluded: ['u-1'] }), person({}))).toMatchObject({
      contains: false,
      why: 'excluded',
    });
    expect(trySegment(hoist, draft({ included: ['u-9'] }), person({}, 'u-9'))).toMatchObject({
      why: 'included',
    });
  });

  it('says what is wrong with a person, with a circle, and with an operand that cannot be read', async () => {
    const hoist = await openFilledHoist();
    const draft = (condition: object, key?: string, fields = {}) => ({
      input: { conditionGroups: [{ conditions: [condition] }], included: [], excluded: [] } as never,
      fields,
      key,
    });
    const wrong = { ...person({}), attributes: '{' };
    expect(trySegment(hoist, draft(country), wrong)).toHaveProperty('wrong', expect.stringContaining('JSON'));
    const circle = draft({ operator: 'segment', operand: 'beta' }, 'beta');
    expect(trySegment(hoist, circle, person({}))).toHaveProperty('wrong', expect.stringMatching(/./));
    const unread = draft({ attribute: 'age', operator: 'at-least' }, undefined, {
      'conditionGroups.0.conditions.0.operand': 'Enter a value.',
    });
    expect(trySegment(hoist, unread, person({}))).toMatchObject({ conditionGroups: [['unfinished']] });
  });
});
