import { settingSchema } from '@hoist/core';
import type { Setting } from '@hoist/core';
import { describe, expect, it } from 'vitest';
import type { StrategyForm } from './other-strategy.ts';
import { readSimpleSetting } from './read.ts';
import { editSimple } from './edit.ts';
import { findOnOff, fromSimpleSetting, toSimpleSetting } from './draft.ts';
import type { FlagShape, SimpleSetting } from './draft.ts';

const onOff: FlagShape = {
  type: 'boolean',
  variants: [
    { key: 'on', value: true, name: 'On' },
    { key: 'off', value: false, name: 'Off' },
  ],
};
const colours: FlagShape = {
  type: 'string',
  variants: ['red', 'green', 'blue'].map((key) => ({ key, value: key, name: '' })),
};
const fixed = (variant: string) => ({ strategy: 'fixed', params: { variant } });
const base = settingSchema.parse({ enabled: true, everyoneElse: fixed('off'), off: 'off', salt: 'abcdef' });
const empty: SimpleSetting = {
  rows: [],
  mode: '',
  percent: '',
  variant: '',
  growing: '',
  otherwise: '',
  steps: [],
  weights: {},
  others: [],
  bucketGroup: '',
};

const forms: readonly StrategyForm[] = [];

function save(flag: FlagShape, draft: Partial<SimpleSetting>, before: Setting = base) {
  let ids = 0;
  const made = fromSimpleSetting(
    flag,
    { ...empty, ...draft },
    { base: before, newId: () => `new-${(ids += 1)}`, forms },
  );
  return { ...made, setting: settingSchema.parse({ ...made.setting, salt: before.salt }) };
}

describe('findOnOff', () => {
  it('knows an on/off flag from one with several versions', () => {
    expect(findOnOff(onOff)).toEqual({ on: 'on', off: 'off' });
    expect(findOnOff(colours)).toBeUndefined();
  });
});

describe('fromSimpleSetting', () => {
  it('gives segments the flag, each by its own rule that can be switched off', () => {
    const rows = [
      { rule: '', segment: 'staff', on: true, variant: '' },
      { rule: '', segment: 'beta', on: false, variant: '' },
    ];
    const { setting, fields } = save(onOff, { rows, mode: 'off' });
    expect(fields).toEqual({});
    expect(setting.rules).toMatchObject([
      { id: 'new-1', enabled: true, segments: ['staff'], serve: fixed('on') },
      { id: 'new-2', enabled: false, segments: ['beta'], serve: fixed('on') },
    ]);
    expect(setting.everyoneElse).toEqual(fixed('off'));
  });

  it('keeps the ids of rules, and everything it does not show', () => {
    const before = settingSchema.parse({
      ...base,
      rules: [{ id: 'kept', name: 'Ours', segments: ['staff'], serve: fixed('on') }],
    });
    const { setting } = save(onOff, { ...toSimpleSetting(onOff, before, forms), mode: 'on' }, before);
    expect(setting).toEqual({ ...before, everyoneElse: fixed('on') });
  });

  it('makes a percentage of the lowest buckets and raises it without moving anybody out', () => {
    const quarter = save(onOff, { mode: 'percentage', percent: '25' }).setting;
    expect(quarter.everyoneElse.params).toEqual({
      ranges: [
        { from: 0, to: 25_000, variant: 'on' },
        { from: 25_000, to: 100_000, variant: 'off' },
      ],
    });
    const more = save(onOff, { mode: 'percentage', percent: '33,333' }, quarter).setting;
    expect(more.everyoneElse.params).toMatchObject({ ranges: [{ from: 0, to: 33_333, variant: 'on' }, {}] });
  });

  it('splits between several versions', () => {
    const { setting } = save(colours, {
      mode: 'split',
      weights: { 'weights:red': '50', 'weights:green': '49.999', 'weights:blue': '0.001' },
    });
    expect(toSimpleSetting(colours, setting, forms)).toMatchObject({
      mode: 'split',
      weights: { 'weights:red': '50', 'weights:green': '49.999', 'weights:blue': '0.001' },
    });
  });

  it.each([
    [onOff, { mode: '' as const }, { mode: 'Choose what everyone else gets.' }],
    [colours, { mode: 'on' as const }, { mode: 'Choose what everyone else gets.' }],
    [
      onOff,
      { mode: 'percentage' as const, percent: '101' },
      { percent: expect.stringContaining('from 0 to 100') as string },
    ],
    [
      onOff,
      { mode: 'percentage' as const, percent: '1.2345' },
      { percent: expect.stringContaining('3 decimals') as string },
    ],
    [
      colours,
      { mode: 'split' as const, weights: { 'weights:red': '50' } },
      { weights: expect.stringContaining('add up to 50 %') as string },
    ],
    [
      colours,
      { mode: 'split' as const, weights: { 'weights:red': 'x' } },
      { 'weights.red': expect.stringContaining('percentage') as string },
    ],
  ])('says what is wrong with %j', (flag, draft, fields) => expect(save(flag, draft).fields).toEqual(fields));
});

