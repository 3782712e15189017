import { describe, expect, it } from 'vitest';
import type { Json } from '../model/json.ts';
import { settingSchema } from '../model/setting.ts';
import { buildSetting, off, on, testRegistry } from '../testing.ts';
import { describeSetting } from './describe-setting.ts';

const known: Record<string, string> = {
  beta: 'EU beta',
  staff: 'Staff',
  bots: 'Bots',
  blue: 'Blue',
  red: 'Red',
  green: 'Green',
};
const names = (_kind: 'segment' | 'variant', key: string) => known[key] ?? key;
const share = (to: number) => ({ strategy: 'share', params: { to } });
const forSegments = (...segments: string[]) => ({ id: segments.join('-'), segments, serve: on });

const boolean = {
  type: 'boolean',
  variants: [
    { key: 'on', value: true },
    { key: 'off', value: false },
  ],
} as const;
const text = { type: 'string', variants: [{ key: 'blue', value: 'b' }] } as const;

const sentence = (parts: Record<string, Json> | null, flag: typeof boolean | typeof text = boolean) =>
  describeSetting({
    flag,
    setting: parts && settingSchema.parse(buildSetting(parts)),
    names,
    registry: testRegistry,
  });

describe('describeSetting of an on/off flag', () => {
  it('knows not set up and off', () => {
    expect(sentence(null)).toEqual({ state: 'not-set-up', text: 'Not set up', short: '' });
    expect(sentence({ enabled: false })).toEqual({ state: 'off', text: 'Off', short: '' });
  });

  it.each<[string, string, Record<string, Json>]>([
    ['On for everyone', 'for everyone', {}],
    ['On for nobody', 'for nobody', { everyoneElse: off }],
    ['On for everyone, drawn in group wave', 'for everyone', { bucketGroup: 'wave' }],
    [
      'a version by from an instant',
      'a version by from an instant',
      { everyoneElse: { strategy: 'from', params: { at: 1 } } },
    ],
    ['25 % of everyone', 'for 25 % of everyone', { everyoneElse: share(25_000) }],
    ['0.5 % of everyone', 'for 0.5 % of everyone', { everyoneElse: share(500) }],
    [
      'On for EU beta and Staff',
      'for EU beta and Staff',
      { rules: [forSegments('beta', 'staff')], everyoneElse: off },
    ],
    [
      'On for EU beta and Staff',
      'for EU beta and Staff',
      { rules: [forSegments('beta'), forSegments('staff')], everyoneElse: off },
    ],
    [
      'On for Staff, and 25 % of everyone else',
      'for Staff, 25 % of others',
      { rules: [forSegments('staff')], everyoneElse: share(25_000) },
    ],
    ['On for everyone', 'for everyone', { rules: [forSegments('staff')] }],
    [
      '50 % of EU beta',
      'for 50 % of EU beta',
      { rules: [{ ...forSegments('beta'), serve: share(50_000) }], everyoneElse: off },
    ],
    [
      'On for Staff, 50 % of EU beta, and 25 % of everyone else',
      'for Staff, 50 % of EU beta, 25 % of others',
      {
        rules: [forSegments('staff'), { ...forSegments('beta'), serve: share(50_000) }],
        everyoneElse: share(25_000),
      },
    ],
    [
      'On for everyone, but 10 % of Staff',
      'for everyone, but 10 % of Staff',
      { rules: [{ ...forSegments('staff'), serve: share(10_000) }] },
    ],
    [
      'On for everyone, but not for Bots',
      'for everyone, but not for Bots',
      { rules: [{ ...forSegments('bots'), serve: off }] },
    ],
    [
      'On for EU beta where plan is pro and country is not DE',
      'for EU beta where plan is pro and country is not DE',
      {
        rules: [
          {
            ...forSegments('beta'),
            conditions: [
              { attribute: 'plan', operator: 'is', operand: 'pro' },
              { attribute: 'country', operator: 'is', operand: 'DE', negate: true },
            ],
          },
        ],
        everyoneElse: off,
      },
    ],
    [
      'On for everyone who is in EU beta',
      'for everyone who is in EU beta',
      {
        rules: [{ id: 'r', conditions: [{ operator: 'member', operand: 'beta' }], serve: on }],
        everyoneElse: off,
      },
    ],
    [
      'On for everyone who is not in EU beta and is in Staff, where plan is pro and is after 5',
      'for everyone who is not in EU beta and is in Staff, where plan is pro and is after 5',
      {
        rules: [
          {
            id: 'r',
            conditions: [
              { attribute: 'plan', operator: 'is', operand: 'pro' },
              { operator: 'member', operand: 'beta', negate: true },
              { operator: 'after', operand: 5 },
              { operator: 'member', operand: 'staff' },
            ],
            serve: on,
          },
        ],
        everyoneElse: off,
      },
    ],
    [
      'On for EU beta and Staff where the person is not in Bots and plan is pro',
      'for EU beta and Staff where the person is not in Bots and plan is pro',
      {
        rules: [
          {
            ...forSegments('beta', 'staff'),
            conditions: [
              { operator: 'member', operand: 'bots', negate: true },
              { attribute: 'plan', operator: 'is', operand: 'pro' },
            ],
          },
        ],
        everyoneElse: off,
      },
    ],
    [
      'On for everyone, only in Germany and US-CA, never for Bots, if flag base serves on',
      'for everyone, only in Germany and US-CA',
      {
        availability: { mode: 'only', regions: ['DE', 'US-CA'] },
        never: ['bots'],
        prerequisites: [{ flag: 'base', variants: ['on'] }],
      },
    ],
    [
      'On for nobody',
      'for nobody',
      { rules: [{ ...forSegments('staff'), enabled: false }], everyoneElse: off },
    ],
  ])('says "%s", and beside a switch "%s"', (whole, short, parts) => {
    expect(sentence(parts)).toEqual({ state: 'on', text: whole, short });
  });

  it('changes no name that looks like its own words', () => {
    known.odd = 'On everyone else, and you';
    expect(sentence({ rules: [forSegments('odd')], everyoneElse: share(1_000) }).short).toBe(
      'for On everyone else, and you, 1 % of others',
    );
  });
});

describe('describeSetting of a flag with several versions', () => {
  const versions = { key: 'pick', params: {} };
  it.each<[string, Record<string, Json>]>([
    ['Blue for everyone', { everyoneElse: { strategy: 'pick', params: { variant: 'blue' } } }],
    ['2 versions, half each', { everyoneElse: share(50_000) }],
    ['30 % on and 70 % off', { everyoneElse: share(30_000) }],
    [
      'Blue for Staff, and Red for everyone else',
      {
        rules: [{ ...forSegments('staff'), serve: { strategy: 'pick', params: { variant: 'blue' } } }],
        everyoneElse: { strategy: 'pick', params: { variant: 'red' } },
      },
    ],
    [
      '2 versions, half each, for Staff, and Red for everyone else',
      {
        rules: [{ ...forSegments('staff'), serve: share(50_000) }],
        everyoneElse: { strategy: 'pick', params: { variant: 'red' } },
      },
    ],
    [
      "a version by 'acme:ring' for everyone",
      { everyoneElse: { strategy: 'acme:ring', params: versions }, rules: [] },
    ],
  ])('says "%s"', (whole, parts) => {
    expect(sentence(parts, text).text).toBe(whole.replace(/^(a version by .*) for everyone$/, '$1'));
  });

  it('says what everyone gets when off', () => {
    expect(sentence({ enabled: false, off: 'blue' }, text).text).toBe('Off, with Blue for everyone');
    expect(sentence({ enabled: false, off: null }, text).text).toBe('Off');
  });
});
