import { describe, expect, it } from 'vitest';
import { toSettingDraft } from './draft.ts';
import { fixed, formsFor, onOff, settingOf } from './testing.ts';
import { whyRules } from './why-rules.ts';

const why = (parts: Readonly<Record<string, unknown>>, flag = onOff) =>
  whyRules(toSettingDraft(settingOf(parts), { off: 'off' }, formsFor(flag)), flag);
const rule = (id: string, segments: string[], more = {}) => ({ id, segments, serve: fixed('on'), ...more });
const gold = { attribute: 'plan', operator: 'equals', operand: 'gold' };

describe('a setting', () => {
  it('fits the simple view with rows of segments, those that are off too', () => {
    expect(why({ rules: [] })).toBeUndefined();
    const never = ['a', 'b'];
    const rules = [rule('1', ['a', 'b'], { enabled: false }), rule('2', ['c'])];
    expect(why({ never, rules })).toBeUndefined();
    expect(why({ off: null })).toBeUndefined();
  });

  it('opens as rules for the first thing that has no row', () => {
    const first = rule('1', ['a']);
    const draft = toSettingDraft(settingOf({ rules: [first] }), { off: 'off' }, formsFor(onOff));
    const anybody = { ...draft, rules: draft.rules.map((each) => ({ ...each, segments: [] })) };
    expect(whyRules(anybody, onOff)).toEqual({ kind: 'anybody', rule: 0 });
    expect(why({ rules: [first, rule('2', [], { conditions: [gold] })] })).toEqual({
      kind: 'conditions',
      rule: 1,
    });
    expect(why({ rules: [rule('1', ['a'], { enabled: false })] })).toEqual({ kind: 'not-asked', rule: 0 });
    expect(why({ rules: [first, rule('2', ['b', 'a'])] })).toEqual({ kind: 'twice', segment: 'a' });
    expect(why({ rules: [rule('1', ['a'], { serve: fixed('off') })] })).toEqual({
      kind: 'gives-off',
      rule: 0,
    });
    const unknown = { strategy: 'of:nobody', params: {} };
    expect(why({ rules: [rule('1', ['a'], { serve: unknown })] })).toEqual({ kind: 'no-form', rule: 0 });
    expect(why({ everyoneElse: unknown })).toEqual({ kind: 'no-form-else' });
    expect(why({ off: 'on' })).toEqual({ kind: 'off-value' });
  });
});
