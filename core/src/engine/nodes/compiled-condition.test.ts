import { beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Json } from '../../model/json.ts';
import { defineOperator } from '../../plugin/operator.ts';
import { createRegistry } from '../../plugin/registry.ts';
import { regionsSchema } from '../../model/regions/regions.ts';
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
import type { CompiledRuleset } from '../compile/compile-ruleset.ts';
import { evaluate, evaluateAll } from '../evaluate/evaluate.ts';
import { explain } from '../explain/explain.ts';
import { listProblems } from '../compile/find-problems.ts';

let asked = 0;
const counting = defineOperator({
  name: 'counting',
  title: '',
  negatedTitle: '',
  description: '',
  group: '',
  accepts: ['string'],
  schema: z.object({ text: z.string(), limits: z.object({ most: z.number() }).optional() }),
  matches(actual, { text }) {
    asked++;
    return actual === 'unreadable' ? undefined : actual.startsWith(text);
  },
  vectors: [],
});
const placed = defineOperator({
  name: 'placed',
  title: '',
  negatedTitle: '',
  description: '',
  group: '',
  accepts: ['string'],
  defaultAttribute: 'region',
  schema: z.string(),
  references: (operand) => ({ regions: [operand] }),
  matches: (actual, _operand, subject) => subject.inRegions(actual),
  vectors: [],
});
const registry = createRegistry([...testPlugins, counting, placed]);
const condition = (parts: Record<string, Json> = {}): Json => ({
  attribute: 'plan',
  operator: 'counting',
  operand: { text: 'pro' },
  ...parts,
});
const flag = (key: string, conditions: readonly Json[]) =>
  buildFlag(
    key,
    buildSetting({ rules: [{ id: 'r', conditions: [...conditions], serve: on }], everyoneElse: off }),
  );
const compile = (...flags: readonly Json[]) => compileRuleset(buildRuleset(flags), registry);

beforeEach(() => {
  asked = 0;
});

describe('a condition that several flags have', () => {
  const open = () =>
    compile(flag('a', [condition()]), flag('b', [condition()]), flag('c', [condition({ negate: true })]));

  it('is asked once for all of them, and anew for the next person', () => {
    const compiled = open();
    const variants = (plan: string) =>
      evaluateAll(compiled, { plan }, clock, 'server').map(({ variant }) => variant);
    // A flag is made ready when it is first asked.
    variants('first');
    asked = 0;
    expect(variants('professional')).toEqual(['on', 'on', 'off']);
    expect(asked).toBe(2);
    expect(variants('basic')).toEqual(['off', 'off', 'on']);
    expect(asked).toBe(4);
  });

  it('is asked anew by each question of its own', () => {
    const compiled = open();
    expect(evaluate(compiled, 'a', { plan: 'pro' }, clock).variant).toBe('on');
    expect(evaluate(compiled, 'a', { plan: 'basic' }, clock).variant).toBe('off');
    expect(evaluate(compiled, 'b', { plan: 'pro' }, clock).variant).toBe('on');
  });
});

describe('what a condition says', () => {
  const outcomeOf = (context: Record<string, unknown>, parts: Record<string, Json> = {}) => {
    const { steps } = explain(compile(flag('a', [condition(parts)])), 'a', context, clock);
    return steps.flatMap((step) =>
      'conditions' in step ? step.conditions.map(({ outcome }) => outcome) : [],
    );
  };

  it.each([
    ['matched', { plan: 'pro' }, {}],
    ['not matched', { plan: 'basic' }, {}],
    ['not matched', { plan: 'pro' }, { negate: true }],
    ['matched', { plan: 'basic' }, { negate: true }],
    ['missing', {}, {}],
    ['missing', { plan: null }, { negate: true }],
    ['wrong type', { plan: 7 }, { negate: true }],
    ['unreadable', { plan: 'unreadable' }, { negate: true }],
  ])('is %s for %j', (outcome, context, parts: Record<string, Json>) => {
    expect(outcomeOf(context, parts)).toEqual([outcome]);
  });

  it('is the same by the values of an operand as by asking the operator', () => {
    const [is, isNot] = [false, true].map((negate) =>
      compile(flag('a', [{ attribute: 'plan', operator: 'is', operand: 'pro', negate }])),
    );
    const contexts = [{ plan: 'pro' }, { plan: 'basic' }, { plan: 7 }, { plan: null }, {}];
    const ask = (compiled: CompiledRuleset) =>
      contexts.map((context) => evaluate(compiled, 'a', context, clock).variant);
    const tell = (compiled: CompiledRuleset) =>
      contexts.map((context) => {
        const matches = explain(compiled, 'a', context, clock).steps.some(
          (step) => step.step === 'rule' && step.matches,
        );
        return matches ? 'on' : 'off';
      });
    for (const compiled of [is, isNot]) if (compiled) expect(ask(compiled)).toEqual(tell(compiled));
    expect(is && ask(is)).toEqual(['on', 'off', 'off', 'off', 'off']);
    expect(isNot && ask(isNot)).toEqual(['off', 'on', 'on', 'off', 'off']);
  });

  it('is worked out for none but the values of its operand, where these are all there is', () => {
    const compiled = compile(flag('a', [{ attribute: 'app.plan', operator: 'is', operand: 'pro' }]));
    const ask = (context: Record<string, unknown>) => evaluate(compiled, 'a', context, clock).variant;
    expect([ask({ app: { plan: 'pro' } }), ask({ app: { plan: 'basic' } }), ask({})]).toEqual([
      'on',
      'off',
      'off',
    ]);
  });
});

