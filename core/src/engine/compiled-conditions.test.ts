import { beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Json } from '../json.ts';
import { defineOperator } from '../plugin/operator.ts';
import { createRegistry } from '../plugin/registry.ts';
import {
  buildFlag,
  buildRuleset,
  buildSegment,
  buildSetting,
  clock,
  off,
  on,
  testPlugins,
} from '../testing.ts';
import { compileRuleset } from './compile-ruleset.ts';
import { evaluate } from './evaluate.ts';
import { explain } from './explain.ts';

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
const registry = createRegistry([...testPlugins, slow]);
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
  const compiled = compile(
    condition('slow', 'a', 'x'),
    condition('slow', 'b', 'y'),
    condition('is', 'plan', 'pro'),
  );
  const ask = (context: Record<string, string>) => evaluate(compiled, 'f', context, clock).variant;

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

  it('are explained as written', () => {
    const { steps } = explain(compiled, 'f', { a: 'x', b: 'y', plan: 'pro' }, clock);
    const told = steps.flatMap((step) =>
      'conditions' in step ? step.conditions.map(({ condition: { attribute } }) => attribute) : [],
    );
    expect(told).toEqual(['a', 'b', 'plan']);
  });
});

it('conditions are asked before segments, which are several of them', () => {
  const rule = { id: 'r', segments: ['many'], conditions: [condition('is', 'plan', 'pro')], serve: on };
  const flag = buildFlag('f', buildSetting({ rules: [rule], everyoneElse: off }));
  const segment = buildSegment('many', { groups: [{ conditions: [condition('slow', 'a', 'x')] }] });
  const compiled = compileRuleset(buildRuleset([flag], [segment]), registry);
  expect(evaluate(compiled, 'f', { a: 'x', plan: 'free' }, clock).variant).toBe('off');
  expect(asked).toEqual([]);
  expect(evaluate(compiled, 'f', { a: 'x', plan: 'pro' }, clock).variant).toBe('on');
});
