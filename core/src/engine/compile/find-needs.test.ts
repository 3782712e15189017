import { describe, expect, it } from 'vitest';
import { membershipSchema } from '../../model/segment.ts';
import { settingSchema } from '../../model/setting.ts';
import { buildSetting, on } from '../../testing.ts';
import { findNeeds } from './find-needs.ts';

const setting = (parts: Parameters<typeof buildSetting>[0]) => settingSchema.parse(buildSetting(parts));
const german = { attribute: 'country', operator: 'is', operand: 'DE' };

describe('findNeeds', () => {
  it('lists strategies, operators and steps, those of segments included, sorted and once', () => {
    const segment = membershipSchema.parse({
      conditionGroups: [{ conditions: [german, { operator: 'member', operand: 's' }] }],
    });
    const whole = setting({
      prerequisites: [{ flag: 'y', variants: ['on'] }],
      availability: { mode: 'only', regions: ['DE'] },
      never: ['s'],
      rules: [{ id: 'r', conditions: [german], serve: { strategy: 'share', params: {} } }],
    });
    expect(findNeeds(whole, [segment])).toEqual([
      'feature:availability',
      'feature:never-for',
      'feature:prerequisites',
      'operator:is',
      'operator:member',
      'strategy:pick',
      'strategy:share',
    ]);
  });

  it('lists nothing for a flag that is off or not set up', () => {
    expect(findNeeds(null, [])).toEqual([]);
    expect(findNeeds(setting({ enabled: false }), [])).toEqual([]);
  });

  it('leaves out rules that are switched off', () => {
    const rules = [{ id: 'r', enabled: false, conditions: [german], serve: on }];
    expect(findNeeds(setting({ rules }), [])).toEqual(['strategy:pick']);
  });
});
