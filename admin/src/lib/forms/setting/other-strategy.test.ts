import { defineStrategy } from '@hoist/core';
import { standardPlugins } from '@hoist/plugins';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { showFields } from '../schema-form/show-fields.ts';
import { askedOf, partsOf, readStrategyDraft, toStrategyDraft, toStrategyForm } from './other-strategy.ts';

const version = z.string().min(1);
const ofSomebodyElse = defineStrategy({
  name: 'acme:by-plan',
  title: 'A percentage for each plan',
  description: '',
  schema: z.object({
    variant: version.meta({ title: 'Version', format: 'variant' }),
    otherwise: version.meta({ title: 'Version for the others', format: 'variant' }),
    percents: z.record(z.string(), z.number()).meta({ title: 'Percent by plan' }),
  }),
  bucketed: true,
  variants: ({ variant, otherwise }) => [variant, otherwise],
  assign: (_subject, { otherwise }) => otherwise,
  vectors: [],
});
const strategies = [...standardPlugins, ofSomebodyElse].filter((plugin) => plugin.kind === 'strategy');
const forms = strategies.flatMap((strategy) => toStrategyForm(strategy) ?? []);
const label = { type: 'string', variants: [] } as const;
const onOff = {
  type: 'boolean',
  variants: [
    { key: 'no', value: false, name: 'No' },
    { key: 'yes', value: true, name: 'Yes' },
  ],
} as const;
const byPlan = {
  strategy: 'acme:by-plan',
  params: { variant: 'on', otherwise: 'off', percents: { pro: 100, free: 0.5 } },
};

describe('a strategy that is known by its form alone', () => {
  it('is one whose parameters are all fields', () => {
    expect(forms.map(({ name }) => name)).toContain('acme:by-plan');
    expect(forms.map(({ name }) => name)).toEqual(expect.arrayContaining(['rings', 'scheduled']));
    expect(forms.find(({ name }) => name === 'acme:by-plan')?.fields.map(({ kind }) => kind)).toEqual([
      'text',
      'text',
      'pairs',
    ]);
  });

  it('is shown as it is typed, and read again as it was', () => {
    const draft = toStrategyDraft(byPlan, forms);
    expect(draft?.parts).toEqual({ variant: 'on', otherwise: 'off', percents: 'pro: 100\nfree: 0.5' });
    expect(
      readStrategyDraft(
        'acme:by-plan',
        { 'acme:by-plan': draft?.parts ?? {} },
        { strategies: forms, flag: label },
      ),
    ).toEqual({
      value: byPlan,
    });
  });

  it('is not shown where the form would lose something, or where it is not installed', () => {
    const more = { ...byPlan, params: { ...byPlan.params, extra: 1 } };
    expect(toStrategyDraft(more, forms)).toBeUndefined();
    expect(toStrategyDraft({ strategy: 'acme:moon', params: {} }, forms)).toBeUndefined();
  });

  it('keeps what was typed, and begins without', () => {
    const scheduled = forms.find(({ name }) => name === 'scheduled')!;
    expect(partsOf(scheduled, { scheduled: { timeZone: 'UTC' } }, label)).toEqual({ timeZone: 'UTC' });
    expect(partsOf(scheduled, {}, label)).toEqual(showFields(scheduled.fields, undefined));
  });

  it('begins with on, and off for the others, where a flag has nothing else', () => {
    const rings = forms.find(({ name }) => name === 'rings')!;
    expect(partsOf(rings, {}, onOff)).toMatchObject({ variant: 'yes', otherwise: 'no' });
    expect(partsOf(rings, { rings: { variant: 'no' } }, onOff)).toEqual({ variant: 'no' });
  });

  it('asks no versions that an on/off flag answers, and shows those that are the other way round', () => {
    const rings = forms.find(({ name }) => name === 'rings')!;
    const shown = (typed: Record<string, string>, flag: Parameters<typeof partsOf>[2]) =>
      askedOf(rings, partsOf(rings, { rings: typed }, flag), flag)
        .filter(({ kind }) => kind !== 'carried')
        .map(({ name }) => name);
    expect(shown({ variant: 'yes', otherwise: 'no' }, onOff)).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/^(variant|otherwise)$/)]),
    );
    expect(shown({ variant: 'no', otherwise: 'yes' }, onOff).slice(0, 2)).toEqual(['variant', 'otherwise']);
    expect(shown({ variant: 'yes', otherwise: 'no' }, label).slice(0, 2)).toEqual(['variant', 'otherwise']);
  });

  it.each([
    [
      { variant: 'on', otherwise: 'off', percents: 'pro' },
      { percents: "'pro' is no name with a number. Enter one a line, like pro: 100." },
    ],
    [
      { variant: 'on', otherwise: 'off', percents: 'pro: 1\npro: 2' },
      { percents: "'pro' stands there twice." },
    ],
    [{ variant: 'on', otherwise: 'off', percents: '' }, { percents: 'Percent by plan: enter a value.' }],
    [{ otherwise: 'off', percents: 'pro: 1' }, { variant: 'Version: enter a value.' }],
  ])('says what is wrong with %j', (parts, wrongs) => {
    const strategy = 'acme:by-plan';
    expect(readStrategyDraft(strategy, { [strategy]: parts }, { strategies: forms, flag: label })).toEqual({
      wrongs: Object.fromEntries(Object.entries(wrongs).map(([path, wrong]) => [`params.${path}`, wrong])),
    });
  });

  it('reads names with colons, and names that objects have of their own', () => {
    const strategy = 'acme:by-plan';
    const parts = { variant: 'on', otherwise: 'off', percents: 'a:b: 1\n\n__proto__ : 2\n' };
    const read = readStrategyDraft(strategy, { [strategy]: parts }, { strategies: forms, flag: label });
    const { percents } = ('value' in read ? read.value.params : {}) as { percents: object };
    expect(Object.entries(percents)).toEqual([
      ['a:b', 1],
      ['__proto__', 2],
    ]);
  });

  it('is refused where it went away meanwhile', () => {
    expect(readStrategyDraft('acme:moon', {}, { strategies: forms, flag: label })).toEqual({
      wrongs: { mode: "'acme:moon' is not installed here. Choose something else." },
    });
  });
});
