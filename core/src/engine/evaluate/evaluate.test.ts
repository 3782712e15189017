import { describe, expect, it } from 'vitest';
import type { Context } from '../../model/context.ts';
import type { Json } from '../../model/json.ts';
import {
  buildFlag,
  buildRuleset,
  buildSegment,
  buildSetting,
  clock,
  off,
  on,
  testRegistry,
} from '../../testing.ts';
import { compileRuleset } from '../compile/compile-ruleset.ts';
import { evaluate } from './evaluate.ts';

const compile = (flags: readonly Json[], segments: readonly Json[] = []) =>
  compileRuleset(buildRuleset(flags, segments), testRegistry);

function resolve(setting: Json, context: Context = {}, segments: readonly Json[] = []) {
  const { variant, reason, errorCode } = evaluate(
    compile([buildFlag('x', setting)], segments),
    'x',
    context,
    clock,
  );
  return { variant, reason, ...(errorCode && { errorCode }) };
}

const staff = buildSegment('staff', { included: ['mira'] });
const german = { attribute: 'country', operator: 'is', operand: 'DE' };
const quarter = { strategy: 'share', params: { to: 25_000 } };
const forStaff = { id: 'r1', segments: ['staff'], serve: on };

describe('evaluate, step by step', () => {
  it('gives FLAG_NOT_FOUND for an unknown key', () => {
    const resolution = evaluate(compile([]), 'gone', {}, clock);
    expect(resolution).toMatchObject({
      reason: 'ERROR',
      errorCode: 'FLAG_NOT_FOUND',
      flag: 'gone',
      version: 0,
    });
  });

  it('says so when it was asked a key as long as a book, with its beginning', () => {
    const { errorMessage } = evaluate(compile([]), 'k'.repeat(5_000), {}, clock);
    expect(errorMessage).toBe(`There is no flag '${'k'.repeat(128)}' in environment 'dev'.`);
  });

  it('lets go of whom it was asked about', () => {
    const compiled = compile([buildFlag('x', buildSetting({ everyoneElse: quarter }))]);
    evaluate(compiled, 'x', { targetingKey: 'anna' }, clock);
    expect(compiled.run.context).toEqual({});
  });

  it('gives DISABLED without a value while a flag is not set up', () => {
    expect(resolve(null)).toEqual({ variant: undefined, reason: 'DISABLED' });
  });

  it('gives the off variant when off, or no value when none is chosen', () => {
    expect(resolve(buildSetting({ enabled: false }))).toEqual({ variant: 'off', reason: 'DISABLED' });
    expect(resolve(buildSetting({ enabled: false, off: null }))).toEqual({
      variant: undefined,
      reason: 'DISABLED',
    });
  });

  it('gives STATIC when there is nothing but a fixed default', () => {
    expect(resolve(buildSetting())).toEqual({ variant: 'on', reason: 'STATIC' });
  });

  it('does not call a default STATIC that time will change', () => {
    const later = buildSetting({ everyoneElse: { strategy: 'from', params: { at: 2_000 } } });
    expect(resolve(later)).toEqual({ variant: 'off', reason: 'DEFAULT' });
  });

  it('gives DEFAULT when rules exist and none matched', () => {
    const setting = buildSetting({ rules: [forStaff], everyoneElse: off });
    expect(resolve(setting, { targetingKey: 'paul' }, [staff])).toEqual({
      variant: 'off',
      reason: 'DEFAULT',
    });
  });

  it('takes a rule that is switched off for absent', () => {
    const setting = buildSetting({ rules: [{ ...forStaff, enabled: false }], everyoneElse: off });
    expect(resolve(setting, { targetingKey: 'mira' }, [staff])).toEqual({ variant: 'off', reason: 'STATIC' });
  });

  it('gives the first rule that matches: any of its segments and all of its conditions', () => {
    const rules: Json[] = [
      { id: 'r1', segments: ['nobody', 'staff'], conditions: [german], serve: on },
      { id: 'r2', conditions: [german], serve: off },
    ];
    const setting = buildSetting({ rules, everyoneElse: quarter });
    const segments = [staff, buildSegment('nobody')];
    const german1 = { targetingKey: 'mira', country: 'DE' };
    expect(resolve(setting, german1, segments)).toEqual({ variant: 'on', reason: 'TARGETING_MATCH' });
    expect(resolve(setting, { country: 'DE' }, segments)).toEqual({
      variant: 'off',
      reason: 'TARGETING_MATCH',
    });
    expect(resolve(setting, { targetingKey: 'mira' }, segments).reason).toBe('SPLIT');
  });

  it('gives SPLIT wherever a bucket decides, in a rule too', () => {
    const setting = buildSetting({ rules: [{ ...forStaff, serve: quarter }], everyoneElse: off });
    expect(resolve(setting, { targetingKey: 'mira' }, [staff]).reason).toBe('SPLIT');
  });

  it('never gives the flag to those it is never for, whatever the rules say', () => {
    const setting = buildSetting({ never: ['staff'], rules: [forStaff] });
    expect(resolve(setting, { targetingKey: 'mira' }, [staff])).toEqual({
      variant: 'off',
      reason: 'TARGETING_MATCH',
    });
    expect(resolve(setting, { targetingKey: 'paul' }, [staff])).toEqual({ variant: 'on', reason: 'DEFAULT' });
  });

  it.each([
    ['only', 'DE', 'on'],
    ['only', 'de', 'on'],
    ['only', 'DE-BY', 'on'],
    ['only', 'US-CA', 'on'],
    ['only', 'us-ca', 'on'],
    ['only', 'US-NY', 'off'],
    ['only', 'FR', 'off'],
    ['except', 'DE', 'off'],
    ['except', 'US-CA', 'off'],
    ['except', 'US-NY', 'on'],
    ['except', 'FR', 'on'],
    // A country of which only a part is listed tells nothing.
    ['only', 'US', 'off'],
    ['except', 'US', 'off'],
    ['only', undefined, 'off'],
    ['except', undefined, 'off'],
    ['except', 'Germany', 'off'],
    ['except', 49, 'off'],
  ])('available %s in DE and US-CA: somebody in %s gets %s', (mode, country, variant) => {
    const setting = buildSetting({ availability: { mode, regions: ['DE', 'US-CA'] } });
    expect(resolve(setting, { country }).variant).toBe(variant);
  });

  it('lets an unknown region in when the setting says so', () => {
    const setting = buildSetting({
      availability: { mode: 'only', regions: ['DE'], unknownRegion: 'inside' },
    });
    expect(resolve(setting, {})).toEqual({ variant: 'on', reason: 'DEFAULT' });
    expect(resolve(setting, { country: 'FR' })).toEqual({ variant: 'off', reason: 'TARGETING_MATCH' });
  });
});

