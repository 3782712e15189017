import { createRegistry, settingSchema } from '@hoist/core';
import { describeSettingChange } from '@hoist/core/words';
import type { Json, JsonObject } from '@hoist/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { standardPlugins } from './standard-plugins.ts';

const registry = createRegistry(standardPlugins);
const names = (kind: 'segment' | 'variant', key: string) =>
  kind === 'segment' && key.startsWith('beta') ? 'Beta' : key.toUpperCase();
const boolean = {
  type: 'boolean',
  variants: [
    { key: 'on', value: true },
    { key: 'off', value: false },
  ],
} as const;
const text = { type: 'string', variants: [...'abcde'].map((key) => ({ key, value: key })) } as const;

const fixed = (variant: string): JsonObject => ({ strategy: 'fixed', params: { variant } });
/** Shares in thousandths of a percent, a range each. */
function split(shares: readonly (readonly [string, number])[], by?: string): JsonObject {
  let from = 0;
  const ranges = shares.map(([variant, share]) => ({ from, to: (from += share), variant }));
  return { strategy: 'split', params: { ranges, ...(by && { by }) } };
}
const parse = (parts: JsonObject) =>
  settingSchema.parse({ enabled: true, off: 'off', salt: 'checkout1', everyoneElse: fixed('off'), ...parts });
const say = (before: JsonObject, after: JsonObject, flag: typeof boolean | typeof text = boolean) =>
  describeSettingChange({ flag, before: parse(before), after: parse(after), names, registry });

const where = (operator: string, operand?: Json, attribute?: string): JsonObject => ({
  operator,
  ...(operand === undefined ? {} : { operand }),
  ...(attribute && { attribute }),
});
const ruled = (conditions: readonly JsonObject[], parts: JsonObject = {}): JsonObject => ({
  rules: [{ id: 'r', conditions, serve: fixed('on'), ...parts }],
});
const europe = 'DE AT CH FR IT ES PT NL BE'.split(' ');
const america = 'US CA MX BR AR CL PE CO VE'.split(' ');
const country = (operand: Json) => where('in', operand, 'country');

