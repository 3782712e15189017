import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { compileRuleset } from '../engine/compile/compile-ruleset.ts';
import { evaluate } from '../engine/evaluate/evaluate.ts';
import { nextChange } from '../engine/time/next-change.ts';
import { buildFlag, buildRuleset, buildSetting, clock, off, on, testPlugins } from '../testing.ts';
import { defineOperator } from './operator.ts';
import type { OperatorDefinition } from './operator.ts';
import { createRegistry } from './registry.ts';
import { defineStrategy } from './strategy.ts';

const fail = () => {
  throw new Error('a fault of its author');
};
const operator = (parts: Partial<OperatorDefinition<string, never>>) =>
  defineOperator({
    name: 'acme:odd',
    title: 'is odd',
    negatedTitle: 'is not odd',
    description: '',
    group: '',
    accepts: [],
    schema: z.string(),
    matches: () => true,
    vectors: [],
    ...parts,
  });
const strategy = (parts: object) =>
  defineStrategy({
    name: 'acme:odd',
    title: '',
    description: '',
    schema: z.object({}),
    bucketed: false,
    variants: () => ['on'],
    assign: () => 'on',
    vectors: [],
    ...parts,
  });
const rule = { id: 'r', conditions: [{ operator: 'acme:odd', operand: 'x' }], serve: on };
const byRule = buildFlag('odd', buildSetting({ rules: [rule], everyoneElse: off }));
const byStrategy = buildFlag('odd', buildSetting({ everyoneElse: { strategy: 'acme:odd', params: {} } }));
const soon = buildFlag('soon', buildSetting({ everyoneElse: { strategy: 'from', params: { at: 2_000 } } }));

describe('a plugin with a fault', () => {
  it.each([
    ['references of an operator', operator({ references: fail }), byRule],
    ['references of a strategy', strategy({ references: fail }), byStrategy],
    ['the variants of a strategy', strategy({ variants: fail }), byStrategy],
  ])('in %s fails its flag alone', (_, plugin, flag) => {
    const compiled = compileRuleset(buildRuleset([flag, soon]), createRegistry([...testPlugins, plugin]));
    expect(evaluate(compiled, 'odd', {}, clock)).toMatchObject({ errorCode: 'PARSE_ERROR' });
    expect(evaluate(compiled, 'soon', {}, clock).variant).toBe('off');
    expect(compiled.failures.map((failure) => failure.flag)).toEqual(['odd']);
  });

  it('in its announcements keeps nobody else from being announced', () => {
    const plugin = operator({ nextChange: fail });
    const compiled = compileRuleset(buildRuleset([byRule, soon]), createRegistry([...testPlugins, plugin]));
    expect(nextChange(compiled, clock)).toBe(2_000);
  });
});
