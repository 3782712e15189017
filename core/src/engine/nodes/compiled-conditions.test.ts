import { beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Json } from '../../model/json.ts';
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
import { compileRuleset } from '../compile/compile-ruleset.ts';
import { evaluate } from '../evaluate/evaluate.ts';
import { explain } from '../explain/explain.ts';

const asked: string[] = [];
const slow = defineOperator({
  name: 'slow',
  title: '',
  negatedTitle: '',
  description: '',
  group: '',
  accepts: ['string'],
  schema: z.string(),
  matches(actual, operand) {
    asked.push(operand);
    return actual === operand;
  },
  vectors: [],
});
const among = defineOperator({
  name: 'among',
  title: '',
  negatedTitle: '',
  description: '',
  group: '',
  accepts: ['string'],
  schema: z.array(z.string()),
  matches: (actual, operand) => operand.includes(actual),
  matchRange: (operand) => ({ values: new Set(operand) }),
  vectors: [],
});
const registry = createRegistry([...testPlugins, slow, among]);
const condition = (operator: string, attribute: string, operand: Json): Json => ({
  attribute,
  operator,
  operand,
});
const compile = (...conditions: readonly Json[]) => {
  const rule = { id: 'r', conditions: [...conditions], serve: on };
  const flag = buildFlag('f', buildSetting({ rules: [rule], everyoneElse: off }));
  return compileRuleset(buildRuleset([flag]), registry);
};

beforeEach(() => {
  asked.length = 0;
});

describe('conditions of one rule', () => {
  const open = () =>
    compile(condition('slow', 'a', 'x'), condition('slow', 'b', 'y'), condition('is', 'plan', 'pro'));
  const ask = (context: Record<string, string>) => evaluate(open(), 'f', context, clock).variant;

  it('must all match', () => {
    const all = { a: 'x', b: 'y', plan: 'pro' };
    expect(ask(all)).toBe('on');
    for (const name of Object.keys(all)) expect(ask({ ...all, [name]: 'other' })).toBe('off');
  });

  it('are asked the cheapest first, the others as written, until one does not match', () => {
    ask({ a: 'x', b: 'y', plan: 'free' });
    expect(asked).toEqual([]);
    ask({ a: 'no', b: 'y', plan: 'pro' });
    expect(asked).toEqual(['x']);
    asked.length = 0;
    ask({ a: 'x', b: 'y', plan: 'pro' });
    expect(asked).toEqual(['x', 'y']);
  });

  it('are a comparison before a look into a list, and that before an operator', () => {
    const listed: Json = { attribute: 'country', operator: 'among', operand: ['DE', 'AT'] };
    const { table } = compile(condition('slow', 'a', 'x'), listed, condition('is', 'plan', 'pro')).cache
      .flags;
    const [rule] = table.get('f')?.setting?.rules ?? [];
    expect(rule?.conditions.listed.map(({ cost }) => cost)).toEqual([2, 1, 0]);
    const negated = compile({ ...(listed as object), negate: true }).cache.flags.table.get('f')?.setting
      ?.rules[0];
    expect(negated?.conditions.listed.map(({ cost }) => cost)).toEqual([2]);
  });

  it('are explained as written', () => {
    const { steps } = explain(open(), 'f', { a: 'x', b: 'y', plan: 'pro' }, clock);
    const told = steps.flatMap((step) =>
      'conditions' in step ? step.conditions.map(({ condition: { attribute } }) => attribute) : [],
    );
    expect(told).toEqual(['a', 'b', 'plan']);
  });
});

it('conditions are asked before segments, which are several of them', () => {
  const rule = { id: 'r', segments: ['many'], conditions: [condition('is', 'plan', 'pro')], serve: on };
  const flag = buildFlag('f', buildSetting({ rules: [rule], everyoneElse: off }));
  const segment = buildSegment('many', { conditionGroups: [{ conditions: [condition('slow', 'a', 'x')] }] });
  const compiled = compileRuleset(buildRuleset([flag], [segment]), registry);
  expect(evaluate(compiled, 'f', { a: 'x', plan: 'free' }, clock).variant).toBe('off');
  expect(asked).toEqual([]);
  expect(evaluate(compiled, 'f', { a: 'x', plan: 'pro' }, clock).variant).toBe('on');
});
