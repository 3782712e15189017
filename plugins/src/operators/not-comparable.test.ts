import {
  attributeTypeBit,
  attributeTypeMask,
  compileRuleset,
  createRegistry,
  explain,
  parseRuleset,
} from '@hoist/core';
import type { Json, Operator } from '@hoist/core';
import { describe, expect, it } from 'vitest';
import { standardPlugins } from '../standard-plugins.ts';

const registry = createRegistry(standardPlugins);
const operators = [...registry.operators.values()].filter(({ accepts }) => accepts.length > 0);
const fixed = (variant: string) => ({ strategy: 'fixed', params: { variant } });
const values: readonly unknown[] = [
  undefined,
  null,
  '',
  'text',
  7,
  -0,
  true,
  [],
  ['a'],
  {},
  { length: 3, includes: 'a' },
  Number.NaN,
  Infinity,
  7n,
  () => true,
  Symbol('a'),
  new Date(0),
  '\ud800',
  'x'.repeat(1_000_000),
];

/** What becomes of both a condition and its negation, and what is served then. */
function ask(operator: Operator, operand: Json | undefined, actual: unknown) {
  const rule = (id: string, negate: boolean) => ({
    id,
    conditions: [
      { attribute: 'it', operator: operator.name, negate, ...(operand !== undefined && { operand }) },
    ],
    serve: fixed('on'),
  });
  const flag = {
    key: 'x',
    revision: 1,
    version: 1,
    type: 'boolean',
    clientVisible: false,
    needs: [],
    variants: [
      { key: 'on', value: true },
      { key: 'off', value: false },
    ],
    setting: {
      enabled: true,
      salt: 'checkout',
      rules: [rule('yes', false), rule('no', true)],
      everyoneElse: fixed('off'),
    },
  };
  const ruleset = parseRuleset({
    format: 1,
    installation: 'test',
    environment: 'dev',
    epoch: 1,
    version: 1,
    state: '0'.repeat(64),
    flags: [flag],
    segments: [],
  });
  const { resolution, steps } = explain(
    compileRuleset(ruleset, registry),
    'x',
    { it: actual },
    { now: 0, rolloutNow: 0 },
  );
  const outcomes = steps.flatMap((step) =>
    step.step === 'rule' ? step.conditions.map(({ outcome }) => outcome) : [],
  );
  return { variant: resolution.variant, outcomes };
}

describe.each(operators.map((operator) => [operator.name, operator] as const))('%s', (_name, operator) => {
  const operand = operator.vectors.find(({ matches }) => matches)?.operand;
  const accepted = attributeTypeMask(operator.accepts);

  it('never matches what is missing or of another type, negated or not, and explain says which', () => {
    const refused = values.filter((value) => (accepted & attributeTypeBit(value)) === 0);
    expect(refused.length).toBeGreaterThan(4);
    for (const value of refused) {
      const outcome = (value ?? null) === null ? 'missing' : 'wrong type';
      expect(ask(operator, operand, value)).toEqual({ variant: 'off', outcomes: [outcome, outcome] });
    }
  });

  it('answers what it accepts by yes and no, or by neither both times', () => {
    for (const value of values.filter((each) => (accepted & attributeTypeBit(each)) !== 0)) {
      const { variant, outcomes } = ask(operator, operand, value);
      if (outcomes[0] === 'unreadable')
        expect({ variant, outcomes }).toEqual({ variant: 'off', outcomes: ['unreadable', 'unreadable'] });
      else
        expect({ variant, outcomes: [...outcomes].sort() }).toEqual({
          variant: 'on',
          outcomes: ['matched', 'not matched'],
        });
    }
  });
});

describe('operators that compare more than texts', () => {
  it.each(['semver-at-least', 'date-after', 'date-between', 'ip', 'in-region', 'regex'])(
    '%s says of a text it cannot compare that it is unreadable',
    (name) => {
      const operator = operators.find((each) => each.name === name);
      const operand = operator?.vectors.find(({ matches }) => matches)?.operand;
      const outcomes = operator && ask(operator, operand, 'x'.repeat(2_000)).outcomes;
      expect(outcomes).toEqual(['unreadable', 'unreadable']);
    },
  );
});
