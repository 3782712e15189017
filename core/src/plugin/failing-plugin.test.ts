import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Json } from '../model/json.ts';
import { compileRuleset } from '../engine/compile/compile-ruleset.ts';
import { evaluate } from '../engine/evaluate/evaluate.ts';
import { nextChange } from '../engine/time/next-change.ts';
import { describeSetting } from '../words/describe-setting.ts';
import { settingSchema } from '../model/setting.ts';
import { buildFlag, buildRuleset, buildSetting, clock, on, testPlugins } from '../testing.ts';
import { defineOperator } from './operator.ts';
import { createRegistry } from './registry.ts';
import { defineStrategy } from './strategy.ts';

function fail(): never {
  throw new Error('a plugin of somebody else');
}

const operator = defineOperator({
  name: 'acme:failing',
  title: 'is fine',
  negatedTitle: 'is not fine',
  description: '',
  group: '',
  accepts: ['string'],
  schema: z.string(),
  matches: (actual, operand) => actual === operand,
  matchRange: fail,
  warn: fail,
  describe: fail,
  nextChange: fail,
  vectors: [],
});
const strategy = defineStrategy({
  name: 'acme:failing',
  title: 'Failing',
  description: '',
  schema: z.object({ variant: z.string() }),
  bucketed: false,
  variants: ({ variant }) => [variant],
  assign: (_subject, { variant }) => variant,
  shares: fail,
  progress: fail,
  describe: fail,
  nextChange: fail,
  schedule: fail,
  vectors: [],
});
const registry = createRegistry([...testPlugins, operator, strategy]);
const serve = { strategy: 'acme:failing', params: { variant: 'on' } };
const condition = { attribute: 'plan', operator: 'acme:failing', operand: 'pro' };
const setting = buildSetting({
  rules: [{ id: 'r', conditions: [condition], serve: on }],
  everyoneElse: serve,
});
const compile = (...flags: readonly Json[]) => compileRuleset(buildRuleset(flags), registry);

describe('a plugin that answers, and fails at everything else,', () => {
  it('is evaluated, beside all other flags', () => {
    const compiled = compile(buildFlag('x', setting), buildFlag('fine', buildSetting()));
    expect(compiled.failures).toEqual([]);
    expect(evaluate(compiled, 'x', { plan: 'pro' }, clock)).toMatchObject({ variant: 'on', rule: 'r' });
    expect(evaluate(compiled, 'x', {}, clock)).toMatchObject({ variant: 'on', reason: 'DEFAULT' });
    expect(nextChange(compiled, clock)).toBeUndefined();
  });

  it('is put in words by its title', () => {
    const variants = ['on', 'off'].map((key) => ({ key, value: key === 'on', name: '', description: '' }));
    const flag = { type: 'boolean' as const, variants };
    const names = (_kind: string, key: string) => key;
    const { text } = describeSetting({ flag, setting: settingSchema.parse(setting), names, registry });
    expect(text).toContain('plan is fine pro');
    expect(text).toContain('failing');
  });

  it('has neither match range, warning, shares nor progress, and is published as it is written', () => {
    const [one, two] = [operator.bind('pro'), strategy.bind(serve.params)];
    if (!one.ok || !two.ok) throw new Error('It is refused.');
    expect([one.bound.matchRange, one.bound.warning]).toEqual([undefined, undefined]);
    expect([two.bound.shares, two.bound.progress(clock.now)]).toEqual([undefined, undefined]);
    expect(strategy.schedule(serve.params, { now: 0, enabled: true, previous: undefined })).toEqual(
      serve.params,
    );
  });

  it('has a form that takes anything where JSON Schema cannot say what it takes', () => {
    const odd = defineOperator({
      name: 'acme:odd',
      title: '',
      negatedTitle: '',
      description: '',
      group: '',
      accepts: ['string'],
      schema: z.object({ when: z.date(), big: z.bigint() }),
      matches: () => true,
      vectors: [],
    });
    expect(odd.jsonSchema).toEqual({});
  });
});