describe('a group that people are drawn in', () => {
  it('is shown, chosen and left', () => {
    const joined = save(onOff, { mode: 'off', bucketGroup: 'tests' }).setting;
    expect(joined.bucketGroup).toBe('tests');
    expect(toSimpleSetting(onOff, joined, forms)?.bucketGroup).toBe('tests');
    expect(save(onOff, { mode: 'off' }, joined).setting).toEqual(base);
    const form = new FormData();
    form.set('bucketGroup', 'tests');
    expect(readSimpleSetting(form).bucketGroup).toBe('tests');
  });
});

describe('toSimpleSetting', () => {
  it('chooses nothing for what was never set up', () => {
    expect(toSimpleSetting(onOff, null, forms)).toMatchObject({ rows: [], mode: '' });
  });

  const eighth = {
    strategy: 'split',
    params: {
      ranges: [
        { from: 0, to: 12_500, variant: 'on' },
        { from: 12_500, to: 100_000, variant: 'off' },
      ],
    },
  };
  it.each([
    { everyoneElse: fixed('off'), shown: { mode: 'off', percent: '' } },
    { everyoneElse: fixed('on'), shown: { mode: 'on', percent: '' } },
    { everyoneElse: eighth, shown: { mode: 'percentage', percent: '12.5' } },
  ])('shows $shown.mode', ({ everyoneElse, shown }) => {
    expect(toSimpleSetting(onOff, { ...base, everyoneElse }, forms)).toMatchObject(shown);
  });

  const condition = { attribute: 'country', operator: 'equals', operand: 'DE' };
  it.each([
    ['conditions', { rules: [{ id: 'r', segments: ['a'], conditions: [condition], serve: fixed('on') }] }],
    ['two segments in one rule', { rules: [{ id: 'r', segments: ['a', 'b'], serve: fixed('on') }] }],
    ['a rule that serves off', { rules: [{ id: 'r', segments: ['a'], serve: fixed('off') }] }],
    ['prerequisites', { prerequisites: [{ flag: 'other', variants: ['on'] }] }],
    ['never for', { never: ['bots'] }],
    ['regions', { availability: { mode: 'only', regions: ['DE'] } }],
    [
      'another unit',
      {
        everyoneElse: {
          strategy: 'split',
          params: { by: 'account', ranges: [{ from: 0, to: 100_000, variant: 'on' }] },
        },
      },
    ],
    ['another strategy', { everyoneElse: { strategy: 'acme:rings', params: {} } }],
  ])('does not show %s', (_name, more) => {
    expect(toSimpleSetting(onOff, settingSchema.parse({ ...base, ...more }), forms)).toBeUndefined();
  });
});

describe('editSimple', () => {
  const row = { rule: '', segment: 'staff', on: true, variant: 'on' };

  it('adds a segment once and removes it again', () => {
    const once = editSimple(empty, 'add-segment', { segment: 'staff', variant: 'on' });
    expect(once.rows).toEqual([row]);
    expect(editSimple(once, 'add-segment', { segment: 'staff', variant: 'on' })).toBe(once);
    expect(editSimple(once, 'remove-segment 0', { segment: '', variant: '' }).rows).toEqual([]);
  });

  it("changes the rows of a strategy's form, and of no other", () => {
    const others = ['acme:a', 'acme:b'].map((strategy) => ({
      strategy,
      parts: { rings: { 0: { name: 'x' } } },
    }));
    const edited = editSimple({ ...empty, others }, 'row-add others.1.parts.rings', {
      segment: '',
      variant: '',
    });
    expect(edited.others).toEqual([
      others[0],
      { strategy: 'acme:b', parts: { rings: { 0: { name: 'x' }, 1: { '#': 'row' } } } },
    ]);
  });

  it('adds nothing where nothing is chosen', () => {
    expect(editSimple(empty, 'add-segment', { segment: '', variant: 'on' })).toBe(empty);
  });
});

describe('readSimpleSetting', () => {
  it('reads the form, weights of variants with dots included', () => {
    const form = new FormData();
    form.set('rows.0.segment', 'staff');
    form.set('rows.0.on', 'on');
    form.set('rows.1.segment', '');
    form.set('mode', 'split');
    form.set('weights:v1.2', '100');
    expect(readSimpleSetting(form)).toMatchObject({
      rows: [{ rule: '', segment: 'staff', on: true, variant: '' }],
      mode: 'split',
      percent: '',
      variant: '',
      weights: { 'weights:v1.2': '100' },
    });
  });

  it('keeps weights of variants that are named like what every object has', () => {
    const flag = {
      type: 'string' as const,
      variants: ['__proto__', 'toString'].map((key) => ({ key, value: key, name: '' })),
    };
    const form = new FormData();
    form.set('mode', 'split');
    form.set('weights:__proto__', '100');
    const { setting, fields } = save(flag, readSimpleSetting(form));
    expect(fields).toEqual({});
    const ranges = [{ from: 0, to: 100_000, variant: '__proto__' }];
    expect(setting.everyoneElse.params).toEqual({ ranges });
    expect(Object.keys(toSimpleSetting(flag, setting, forms)?.weights ?? {})).not.toContain('__proto__');
  });
});
