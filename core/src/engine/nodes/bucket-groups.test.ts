import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../model/json.ts';
import { findChange, applyChange } from '../../model/ruleset-change.ts';
import type { Ruleset } from '../../model/ruleset.ts';
import { parseRuleset } from '../../model/parse-ruleset.ts';
import { buildFlag, buildRuleset, buildSetting, clock, testRegistry } from '../../testing.ts';
import { compileRuleset } from '../compile/compile-ruleset.ts';
import { evaluate } from '../evaluate/evaluate.ts';
import { explain } from '../explain/explain.ts';
import { findNeeds } from '../compile/find-needs.ts';
import { findProblems } from '../compile/find-problems.ts';

const people = Array.from({ length: 10_000 }, (_, index) => ({ targetingKey: `user-${index}` }));

const share = (to: number): Json => ({ strategy: 'share', params: { to } });

function member(key: string, bucketGroup: string, parts: Record<string, Json> = {}): Json {
  return buildFlag(key, buildSetting({ bucketGroup, salt: `salt0${key}`, ...parts }));
}

function build(flags: readonly Json[], bucketGroups: readonly Json[]): Ruleset {
  return parseRuleset({ ...buildRuleset(flags), bucketGroups } as unknown as Json);
}

const together = { key: 'wave', revision: 1, version: 1, salt: 'shared01' };
const apart = {
  ...together,
  key: 'tests',
  shares: [
    { from: 0, to: 40_000, flag: 'a' },
    { from: 40_000, to: 70_000, flag: 'b' },
    { from: 90_000, to: 100_000, flag: 'a' },
  ],
};

const compile = (ruleset: Ruleset) => compileRuleset(ruleset, testRegistry);

describe('a group without shares', () => {
  it('gives several flags to exactly the same people, whatever their own salts', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99_999 }), (to) => {
        const compiled = compile(
          build(
            [
              member('a', 'wave', { everyoneElse: share(to) }),
              member('b', 'wave', { everyoneElse: share(to) }),
            ],
            [together],
          ),
        );
        for (const person of people) {
          expect(evaluate(compiled, 'a', person, clock).variant).toBe(
            evaluate(compiled, 'b', person, clock).variant,
          );
        }
      }),
      { numRuns: 5 },
    );
  });

  it('draws a smaller percentage from among the people of a larger one', () => {
    const compiled = compile(
      build(
        [
          member('a', 'wave', { everyoneElse: share(10_000) }),
          member('b', 'wave', { everyoneElse: share(30_000) }),
        ],
        [together],
      ),
    );
    const have = (flag: string) =>
      people.filter((person) => evaluate(compiled, flag, person, clock).value === true);
    expect(have('a').length).toBeGreaterThan(800);
    expect(have('b')).toEqual(expect.arrayContaining(have('a')));
  });
});

describe('a group with shares', () => {
  const exclusive = compile(build([member('a', 'tests'), member('b', 'tests')], [apart]));

  it('never gives anybody two of its flags, and each flag its part', () => {
    const counts = { a: 0, b: 0, none: 0 };
    for (const person of people) {
      const [a, b] = ['a', 'b'].map((flag) => evaluate(exclusive, flag, person, clock).value === true);
      expect(a && b).toBe(false);
      counts[a ? 'a' : b ? 'b' : 'none']++;
    }
    expect(Math.abs(counts.a - 5_000)).toBeLessThan(250);
    expect(Math.abs(counts.b - 3_000)).toBeLessThan(230);
    expect(Math.abs(counts.none - 2_000)).toBeLessThan(200);
  });

  it('draws percentages within a part independently of the part', () => {
    const compiled = compile(build([member('a', 'tests', { everyoneElse: share(20_000) })], [apart]));
    const having = people.filter((person) => evaluate(compiled, 'a', person, clock).value === true);
    expect(Math.abs(having.length - 1_000)).toBeLessThan(150);
  });

  it('serves those outside the off variant, by the draw, whatever a rule says', () => {
    const rule = {
      id: 'staff',
      conditions: [{ attribute: 'plan', operator: 'is', operand: 'pro' }],
      serve: { strategy: 'pick', params: { variant: 'on' } },
    };
    const compiled = compile(build([member('a', 'tests', { rules: [rule] })], [apart]));
    const outside = people.find((person) => evaluate(exclusive, 'a', person, clock).value !== true);
    expect(evaluate(compiled, 'a', { ...outside, plan: 'pro' }, clock)).toMatchObject({
      variant: 'off',
      reason: 'SPLIT',
      rule: undefined,
    });
  });

  it('decides nothing without the unit that it draws by', () => {
    expect(evaluate(exclusive, 'a', {}, clock)).toMatchObject({
      errorCode: 'TARGETING_KEY_MISSING',
      errorMessage: 'The flag needs a targeting key. Send it in the context.',
    });
    const byCompany = compile(build([member('a', 'tests')], [{ ...apart, by: 'company' }]));
    expect(evaluate(byCompany, 'a', { targetingKey: 'user-1' }, clock).errorMessage).toContain("'company'");
    expect(evaluate(byCompany, 'a', { company: 'acme' }, clock).errorCode).toBeUndefined();
  });

  it('is explained with the bucket that decided', () => {
    const person = people.find((each) => evaluate(exclusive, 'b', each, clock).value !== true) ?? {};
    const step = explain(exclusive, 'b', person, clock).steps.find((each) => each.step === 'bucket-group');
    expect(step).toMatchObject({ outcome: 'decided', bucketGroup: 'tests', share: 'outside' });
    expect(step?.step === 'bucket-group' && step.buckets).toMatchObject([
      { purpose: 'group', by: 'targetingKey' },
    ]);
  });
});

