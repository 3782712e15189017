import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Json } from '../../model/json.ts';
import { createRegistry } from '../../plugin/registry.ts';
import { defineStrategy } from '../../plugin/strategy.ts';
import {
  buildFlag,
  buildRuleset,
  buildSegment,
  buildSetting,
  clock,
  on,
  testPlugins,
} from '../../testing.ts';
import { describeExplanation } from '../../words/describe-explanation.ts';
import { compileRuleset } from '../compile/compile-ruleset.ts';
import { explain } from './explain.ts';

const german = { attribute: 'country', operator: 'is', operand: 'DE' };
const pro = { attribute: 'plan', operator: 'is', operand: 'pro' };

describe('where a plugin throws, an explanation says that', () => {
  let told: readonly string[] = [];
  const exploding = { attribute: 'country', operator: 'explode' };
  const outcomes = (setting: Json, extra: readonly Json[] = []) => {
    const flags = [buildFlag('x', setting), ...extra];
    const ruleset = buildRuleset(flags, [
      buildSegment('boom', { conditionGroups: [{ conditions: [exploding] }] }),
      buildSegment('either', { conditionGroups: [{ conditions: [exploding] }, { conditions: [german] }] }),
    ]);
    const registry = createRegistry([...testPlugins, throwing]);
    const compiled = compileRuleset(ruleset, registry);
    const { resolution, steps } = explain(compiled, 'x', { targetingKey: 'a', country: 'DE' }, clock);
    expect(resolution.errorCode).toBe('GENERAL');
    told = describeExplanation({ resolution, steps }, { names: (_kind, key) => key, registry })
      .filter(({ outcome }) => outcome === 'decided')
      .map(({ text }) => text);
    return steps.map(({ step, outcome }) => `${step}: ${outcome}`);
  };
  const throwing = defineStrategy({
    name: 'throwing',
    title: '',
    description: '',
    schema: z.object({}),
    bucketed: true,
    variants: () => ['on', 'off'],
    assign() {
      throw new Error('a plugin of somebody else');
    },
    vectors: [],
  });
  const thrown = { strategy: 'throwing', params: {} };

  it('the rule that asked it has decided, whichever of its conditions it was', () => {
    const rules = [
      { id: 'r1', conditions: [pro], serve: on },
      { id: 'r2', conditions: [exploding, { attribute: 'plan', operator: 'present' }], serve: on },
      { id: 'r3', conditions: [german], serve: on },
    ];
    expect(outcomes(buildSetting({ rules }))).toEqual([
      'enabled: passed',
      'rule: passed',
      'rule: decided',
      'rule: not reached',
      'everyone else: not reached',
    ]);
    const inSegment = buildSetting({ rules: [{ id: 'r', segments: ['boom'], serve: on }] });
    expect(outcomes(inSegment)[1]).toBe('rule: decided');
    expect(told).toEqual(['A rule: a plugin failed']);
    expect(outcomes(buildSetting({ never: ['boom'] }))[1]).toBe('never for: decided');
    expect(told).toEqual(['Whether they never get it: a plugin failed']);
  });

  it('only the one that an evaluation came to has decided, whatever others would have thrown', () => {
    const apart = [{ attribute: 'country', operator: 'is', operand: 'FR' }, exploding];
    const rules = [
      { id: 'r1', conditions: apart, serve: on },
      { id: 'r2', conditions: [german, exploding], serve: on },
    ];
    expect(outcomes(buildSetting({ rules }))).toEqual([
      'enabled: passed',
      'rule: passed',
      'rule: decided',
      'everyone else: not reached',
    ]);
    expect(outcomes(buildSetting({ rules: rules.slice(0, 1), everyoneElse: thrown }))).toEqual([
      'enabled: passed',
      'rule: passed',
      'everyone else: decided',
    ]);
  });

  it('a segment has decided where one of its groups throws before another fits', () => {
    const either = buildSetting({ rules: [{ id: 'r', segments: ['either'], serve: on }] });
    expect(outcomes(either)[1]).toBe('rule: decided');
    expect(told).toEqual(['A rule: a plugin failed']);
  });

  it('what it was to serve has decided, and serves nothing', () => {
    expect(outcomes(buildSetting({ everyoneElse: thrown }))).toEqual([
      'enabled: passed',
      'everyone else: decided',
    ]);
    const rules = [{ id: 'r', conditions: [german], serve: thrown }];
    expect(outcomes(buildSetting({ rules }))[1]).toBe('rule: decided');
  });

  it('a prerequisite has decided', () => {
    const setting = buildSetting({ prerequisites: [{ flag: 'base', variants: ['on'] }] });
    const base = buildFlag('base', buildSetting({ everyoneElse: thrown }));
    expect(outcomes(setting, [base])[1]).toBe('prerequisite: decided');
  });
});
