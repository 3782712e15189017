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
import { evaluate, evaluateAll } from './evaluate.ts';

const compile = (flags: readonly Json[], segments: readonly Json[] = []) =>
  compileRuleset(buildRuleset(flags, segments), testRegistry);
const staff = buildSegment('staff', { included: ['mira'] });
const german = { attribute: 'country', operator: 'is', operand: 'DE' };

describe('evaluate never throws', () => {
  const deep: Record<string, unknown> = {};
  let inner = deep;
  for (let level = 0; level < 10_000; level++) inner = inner.next = {} as Record<string, unknown>;
  const cycle: Record<string, unknown> = { country: 'FR' };
  cycle.country = cycle;
  const hostile: [string, Context][] = [
    [
      'a getter that throws',
      Object.defineProperty({}, 'country', { enumerable: true, get: () => assertNever() }),
    ],
    [
      'a proxy that throws',
      new Proxy({}, { get: assertNever, getOwnPropertyDescriptor: assertNever, has: assertNever }),
    ],
    ['__proto__', JSON.parse('{"__proto__": {"country": "DE", "targetingKey": "mira"}}') as Context],
    ['a cycle', cycle],
    ['10,000 levels', deep],
    ['a text of 4 MB', { country: 'D'.repeat(4_000_000), targetingKey: '\ud800'.repeat(100_000) }],
    ['no prototype', Object.assign(Object.create(null) as Context, { country: 'FR' })],
    ['inherited attributes', Object.create({ country: 'DE', targetingKey: 'mira' }) as Context],
  ];
  const rules: Json[] = [
    { id: 'r', segments: ['staff'], serve: on },
    { id: 's', conditions: [german], serve: on },
  ];
  const compiled = compile([buildFlag('x', buildSetting({ rules, everyoneElse: off }))], [staff]);

  it.each(hostile)('for %s, and matches nothing by it', (_what, context) => {
    expect(evaluate(compiled, 'x', context, clock)).toMatchObject({ variant: 'off', reason: 'DEFAULT' });
    expect(Object.hasOwn(Object.prototype, 'country')).toBe(false);
  });

  it.each([null, undefined, 7, 'DE'])('for a context that is %s: INVALID_CONTEXT', (context) => {
    const resolution = evaluate(compiled, 'x', context as unknown as Context, clock);
    expect(resolution).toMatchObject({ reason: 'ERROR', errorCode: 'INVALID_CONTEXT' });
    expect(evaluateAll(compiled, context as unknown as Context, clock, 'server')).toEqual([resolution]);
  });

  it.each([
    ['nothing', undefined],
    ['a number', 7],
    ['a symbol', Symbol('x')],
    ['an object that cannot be a text', Object.create(null)],
  ])('for a flag key that is %s: FLAG_NOT_FOUND', (_what, key) => {
    expect(evaluate(compiled, key as unknown as string, {}, clock)).toMatchObject({
      flag: '',
      errorCode: 'FLAG_NOT_FOUND',
      errorMessage: "A flag's key is a text. Ask with the key of a flag.",
    });
  });

  it('draws nobody by a text of more than 1,024 characters, which nobody has for a name', () => {
    const shares = { strategy: 'share', params: { to: 100_000 } };
    const drawn = compile([buildFlag('x', buildSetting({ everyoneElse: shares }))]);
    const ask = (targetingKey: string) => evaluate(drawn, 'x', { targetingKey }, clock);
    expect(ask('k'.repeat(1_024))).toMatchObject({ variant: 'on', reason: 'SPLIT' });
    expect(ask('k'.repeat(1_025))).toMatchObject({ errorCode: 'TARGETING_KEY_MISSING' });
    expect(ask('🚀'.repeat(1_024))).toMatchObject({ variant: 'on', reason: 'SPLIT' });
    expect(ask('🚀'.repeat(1_025))).toMatchObject({ errorCode: 'TARGETING_KEY_MISSING' });
  });

  it('when a plugin throws: GENERAL, for that flag alone', () => {
    const explosive = { id: 'r', conditions: [{ attribute: 'a', operator: 'explode' }], serve: on };
    const both = compile([
      buildFlag('boom', buildSetting({ rules: [explosive] })),
      buildFlag('fine', buildSetting()),
    ]);
    expect(
      evaluateAll(both, { a: 'x' }, clock, 'server').map(({ reason, errorCode }) => errorCode ?? reason),
    ).toEqual(['GENERAL', 'STATIC']);
  });

  it('when a getter evaluates in the middle of an evaluation: each keeps its own context', () => {
    const rule = {
      id: 'r',
      conditions: [{ attribute: 'outer', operator: 'is', operand: 1 }, german],
      serve: on,
    };
    const nested = compile([buildFlag('x', buildSetting({ rules: [rule], everyoneElse: off }))]);
    const context = {
      get outer() {
        expect(evaluate(nested, 'x', { outer: 1, country: 'FR' }, clock).variant).toBe('off');
        return 1;
      },
      country: 'DE',
    };
    expect(evaluate(nested, 'x', context, clock).variant).toBe('on');
  });

  it('when it evaluates in the middle, what was decided for the inner person is forgotten for the outer', () => {
    const rule = {
      id: 'r',
      segments: ['staff'],
      conditions: [{ attribute: 'late', operator: 'is', operand: 1 }],
      serve: on,
    };
    const first = { id: 'f', conditions: [{ attribute: 'early', operator: 'is', operand: 1 }], serve: off };
    const nested = compile(
      [buildFlag('x', buildSetting({ rules: [first, rule], everyoneElse: off }))],
      [staff],
    );
    const context = {
      targetingKey: 'mira',
      late: 1,
      get early() {
        expect(evaluate(nested, 'x', { targetingKey: 'paul' }, clock).reason).toBe('DEFAULT');
        return 2;
      },
    };
    expect(evaluate(nested, 'x', context, clock).variant).toBe('on');
  });

  function assertNever(): never {
    throw new Error('nobody may see this');
  }
});