describe('what is wrong with a group', () => {
  const places = (ruleset: Ruleset) =>
    findProblems(ruleset, testRegistry).map(({ code, subject, path }) => `${code} ${subject} ${path}`);

  it('is reported with its place, once, and fails its flags alone', () => {
    const shares = [
      { from: 0, to: 50_000, flag: 'a' },
      { from: 49_999, to: 60_000, flag: 'b' },
      { from: 70_000, to: 70_000, flag: 'b' },
      { from: 80_000, to: 100_001, flag: 'b' },
    ];
    const ruleset = build([member('a', 'tests'), buildFlag('free', buildSetting())], [{ ...apart, shares }]);
    expect(places(ruleset)).toEqual([
      'bucket-group-share bucket-group/tests shares.2.to',
      'bucket-group-share bucket-group/tests shares.3.to',
      'bucket-group-share bucket-group/tests shares.1.from',
    ]);
    const compiled = compile(ruleset);
    expect(evaluate(compiled, 'a', { targetingKey: 'user-1' }, clock).errorCode).toBe('PARSE_ERROR');
    expect(evaluate(compiled, 'free', {}, clock).value).toBe(true);
    expect(compiled.failures[0]?.message).toContain("Bucket group 'tests' cannot be used");
  });

  it('is a group that does not exist, and a flag without a part', () => {
    expect(places(build([member('a', 'nowhere')], []))).toEqual([
      'bucket-group-missing flag/a setting.bucketGroup',
    ]);
    expect(places(build([member('c', 'tests')], [apart]))).toEqual([
      'bucket-group-share flag/c setting.bucketGroup',
    ]);
  });

  it('finds every overlap, and none where there is none', () => {
    const range = fc.record({
      from: fc.integer({ min: 0, max: 99 }),
      length: fc.integer({ min: 1, max: 30 }),
      flag: fc.constantFrom('a', 'b'),
    });
    fc.assert(
      fc.property(fc.array(range, { maxLength: 6 }), (drawn) => {
        const shares = drawn.map(({ from, length, flag }) => ({
          from: from * 700,
          to: (from + length) * 700,
          flag,
        }));
        const overlaps = shares.some((one, index) =>
          shares.slice(index + 1).some((other) => one.from < other.to && other.from < one.to),
        );
        const problems = findProblems(build([], [{ ...apart, shares }]), testRegistry);
        expect(problems.length > 0).toBe(overlaps);
      }),
    );
  });
});

describe('a group in a ruleset', () => {
  it('is part of a change, whole', () => {
    const before = build([member('a', 'wave')], [together]);
    const changed = { ...together, salt: 'shared02', version: 2 };
    const after = { ...before, bucketGroups: [changed, { ...apart }], version: 2, state: '1'.repeat(64) };
    const change = findChange(before, after);
    expect(change.bucketGroups?.map(({ key }) => key)).toEqual(['wave', 'tests']);
    expect(applyChange(before, change)?.bucketGroups?.map(({ key }) => key)).toEqual(['tests', 'wave']);
    const gone = findChange(after, { ...after, bucketGroups: [changed], state: '2'.repeat(64) });
    expect(gone.removed).toEqual({ flags: [], segments: [], bucketGroups: ['tests'] });
    expect(applyChange(after, gone)?.bucketGroups).toEqual([changed]);
  });

  it('recompiles its flags, and no other, when it changes', () => {
    const flags = [member('a', 'wave'), buildFlag('free', buildSetting())];
    const before = build(flags, [together]);
    const compiled = compile(before);
    const next = compileRuleset(
      { ...before, bucketGroups: [{ ...together, salt: 'shared02' }] },
      testRegistry,
      compiled,
    );
    expect(next.flags.get('free')).toBe(compiled.flags.get('free'));
    expect(next.flags.get('a')).not.toBe(compiled.flags.get('a'));
    expect(compileRuleset({ ...before }, testRegistry, compiled).flags.get('a')).toBe(
      compiled.flags.get('a'),
    );
  });

  it('is something that a reader needs, so that one that knows no groups fails the flag alone', () => {
    const setting = build([member('a', 'wave')], [together]).flags[0]?.setting ?? null;
    expect(findNeeds(setting, [])).toContain('feature:bucket-groups');
    expect(testRegistry.has('feature:bucket-groups')).toBe(true);
  });
});