describe('a condition that cannot be asked', () => {
  const problemsOf = (parts: Record<string, Json>) =>
    listProblems(
      compile(flag('a', [condition(), { ...(condition() as Record<string, Json>), ...parts }])),
    ).map(({ code, path, message }) => [code, path, message]);
  const at = 'setting.rules.0.conditions.1';

  it('names an operator that is not installed, and what to do', () => {
    expect(problemsOf({ operator: 'acme:moon' })).toEqual([
      [
        'operator-missing',
        `${at}.operator`,
        "Operator 'acme:moon' is not installed here. Install its plugin, or choose another operator.",
      ],
    ]);
  });

  it('says where an operand is wrong, all of it or a part', () => {
    expect(problemsOf({ operand: 'pro' }).map(([code, path]) => [code, path])).toEqual([
      ['operand-invalid', `${at}.operand`],
    ]);
    expect(problemsOf({ operand: { text: 'pro', limits: { most: 'x' } } }).map(([, path]) => path)).toEqual([
      `${at}.operand.limits.most`,
    ]);
  });

  it('says where the segment that an operand means is missing', () => {
    expect(problemsOf({ operator: 'member', operand: 'gone' }).map(([code, path]) => [code, path])).toEqual([
      ['segment-missing', `${at}.operand`],
    ]);
    const staff = buildSegment('staff', { included: ['mira'] });
    const asked = flag('a', [{ operator: 'member', operand: 'staff' }]);
    const compiled = compileRuleset(buildRuleset([asked], [staff]), registry);
    const variants = ['mira', 'paul'].map(
      (targetingKey) => evaluate(compiled, 'a', { targetingKey }, clock).variant,
    );
    expect(variants).toEqual(['on', 'off']);
  });

  it('asks where somebody is by the attribute of the installation, unless it names one', () => {
    const regions = { attribute: 'place.country', groups: { HOME: ['DE', 'AT'] } };
    const ask = (parts: Record<string, Json>, context: Record<string, unknown>) => {
      const asked = flag('a', [{ operator: 'placed', operand: 'HOME', ...parts }]);
      const compiled = compileRuleset(
        { ...buildRuleset([asked]), regions: regionsSchema.parse(regions) },
        registry,
      );
      return evaluate(compiled, 'a', context, clock).variant;
    };
    expect(ask({}, { place: { country: 'AT' } })).toBe('on');
    expect(ask({}, { place: { country: 'FR' } })).toBe('off');
    expect(ask({ attribute: 'billing' }, { billing: 'DE', place: { country: 'FR' } })).toBe('on');
    expect(
      problemsOf({ operator: 'placed', operand: 'NOWHERE' }).map(([code, path]) => [code, path]),
    ).toEqual([['region-unknown', `${at}.operand.0`]]);
  });

  it('asks for an attribute where none is chosen', () => {
    const { attribute: _, ...rest } = condition() as Record<string, Json>;
    const problems = listProblems(compile(flag('a', [rest])));
    expect(problems.map(({ code, path, message }) => [code, path, message])).toEqual([
      [
        'attribute-missing',
        'setting.rules.0.conditions.0.attribute',
        "Operator 'counting' reads an attribute. Choose one.",
      ],
    ]);
  });
});