describe('describeSettingChange: a rule that reads the same and asks for something else', () => {
  const nine = 'in the rule for everyone where country is one of 9 values';
  it.each<[string[], JsonObject, JsonObject]>([
    [
      [`Changed country ${nine}: added US, CA, MX, BR and 5 more; removed DE, AT, CH, FR and 5 more`],
      ruled([country(europe)]),
      ruled([country(america)]),
    ],
    [
      [
        'Changed region in the rule for everyone where region is in 9 regions: added Luxembourg; removed Germany',
      ],
      ruled([where('in-region', europe)]),
      ruled([where('in-region', [...europe.slice(1), 'LU'])]),
    ],
    [
      [`Changed country ${nine}: the same values, in another order`],
      ruled([country(europe)]),
      ruled([country(europe.toReversed())]),
    ],
    [
      [`Changed country ${nine}: added US; removed DE`],
      ruled([country(europe)]),
      ruled([country(['US', ...europe.slice(1)])], { name: 'Another' }),
    ],
    [
      [
        'Rule: everyone where country is one of 9 values → everyone where country is one of 9 values and plan is pro',
        `Changed country ${nine} and plan is pro: added US; removed DE`,
      ],
      ruled([country(europe)]),
      ruled([country(['US', ...europe.slice(1)]), where('equals', 'pro', 'plan')]),
    ],
    [
      ['Changed plan in the rule for everyone where plan is 1: "1" → 1'],
      ruled([where('equals', '1', 'plan')]),
      ruled([where('equals', 1, 'plan')]),
    ],
    [
      ['Changed plan in the rule for everyone where plan is 1: asked in another way'],
      ruled([where('equals', '1', 'plan')]),
      ruled([where('in', ['1'], 'plan')]),
    ],
    [
      ['Rule: A and B where plan is pro → B and A where plan is pro'],
      ruled([where('equals', 'pro', 'plan')], { segments: ['a', 'b'] }),
      ruled([where('equals', 'pro', 'plan')], { segments: ['b', 'a'] }),
    ],
    [
      ['Changed the order of Beta and Beta'],
      ruled([], { segments: ['beta1', 'beta2'] }),
      ruled([], { segments: ['beta2', 'beta1'] }),
    ],
    [
      ['Changed the order of the conditions in the rule for everyone who is in A, where plan is pro'],
      ruled([where('equals', 'pro', 'plan'), where('segment', 'a')]),
      ruled([where('segment', 'a'), where('equals', 'pro', 'plan')]),
    ],
    [
      ['Changed a condition in the rule for everyone who is in Beta: "beta1" → "beta2"'],
      ruled([where('segment', 'beta1')]),
      ruled([where('segment', 'beta2')]),
    ],
    [
      ['Renamed the rule for everyone where plan is pro'],
      ruled([where('equals', 'pro', 'plan')]),
      ruled([where('equals', 'pro', 'plan')], { name: 'Another' }),
    ],
  ])('says %j', (sentences, before, after) => {
    expect(say(before, after)).toEqual(sentences);
  });

  it('calls a rule renamed only where its name is all that changed, and never says nothing', () => {
    const condition = fc.oneof(
      fc.record({
        attribute: fc.constantFrom('country', 'plan'),
        operator: fc.constant('in'),
        operand: fc.shuffledSubarray([...europe, ...america, '1', 1], { minLength: 1 }),
        negate: fc.boolean(),
      }),
      fc.record({
        operator: fc.constant('in-region'),
        operand: fc.shuffledSubarray([...europe, ...america], { minLength: 7 }),
      }),
      fc.record({ operator: fc.constant('segment'), operand: fc.constantFrom('beta1', 'beta2') }),
    );
    const rule = fc.record({
      name: fc.constantFrom('', 'One'),
      segments: fc.shuffledSubarray(['staff', 'beta1', 'beta2'], { minLength: 1 }),
      conditions: fc.array(condition, { maxLength: 3 }),
      serve: fc.constantFrom<JsonObject>(fixed('on'), fixed('off'), split([['on', 100_000]])),
    });
    const parts = fc.oneof(
      rule.map((one) => [one, { ...one, name: `${one.name}!` }] as const),
      rule.map((one) => [one, one] as const),
      fc.tuple(rule, rule),
      fc.tuple(rule, rule).map(([one, other]) => [one, { ...other, segments: one.segments }] as const),
      fc.tuple(rule, rule).map(([one, other]) => [one, { ...one, conditions: other.conditions }] as const),
      rule.map((one) => [one, { ...one, conditions: one.conditions.toReversed() }] as const),
    );
    fc.assert(
      fc.property(parts, ([before, after]) => {
        const sentences = say(ruled([], before as JsonObject), ruled([], after as JsonObject));
        const isRenamed = sentences.some((sentence) => sentence.startsWith('Renamed'));
        const isTheRest = JSON.stringify({ ...before, name: '' }) === JSON.stringify({ ...after, name: '' });
        expect(isRenamed).toBe(isTheRest && before.name !== after.name);
        expect(sentences.length > 0).toBe(!isTheRest || before.name !== after.name);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('describeSettingChange: shares that read the same', () => {
  const tens = (big: string) =>
    split([...'abcde'].map((key) => [key, key === big ? 60_000 : 10_000] as const));
  const half = (a: number, by?: string) => split([['a', a] as const, ['b', 100_000 - a] as const], by);
  it.each<[string, JsonObject, JsonObject]>([
    ['Everyone else: A 60 % → 10 %, E 10 % → 60 %', tens('a'), tens('e')],
    ['Everyone else: A 50.5 % → 49.6 %, B 49.5 % → 50.4 %', half(50_500), half(49_600)],
    [
      'Everyone else: the same shares, people may move between versions',
      half(50_000),
      half(50_000, 'company'),
    ],
    ['Everyone else: A, set in another way', fixed('a'), split([['a', 100_000]])],
    [
      "Everyone else: a version by 'lottery', set in another way",
      { strategy: 'lottery', params: 1 },
      { strategy: 'lottery', params: 2 },
    ],
  ])('says "%s"', (sentence, before, after) => {
    expect(say({ everyoneElse: before }, { everyoneElse: after }, text)).toEqual([sentence]);
  });

  it('says that shares are the same only where they are, version by version', () => {
    const cuts = fc.uniqueArray(fc.integer({ min: 1, max: 99_999 }), { minLength: 4, maxLength: 4 });
    const near = fc
      .tuple(fc.integer({ min: 49_500, max: 50_500 }), fc.boolean())
      .map(([a, swap]) => (swap ? half(100_000 - a) : half(a)));
    const any = cuts.map((each) => {
      const edges = [0, ...each.toSorted((one, other) => one - other), 100_000];
      return split(
        [...'abcde'].map((key, place) => [key, (edges[place + 1] ?? 0) - (edges[place] ?? 0)] as const),
      );
    });
    fc.assert(
      fc.property(fc.oneof(fc.tuple(near, near), fc.tuple(any, any)), ([before, after]) => {
        const [sentence] = say({ everyoneElse: before }, { everyoneElse: after }, text);
        if (JSON.stringify(before) === JSON.stringify(after)) expect(sentence).toBeUndefined();
        else expect(sentence).toMatch(/\d %/);
      }),
    );
  });
});

describe('describeSettingChange: what is said of availability', () => {
  const only = (parts: JsonObject = {}): JsonObject => ({
    availability: { mode: 'only', regions: ['DE'], ...parts },
  });
  it.each<[string[], JsonObject, JsonObject]>([
    [['Reason for the regions: none → "law"'], only(), only({ reason: 'law' })],
    [['Regions to be reviewed: 2026-01-01 → never'], only({ reviewOn: '2026-01-01' }), only()],
    [
      ['Available: only in Germany → except in Germany', 'Reason for the regions: "law" → "other"'],
      only({ reason: 'law' }),
      only({ reason: 'other', mode: 'except' }),
    ],
    [['Available: everywhere → only in Germany'], {}, only({ reason: 'law' })],
    [['Changed the order of Never for'], { never: ['a', 'b'] }, { never: ['b', 'a'] }],
  ])('says %j', (sentences, before, after) => {
    expect(say(before, after)).toEqual(sentences);
  });
});
