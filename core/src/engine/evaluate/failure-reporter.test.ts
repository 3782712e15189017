import { describe, expect, it } from 'vitest';
import type { Json } from '../../model/json.ts';
import { defineOperator } from '../../plugin/operator.ts';
import { createRegistry } from '../../plugin/registry.ts';
import {
  buildFlag,
  buildRuleset,
  buildSetting,
  clock,
  on,
  testPlugins,
  testRegistry,
} from '../../testing.ts';
import { compileRuleset } from '../compile/compile-ruleset.ts';
import type { CompiledRuleset } from '../compile/compile-ruleset.ts';
import { evaluate } from './evaluate.ts';
import { FailureReporter } from './failure-reporter.ts';

const compile = (flags: readonly Json[], previous?: CompiledRuleset) =>
  compileRuleset(buildRuleset(flags), testRegistry, previous);
const explosive = buildSetting({
  rules: [{ id: 'r', conditions: [{ attribute: 'a', operator: 'explode' }], serve: on }],
});
const ask = (reporter: FailureReporter, compiled: CompiledRuleset, flag: string, context = {}) =>
  reporter.report(compiled, evaluate(compiled, flag, context, clock));

describe('the reason for a failing flag', () => {
  it('is what a plugin threw, reported once until the flag changes', () => {
    const reporter = new FailureReporter();
    const compiled = compile([buildFlag('boom', explosive)]);
    expect(ask(reporter, compiled, 'boom', {})).toBeUndefined();
    expect(ask(reporter, compiled, 'boom', { a: 'x' })).toEqual({
      flag: 'boom',
      message: expect.stringMatching(/^A plugin threw Error at .*testing\.ts:\d+:\d+\)?\.$/) as string,
    });
    expect(ask(reporter, compiled, 'boom', { a: 'x' })).toBeUndefined();
    const changed = compile([buildFlag('boom', explosive, { version: 2 })], compiled);
    expect(ask(reporter, changed, 'boom', { a: 'x' })?.flag).toBe('boom');
  });

  it.each([
    ['a text of its own making', () => 'mira', 'A plugin threw a string.'],
    ['an error that names a person', () => new TypeError('mira\n    at home'), 'TypeError at '],
    [
      'an error without a stack',
      () => Object.assign(new RangeError('mira'), { stack: 'mira' }),
      'A plugin threw RangeError.',
    ],
  ])('says nothing of a person where a plugin throws %s', (_what, make, expected) => {
    const throwing = defineOperator({
      name: 'throwing',
      title: '',
      negatedTitle: '',
      description: '',
      group: '',
      accepts: ['string'],
      schema: null,
      matches() {
        throw make();
      },
      vectors: [],
    });
    const rules = [{ id: 'r', conditions: [{ attribute: 'a', operator: 'throwing' }], serve: on }];
    const registry = createRegistry([...testPlugins, throwing]);
    const compiled = compileRuleset(buildRuleset([buildFlag('x', buildSetting({ rules }))]), registry);
    const message = ask(new FailureReporter(), compiled, 'x', { a: 'mira' })?.message;
    expect(message).toContain(expected);
    expect(message).not.toMatch(/mira|home/);
  });

  it('is everything that is not installed', () => {
    const needs = ['operator:acme:moon', 'operator:is', 'strategy:acme:dice'];
    const compiled = compile([buildFlag('far', buildSetting(), { needs })]);
    expect(ask(new FailureReporter(), compiled, 'far')).toEqual({
      flag: 'far',
      message:
        "The flag needs 'operator:acme:moon' and 'strategy:acme:dice', which are not installed here. Update this host, or install the plugins.",
    });
  });

  it('is what keeps a setting from being read, and where', () => {
    const compiled = compile([buildFlag('lost', buildSetting({ never: ['gone'] }))]);
    expect(ask(new FailureReporter(), compiled, 'lost')?.message).toMatch(/'gone'.* \(setting\.never\.0\)$/);
  });

  it('is what the answer says where it is a prerequisite', () => {
    const prerequisites = [{ flag: 'lost', variants: ['on'] }];
    const compiled = compile([
      buildFlag('lost', buildSetting({ never: ['gone'] })),
      buildFlag('asks', buildSetting({ prerequisites })),
    ]);
    expect(ask(new FailureReporter(), compiled, 'asks')?.message).toContain('A prerequisite failed.');
  });

  it('is none for what the asker did wrong, and for flags that do not exist', () => {
    const compiled = compile([
      buildFlag('half', buildSetting({ everyoneElse: { strategy: 'share', params: { to: 1 } } })),
    ]);
    const reporter = new FailureReporter();
    expect([ask(reporter, compiled, 'half'), ask(reporter, compiled, 'none')]).toEqual([
      undefined,
      undefined,
    ]);
  });
});
