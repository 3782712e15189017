import { describe, expect, it } from 'vitest';
import { colours, fixed, formsFor, onOff } from './testing.ts';
import type { FlagShape } from './flag-shape.ts';
import { findOnOff } from './flag-shape.ts';
import { fromServeDraft, toServeDraft } from './serve-draft.ts';
import type { ServeDraft } from './serve-draft.ts';
import type { Serve } from '@hoist/core';

function save(flag: FlagShape, draft: Partial<ServeDraft>, kept: Serve | null = null) {
  const forms = formsFor(flag);
  return fromServeDraft({ ...toServeDraft(kept, forms), ...draft }, forms);
}

function valueOf(read: ReturnType<typeof save>): Serve {
  if ('wrongs' in read) throw new Error(JSON.stringify(read.wrongs));
  return read.value;
}

const eighth = {
  strategy: 'split',
  params: {
    ranges: [
      { from: 0, to: 12_500, variant: 'on' },
      { from: 12_500, to: 100_000, variant: 'off' },
    ],
  },
};

describe('findOnOff', () => {
  it('knows an on/off flag from one with several versions', () => {
    expect(findOnOff(onOff)).toEqual({ on: 'on', off: 'off' });
    expect(findOnOff(colours)).toBeUndefined();
  });
});

describe('what people get, as a form shows it', () => {
  it.each([
    [onOff, fixed('off'), { mode: 'off' }],
    [onOff, fixed('on'), { mode: 'all', variant: 'on' }],
    [onOff, { strategy: 'off', params: {} }, { mode: 'off' }],
    [onOff, eighth, { mode: 'percentage', percent: '12.5', by: '' }],
    [
      onOff,
      { ...eighth, params: { ...eighth.params, by: 'account' } },
      { mode: 'percentage', by: 'account' },
    ],
    [onOff, { strategy: 'acme:moon', params: {} }, { mode: 'kept' }],
    [colours, fixed('green'), { mode: 'all', variant: 'green' }],
    [colours, { strategy: 'off', params: {} }, { mode: 'off' }],
    [
      colours,
      {
        strategy: 'split',
        params: {
          ranges: [
            { from: 0, to: 25_000, variant: 'green' },
            { from: 25_000, to: 100_000, variant: 'red' },
          ],
        },
      },
      { mode: 'percentage', percent: '25', variant: 'green', otherwise: 'red' },
    ],
    [
      onOff,
      {
        strategy: 'scheduled',
        params: {
          before: 'off',
          timeZone: 'UTC',
          plan: [{ at: '2026-03-29T02:30', variant: 'on' }],
          steps: [{ from: '2026-03-29T02:30:00.000Z', variant: 'on' }],
        },
      },
      { mode: 'other:scheduled' },
    ],
  ])('of %# is %o', (flag, serve, shown) => {
    expect(toServeDraft(serve, formsFor(flag))).toMatchObject(shown);
  });

  it('is off by the false version of an on/off flag, and by the off value of one with several', () => {
    expect(valueOf(save(onOff, { mode: 'off' }))).toEqual(fixed('off'));
    expect(valueOf(save(colours, { mode: 'off' }))).toEqual({ strategy: 'off', params: {} });
  });

  it('makes a percentage of the lowest buckets and raises it without moving anybody out', () => {
    const quarter = valueOf(save(onOff, { mode: 'percentage', percent: '25' }));
    expect(quarter.params).toEqual({
      ranges: [
        { from: 0, to: 25_000, variant: 'on' },
        { from: 25_000, to: 100_000, variant: 'off' },
      ],
    });
    const more = valueOf(save(onOff, { mode: 'percentage', percent: '33.333' }, quarter));
    expect(more.params).toMatchObject({ ranges: [{ from: 0, to: 33_333, variant: 'on' }, {}] });
  });

  it('gives a part of people one version and the others another, counted by an attribute', () => {
    const part = {
      mode: 'percentage',
      percent: '10',
      variant: 'blue',
      otherwise: 'red',
      by: 'account',
    } as const;
    expect(valueOf(save(colours, part)).params).toEqual({
      ranges: [
        { from: 0, to: 10_000, variant: 'blue' },
        { from: 10_000, to: 100_000, variant: 'red' },
      ],
      by: 'account',
    });
  });

  it('splits between several versions, however they are named', () => {
    const odd: FlagShape = {
      type: 'string',
      variants: ['__proto__', 'v1.2', 'toString'].map((key) => ({ key, value: key, name: '' })),
    };
    const weights = [
      { variant: '__proto__', percent: '50' },
      { variant: 'v1.2', percent: '49.999' },
      { variant: 'toString', percent: '0.001' },
    ];
    const split = valueOf(save(odd, { mode: 'split', weights }));
    expect(toServeDraft(split, formsFor(odd))).toMatchObject({ mode: 'split', weights });
  });

  it('goes on with a rollout where it stood, or begins it anew', () => {
    const before = {
      strategy: 'progressive',
      params: {
        variant: 'on',
        otherwise: 'off',
        plan: [{ percent: 25, hours: 0 }],
        control: 'paused',
        progress: { step: 0, held: 5 },
        steps: [],
      },
    };
    const draft = toServeDraft(before, formsFor(onOff));
    const steps = [{ percent: '50', hours: '0' }];
    const edited = { rollout: { ...draft.rollout, steps } };
    expect(valueOf(save(onOff, edited, before)).params).toMatchObject({
      control: 'paused',
      progress: { step: 0, held: 5 },
      plan: [{ percent: 50, hours: 0 }],
    });
    const again = { rollout: { ...draft.rollout, restart: true } };
    expect(valueOf(save(onOff, again, before)).params).toMatchObject({ goTo: 'start' });
  });

  it.each([
    [onOff, { mode: '' as const }, { mode: 'Choose what they get.' }],
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
      { mode: 'percentage' as const, percent: '5', otherwise: 'red' },
      { otherwise: 'Choose two different versions.' },
    ],
    [
      colours,
      { mode: 'split' as const, weights: [{ variant: 'red', percent: '50' }] },
      { weights: expect.stringContaining('add up to 50 %') as string },
    ],
    [
      colours,
      { mode: 'split' as const, weights: [{ variant: 'red', percent: 'x' }] },
      { 'weights.0.percent': expect.stringContaining('percentage') as string },
    ],
    [onOff, { mode: 'kept' as const }, { mode: 'Choose what they get.' }],
    [
      onOff,
      { mode: 'other:acme:moon' as const },
      { mode: "'acme:moon' is not installed here. Choose something else." },
    ],
  ])('says what is wrong with %# %j', (flag, draft, wrongs) => expect(save(flag, draft)).toEqual({ wrongs }));
});
