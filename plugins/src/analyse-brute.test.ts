import { compileRuleset, createRegistry, evaluate, parseRuleset } from '@hoist/core';
import type { Context, Json, JsonObject } from '@hoist/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { standardPlugins } from './standard-plugins.ts';
import { find, flag, rule, segment, timed, where } from './testing-analysis.ts';

const registry = createRegistry(standardPlugins);
const clock = { now: Date.parse('2026-03-02T12:00:00Z'), rolloutNow: 0 };
const both = { negate: fc.boolean() };
const ask = (attribute: string, operator: string, operand: fc.Arbitrary<Json | undefined>) =>
  fc.record({ operand, ...both }).map((parts) => where(attribute, operator, parts.operand, parts.negate));

const number = fc.constantFrom(1, 2, 3);
const version = fc.constantFrom('1.0.0', '2.0.0-alpha', '2.0.0-beta', '2', '3.1', '100000.0.0', '9.100000');
const versions = 'equals at-least at-most less-than greater-than caret tilde'.split(' ');
const condition = fc.oneof(
  ask('a', 'exists', fc.constant(undefined)),
  ask('a', 'equals', fc.constantFrom<Json>('x', 2, true)),
  ask('a', 'in', fc.shuffledSubarray<Json>(['x', 'y', 1, 2, 3], { minLength: 1 })),
  ask('a', 'contains', fc.constantFrom<Json>(['x'], ['1'])),
  ask('a', 'any-of', fc.constantFrom<Json>(['x'], [2])),
  ask('a', 'size', fc.constant<Json>({ atLeast: 1 })),
  ...['at-least', 'at-most', 'less-than', 'greater-than'].map((name) => ask('a', name, number)),
  ...versions.map((name) => ask('v', `semver-${name}`, version)),
  ask('v', 'exists', fc.constant(undefined)),
  fc
    .record({ key: fc.constantFrom('s', 't', 'u'), ...both })
    .map(({ key, negate }) => timed('segment', key, negate)),
);
const conditions = fc.array(condition, { minLength: 1, maxLength: 3 });
const keys = fc.subarray(['s', 't', 'u'], { maxLength: 2 });
const rules = fc.array(
  fc.tuple(conditions, keys).map(([list, segments]) => rule(list, { segments })),
  { minLength: 1, maxLength: 3 },
);
const ids = fc.subarray(['anna', 'bob']);
const plain = condition.filter(({ operator }) => operator !== 'segment');
const segments = fc
  .array(
    fc.record({
      included: ids,
      excluded: ids,
      conditionGroups: fc.array(fc.record({ conditions: fc.array(plain, { minLength: 1, maxLength: 2 }) }), {
        maxLength: 2,
      }),
    }),
    { minLength: 3, maxLength: 3 },
  )
  .map((parts) => parts.map((each, index) => segment('stu'.charAt(index), each as JsonObject)));

const values = [undefined, null, 'x', 'y', '1', '', 0, 1, 2, 2.5, 3, 4, true, false, [], ['x'], [2], {}];
const told = [
  undefined,
  'x',
  3,
  '0.9',
  '1',
  '1.5',
  '2.0.0-alpha',
  '2.0.0-beta',
  '2.0.0-rc',
  '2.0.0',
  '2.0.1',
].concat([
  '3',
  '3.1',
  '3.1.1',
  '4',
  '9.99999.1',
  '9.100000',
  '9.100001',
  '10',
  '99999.9',
  '100000',
  '100001',
]);
const contexts: Context[] = ['anna', 'bob', undefined].flatMap((targetingKey) =>
  values.flatMap((a, index) =>
    told
      .filter((_, place) => index < 4 || place < 3)
      .map(
        (v) =>
          ({
            ...(targetingKey && { targetingKey }),
            ...(a !== undefined && { a }),
            ...(v !== undefined && { v }),
          }) as Context,
      ),
  ),
);

/** The IDs of the rules that decide, one for each context. */
function decide(list: readonly JsonObject[], among: readonly JsonObject[]): Json[] {
  const compiled = compileRuleset(
    parseRuleset({
      format: 1,
      installation: 'test',
      environment: 'dev',
      epoch: 1,
      version: 1,
      state: '0'.repeat(64),
      flags: [flag('cart', { rules: list })],
      segments: among,
    }),
    registry,
  );
  return contexts.map((context) => {
    const { reason, rule: by, errorMessage } = evaluate(compiled, 'cart', context, clock);
    if (reason === 'ERROR' || by === undefined) throw new Error(errorMessage);
    return list.some(({ id }) => id === by) ? by : null;
  });
}

describe('analyse, compared with asking everybody', () => {
  it('finds in rules and segments only what is so', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(rules, segments, (list, among) => {
        for (const { code, path, subject } of find([flag('cart', { rules: list })], among)) {
          seen.add(code);
          if (code === 'segment-empty') {
            const alone = [rule([], { segments: [subject.slice('segment/'.length)] })];
            expect(decide(alone, among).some((by) => by !== null)).toBe(false);
          }
          const one = list[Number(path.split('.')[2])];
          if (subject !== 'flag/cart' || !one) continue;
          const alone = decide([one], among);
          if (code === 'rule-never' || code === 'condition-contradiction')
            expect(alone.some((by) => by !== null)).toBe(false);
          if (code === 'rule-always') expect(alone.every((by) => by !== null)).toBe(true);
          if (code === 'rule-shadowed') expect(decide(list, among)).not.toContain(one['id']);
        }
      }),
      { numRuns: 3_000 },
    );
    expect([...seen]).toEqual(
      expect.arrayContaining(['condition-contradiction', 'rule-never', 'rule-shadowed', 'segment-empty']),
    );
  });
});
