import { describe, expect, it } from 'vitest';
import { settingSchema } from './setting.ts';
import { buildSetting, on } from '../testing.ts';

const issuesOf = (parts: Parameters<typeof buildSetting>[0]) =>
  settingSchema
    .safeParse(buildSetting(parts))
    .error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? [];

describe('a setting', () => {
  it('fills in steps that are left out with ones that let everybody through', () => {
    expect(settingSchema.parse({ enabled: true, everyoneElse: on, salt: 'abc123' })).toMatchObject({
      prerequisites: [],
      availability: { mode: 'everywhere' },
      never: [],
      rules: [],
      off: null,
    });
  });

  it('refuses a blank rule: nothing may silently mean everyone', () => {
    expect(issuesOf({ rules: [{ id: 'r', serve: on }] })).toEqual([
      'rules.0.segments: Choose a segment or add a condition. Use "Everyone else" to reach everyone.',
    ]);
  });

  it('refuses two rules of one id', () => {
    const rule = { id: 'r', segments: ['s'], serve: on };
    expect(issuesOf({ rules: [rule, rule] })).toEqual(["rules.1.id: Two rules have the id 'r'."]);
  });

  it.each(['everyone-else', 'Everyone-Else'])('refuses the rule id %s', (id) => {
    expect(issuesOf({ rules: [{ id, segments: ['s'], serve: on }] })).toEqual([
      "rules.0.id: 'everyone-else' is what comes after all rules. Choose another id.",
    ]);
  });

  it.each(['', 'short', 'with:colon', 'x'.repeat(33), 'späße1'])('refuses the salt %j', (salt) => {
    expect(issuesOf({ salt })).toEqual(['salt: A salt has 6 to 32 letters and digits.']);
  });

  it.each(['de', 'D', 'Germany', 'US-', 'US-CALI', '1ST', 'EU ', ''])('refuses the region %j', (region) => {
    expect(issuesOf({ availability: { mode: 'only', regions: [region] } })).toHaveLength(1);
  });

  it('takes an unknown region for outside unless it says otherwise', () => {
    const { availability } = settingSchema.parse(
      buildSetting({ availability: { mode: 'only', regions: ['DE', 'US-CA'] } }),
    );
    expect(availability).toMatchObject({ unknownRegion: 'outside' });
  });

  it('refuses a prerequisite that no variant can meet', () => {
    expect(issuesOf({ prerequisites: [{ flag: 'x', variants: [] }] })).toEqual([
      'prerequisites.0.variants: Choose at least one version.',
    ]);
  });
});
