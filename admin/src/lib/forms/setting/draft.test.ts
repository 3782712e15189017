import type { Setting } from '@hoist/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { colours, fixed, formsFor, onOff, redraft, settingOf } from './testing.ts';
import { toSettingDraft } from './draft.ts';
import { anySetting } from './testing-settings.ts';

const saltOf = ({ salt }: Setting) => ({ salt });

describe('a setting as a form shows it', () => {
  it.each([
    ['an on/off flag', onOff],
    ['a flag with several versions', colours],
  ])('is saved exactly as it was where nothing was touched: %s', (_name, flag) => {
    fc.assert(
      fc.property(anySetting, (setting) => {
        const { setting: again, wrongs } = redraft(flag, setting);
        expect(wrongs).toEqual({});
        expect({ ...again, ...saltOf(setting) }).toEqual(setting);
      }),
      { numRuns: 300 },
    );
  });

  it('keeps all else exactly as it was where one thing is touched', () => {
    fc.assert(
      fc.property(anySetting, fc.nat(), (setting, at) => {
        const place = at % Math.max(1, setting.rules.length);
        const { setting: again } = redraft(onOff, setting, (draft) => ({
          ...draft,
          rules: draft.rules.map((rule, index) => (index === place ? { ...rule, name: 'Renamed' } : rule)),
        }));
        const renamed = setting.rules.map((rule, index) =>
          index === place ? { ...rule, name: 'Renamed' } : rule,
        );
        expect({ ...again, ...saltOf(setting) }).toEqual({ ...setting, rules: renamed });
      }),
      { numRuns: 100 },
    );
  });

  it('has nothing chosen for what was never set up, and says so', () => {
    const draft = toSettingDraft(null, { off: 'off' }, formsFor(onOff));
    expect(draft).toMatchObject({ never: [], rules: [], off: 'off', everyoneElse: { mode: '' } });
    expect(redraft(onOff, null).wrongs).toEqual({ 'everyoneElse.mode': 'Choose what everyone else gets.' });
  });

  it('leaves a bucket group, has no version when off, and is available everywhere again', () => {
    const before = settingOf({
      bucketGroup: 'tests',
      availability: { mode: 'only', regions: ['DE'], reason: 'licence' },
    });
    const { setting } = redraft(onOff, before, (draft) => ({
      ...draft,
      bucketGroup: '',
      off: '',
      availability: { ...draft.availability, mode: 'everywhere' },
    }));
    expect(setting).toMatchObject({ availability: { mode: 'everywhere' }, off: null });
    expect('bucketGroup' in setting).toBe(false);
  });

  it('names the place of what cannot be read', () => {
    const before = settingOf({
      rules: [
        {
          id: 'r',
          conditions: [{ attribute: 'plan', operator: 'in', operand: ['pro'] }],
          serve: fixed('on'),
        },
      ],
    });
    const { wrongs } = redraft(onOff, before, (draft) => ({
      ...draft,
      rules: draft.rules.map((rule) => ({
        ...rule,
        conditions: rule.conditions.map((each) => ({ ...each, operand: '' })),
        serve: { ...rule.serve, mode: 'percentage', percent: '101' },
      })),
    }));
    expect(wrongs).toEqual({
      'rules.0.conditions.0.operand': 'Enter at least one value, one a line.',
      'rules.0.serve.percent': 'Enter a percentage from 0 to 100, with at most 3 decimals.',
    });
  });
});