describe('prerequisites', () => {
  const needing = (variants: Json, parts = {}) =>
    buildSetting({ prerequisites: [{ flag: 'base', variants }], ...parts });
  const resolvePair = (base: Json, variants: Json = ['on'], context: Context = {}) => {
    const compiled = compile([buildFlag('x', needing(variants)), buildFlag('base', base)]);
    return evaluate(compiled, 'x', context, clock);
  };

  it('go on when the other flag serves a wanted variant', () => {
    expect(resolvePair(buildSetting())).toMatchObject({ variant: 'on', reason: 'DEFAULT' });
  });

  it('give the off variant with DISABLED when it does not', () => {
    expect(resolvePair(buildSetting(), ['off'])).toMatchObject({ variant: 'off', reason: 'DISABLED' });
    expect(resolvePair(null)).toMatchObject({ variant: 'off', reason: 'DISABLED' });
  });

  it('count what the other flag serves when off', () => {
    expect(resolvePair(buildSetting({ enabled: false }), ['off'])).toMatchObject({ variant: 'on' });
  });

  it('pass an error on with its code', () => {
    const resolution = resolvePair(buildSetting({ everyoneElse: quarter }));
    expect(resolution).toMatchObject({ reason: 'ERROR', errorCode: 'TARGETING_KEY_MISSING' });
    expect(resolution.errorMessage).toContain('A prerequisite failed');
  });

  it('are not asked while the flag itself is off', () => {
    const flags = [
      buildFlag('x', needing(['on'], { enabled: false })),
      buildFlag('base', buildSetting({ everyoneElse: quarter })),
    ];
    expect(evaluate(compile(flags), 'x', {}, clock)).toMatchObject({ variant: 'off', reason: 'DISABLED' });
  });

  it('are each asked once, however many ways lead to them', () => {
    // Every level needs the level below twice: 2^31 ways to the bottom.
    const flags: Json[] = [buildFlag('l0-a', buildSetting()), buildFlag('l0-b', buildSetting())];
    for (let level = 1; level <= 31; level++) {
      const prerequisites = ['a', 'b'].map((side) => ({ flag: `l${level - 1}-${side}`, variants: ['on'] }));
      for (const side of ['a', 'b'])
        flags.push(buildFlag(`l${level}-${side}`, buildSetting({ prerequisites })));
    }
    const started = performance.now();
    expect(evaluate(compile(flags), 'l31-a', {}, clock).variant).toBe('on');
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});

describe('a missing unit', () => {
  it('is TARGETING_KEY_MISSING when the flag cannot be decided without it', () => {
    expect(resolve(buildSetting({ everyoneElse: quarter }))).toMatchObject({
      errorCode: 'TARGETING_KEY_MISSING',
    });
    expect(resolve(buildSetting({ everyoneElse: quarter }), { targetingKey: '' })).toMatchObject({
      reason: 'ERROR',
    });
  });

  it('does not matter when a rule decides first', () => {
    const setting = buildSetting({
      rules: [{ id: 'r', conditions: [german], serve: on }],
      everyoneElse: quarter,
    });
    expect(resolve(setting, { country: 'DE' })).toEqual({ variant: 'on', reason: 'TARGETING_MATCH' });
  });

  it('names the attribute that is the unit', () => {
    const byCompany = { strategy: 'share', params: { to: 25_000, by: 'company.id' } };
    const compiled = compile([buildFlag('x', buildSetting({ everyoneElse: byCompany }))]);
    expect(evaluate(compiled, 'x', {}, clock).errorMessage).toContain("'company.id'");
    expect(evaluate(compiled, 'x', { company: { id: 7 } }, clock).reason).toBe('SPLIT');
    const seven = evaluate(compiled, 'x', { company: { id: '7' } }, clock);
    expect(evaluate(compiled, 'x', { company: { id: 7 } }, clock)).toBe(seven);
  });
});

describe('conditions', () => {
  const matches = (condition: Json, context: Context) =>
    resolve(
      buildSetting({ rules: [{ id: 'r', conditions: [condition], serve: on }], everyoneElse: off }),
      context,
    ).variant === 'on';

  it.each([false, true])('never match a missing attribute or one of a wrong type (negated: %s)', (negate) => {
    const condition = { ...german, negate };
    for (const country of [undefined, null, true, {}, [], Number.NaN, () => 'DE', 1n, Symbol('DE')]) {
      expect(matches(condition, { country })).toBe(false);
    }
  });

  it('match the opposite when negated', () => {
    expect(matches({ ...german, negate: true }, { country: 'FR' })).toBe(true);
    expect(matches({ ...german, negate: true }, { country: 'DE' })).toBe(false);
  });

  it('may be about missing attributes when the operator accepts them', () => {
    const missing = { attribute: 'plan', operator: 'present', negate: true };
    expect(matches(missing, {})).toBe(true);
    expect(matches(missing, { plan: null })).toBe(true);
    expect(matches(missing, { plan: 'pro' })).toBe(false);
  });
});

describe('segments', () => {
  const beta = buildSegment('beta', {
    included: ['in', 'both'],
    excluded: ['out', 'both'],
    conditionGroups: [
      { conditions: [german, { attribute: 'plan', operator: 'is', operand: 'pro' }] },
      { conditions: [{ operator: 'member', operand: 'staff' }] },
    ],
  });
  const isIn = (context: Context) =>
    resolve(
      buildSetting({ rules: [{ id: 'r', segments: ['beta'], serve: on }], everyoneElse: off }),
      context,
      [beta, staff],
    ).variant === 'on';

  it.each([
    [{ targetingKey: 'in' }, true],
    [{ targetingKey: 'both' }, false],
    [{ targetingKey: 'out', country: 'DE', plan: 'pro' }, false],
    [{ country: 'DE', plan: 'pro' }, true],
    [{ country: 'DE', plan: 'free' }, false],
    [{ targetingKey: 'mira' }, true],
    [{ targetingKey: 'paul' }, false],
    [{}, false],
  ])('put %j in: %s (excluded over included over any group of all conditions)', (context, expected) => {
    expect(isIn(context)).toBe(expected);
  });
});
