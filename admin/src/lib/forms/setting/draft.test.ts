import { settingSchema } from '@hoist/core';
import type { Json, Setting } from '@hoist/core';
import { standardPlugins } from '@hoist/plugins';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { colours, fixed, formsFor, onOff, redraft, settingOf } from './testing.ts';
import { toSettingDraft } from './draft.ts';

const saltOf = ({ salt }: Setting) => ({ salt });

const serves = fc.constantFrom<Json[]>(
  fixed('on'),
  fixed('off'),
  fixed('gone'),
  { strategy: 'acme:moon', params: { phase: 'full', of: [1, { two: null }] } },
  ...standardPlugins
    .filter((plugin) => plugin.kind === 'strategy')
    .flatMap(({ name, vectors }) => vectors.map(({ params }) => ({ strategy: name, params }))),
);
const conditions = fc.constantFrom<Json[]>(
  { attribute: 'plan', operator: 'acme:near', operand: { lat: 1.5 } },
  ...standardPlugins
    .filter((plugin) => plugin.kind === 'operator')
    .flatMap(({ name, vectors, accepts }) =>
      vectors.flatMap(({ operand }) =>
        [true, false].map((negate) => ({
          ...(accepts.length > 0 && { attribute: 'plan' }),
          ...{ operator: name, operand: operand ?? null, negate },
        })),
      ),
    ),
);
const keys = fc.uniqueArray(fc.constantFrom('staff', 'beta', 'v1.2', '__proto__'), { maxLength: 3 });
const rules = fc.uniqueArray(
  fc.record({
    id: fc.constantFrom('a', 'b', 'c', 'd'),
    name: fc.constantFrom('', 'Ours'),
    enabled: fc.boolean(),
    segments: keys,
    conditions: fc.array(conditions, { minLength: 1, maxLength: 3 }),
    serve: serves,
  }),
  { selector: ({ id }) => id, maxLength: 4 },
);
const settings = fc
  .record(
    {
      enabled: fc.constant(true),
      prerequisites: fc.array(
        fc.record({ flag: fc.constantFrom('x', 'y.z'), variants: fc.constant(['on', 'a.b']) }),
        { maxLength: 2 },
      ),
      availability: fc.constantFrom<Json[]>(
        { mode: 'everywhere' },
        { mode: 'only', regions: ['DE', 'US-CA', 'EU'], reason: 'licence', reviewOn: '2027-02-01' },
        { mode: 'except', regions: ['BR'], unknownRegion: 'inside' },
      ),
      never: keys,
      rules,
      everyoneElse: serves,
      off: fc.constantFrom('off', null),
      bucketGroup: fc.constant('wave'),
      salt: fc.constant('abcdef'),
    },
    { requiredKeys: ['enabled', 'everyoneElse', 'salt'] },
  )
  .map((setting) => settingSchema.parse(setting));

describe('a setting as a form shows it', () => {
  it.each([
    ['an on/off flag', onOff],
    ['a flag with several versions', colours],
  ])('is saved exactly as it was where nothing was touched: %s', (_name, flag) => {
    fc.assert(
      fc.property(settings, (setting) => {
        const { setting: again, wrongs } = redraft(flag, setting);
        expect(wrongs).toEqual({});
        expect({ ...again, ...saltOf(setting) }).toEqual(setting);
      }),
      { numRuns: 300 },
    );
  });

  it('keeps all else exactly as it was where one thing is touched', () => {
    fc.assert(
      fc.property(settings, fc.nat(), (setting, at) => {
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
