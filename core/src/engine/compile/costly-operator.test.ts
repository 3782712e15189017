import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { defineOperator } from '../../plugin/operator.ts';
import { createRegistry } from '../../plugin/registry.ts';
import {
  buildFlag,
  buildRuleset,
  buildSegment,
  buildSetting,
  clock,
  off,
  on,
  testPlugins,
} from '../../testing.ts';
import { compileRuleset, compileRulesetInSlices } from './compile-ruleset.ts';
import { evaluate } from '../evaluate/evaluate.ts';

const read: string[] = [];
const define = (name: string, costly: boolean) =>
  defineOperator({
    name,
    title: '',
    negatedTitle: '',
    description: '',
    group: '',
    accepts: ['string'],
    ...(costly && { cost: () => 1 }),
    schema: z.string().transform((operand) => {
      read.push(operand);
      return operand;
    }),
    matches: (actual, operand) => actual === operand,
    vectors: [],
  });
const registry = createRegistry([...testPlugins, define('costly', true), define('cheap', false)]);
const ask = (operator: string, operand: string) => ({ attribute: 'a', operator, operand });
const ruled = (...conditions: ReturnType<typeof ask>[]) =>
  buildSetting({
    rules: conditions.map((condition, index) => ({ id: `r${index}`, conditions: [condition], serve: on })),
    everyoneElse: off,
  });

describe('the operand of a costly operator', () => {
  it('is read when a ruleset is compiled, once for all who ask the same, and not when somebody first asks', () => {
    read.length = 0;
    const flags = [buildFlag('x', ruled(ask('costly', 'p'))), buildFlag('y', ruled(ask('costly', 'p')))];
    const segment = buildSegment('s', { conditionGroups: [{ conditions: [ask('costly', 'p')] }] });
    const compiled = compileRuleset(buildRuleset(flags, [segment]), registry);
    expect(read).toEqual(['p']);
    expect(evaluate(compiled, 'x', { a: 'p' }, clock).variant).toBe('on');
    expect(evaluate(compiled, 'y', { a: 'q' }, clock).variant).toBe('off');
    expect(read).toEqual(['p']);
  });

  it('is not that of any other, which is read again for those flags that are asked', () => {
    read.length = 0;
    const compiled = compileRuleset(buildRuleset([buildFlag('x', ruled(ask('cheap', 'p')))]), registry);
    evaluate(compiled, 'x', { a: 'p' }, clock);
    expect(read).toEqual(['p', 'p']);
  });

  it('is read with a pause behind each, so that one flag with many holds nobody up', async () => {
    read.length = 0;
    const operands = ['p', 'q', 'r', 's'];
    const flags = [buildFlag('x', ruled(...operands.map((operand) => ask('costly', operand))))];
    const segment = buildSegment('s', {
      conditionGroups: [{ conditions: [ask('costly', 't'), ask('costly', 'u')] }],
    });
    const seen: number[] = [];
    const yieldToEventLoop = () => void seen.push(read.length);
    const ruleset = buildRuleset(flags, [segment]);
    await compileRulesetInSlices(ruleset, registry, { previous: undefined, yieldToEventLoop });
    expect(new Set(seen.filter((count) => count > 0))).toEqual(new Set([1, 2, 3, 4, 5, 6]));
  });
});
