import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Json } from '../../model/json.ts';
import type { Ruleset } from '../../model/ruleset.ts';
import { buildFlag, buildRuleset, buildSegment, buildSetting, clock, testRegistry } from '../../testing.ts';
import { compileRuleset, compileRulesetInSlices } from './compile-ruleset.ts';
import type { CompiledRuleset } from './compile-ruleset.ts';
import { evaluateAll } from '../evaluate/evaluate.ts';
import { listProblems } from './find-problems.ts';

const names = ['a', 'b', 'c', 'd'] as const;
const some = fc.subarray([...names], { maxLength: 2 });
const flag = fc.record({
  kind: fc.constant('flag' as const),
  key: fc.constantFrom(...names),
  there: fc.boolean(),
  never: some,
  prerequisites: some,
  enabled: fc.boolean(),
});
const segment = fc.record({
  kind: fc.constant('segment' as const),
  key: fc.constantFrom(...names),
  there: fc.boolean(),
  within: some,
  includes: fc.boolean(),
});

/** All that a host can see of it. */
function look(compiled: CompiledRuleset): unknown {
  const contexts = [{ targetingKey: 'u' }, { targetingKey: 'v' }, {}];
  return {
    keys: [...compiled.flags.keys()],
    failures: compiled.failures,
    problems: listProblems(compiled),
    answers: contexts.map((context) =>
      evaluateAll(compiled, context, clock, 'server').map(({ ofrep }) => ofrep),
    ),
  };
}

const changes = fc.array(fc.oneof(flag, segment), { minLength: 1, maxLength: 12 });
type Change = typeof changes extends fc.Arbitrary<(infer One)[]> ? One : never;

/** The rulesets after each of some changes, in which what did not change is the identical object, as hosts keep it. */
function* change(each: readonly Change[]): Generator<Ruleset> {
  const flags = new Map<string, Json>();
  const segments = new Map<string, Json>();
  let ruleset = buildRuleset([], []);
  for (const one of each) {
    if (one.kind === 'flag') {
      const { key, never, enabled } = one;
      const prerequisites = one.prerequisites.map((other) => ({ flag: other, variants: ['on'] }));
      if (one.there) flags.set(key, buildFlag(key, buildSetting({ never, prerequisites, enabled })));
      else flags.delete(key);
    } else {
      const { key, within, includes } = one;
      const groups = within.map((operand) => ({ conditions: [{ operator: 'member', operand }] }));
      if (one.there) segments.set(key, buildSegment(key, { included: includes ? ['u'] : [], groups }));
      else segments.delete(key);
    }
    const next = buildRuleset([...flags.values()], [...segments.values()]);
    const same = <Item extends { readonly key: string }>(before: readonly Item[], after: readonly Item[]) =>
      after.map((item) =>
        item.key === one.key ? item : (before.find(({ key }) => key === item.key) ?? item),
      );
    ruleset = {
      ...next,
      flags: one.kind === 'flag' ? same(ruleset.flags, next.flags) : ruleset.flags,
      segments: one.kind === 'segment' ? same(ruleset.segments, next.segments) : ruleset.segments,
    };
    yield ruleset;
  }
}

it('compiles after any series of changes what it compiles from scratch', () => {
  fc.assert(
    fc.property(changes, (each) => {
      let compiled = compileRuleset(buildRuleset([], []), testRegistry);
      for (const ruleset of change(each)) {
        compiled = compileRuleset(ruleset, testRegistry, compiled);
        expect(look(compiled)).toEqual(look(compileRuleset(ruleset, testRegistry)));
      }
    }),
    { numRuns: 400 },
  );
});

it('lists, of what was compiled on top of something, every problem that was not there before', () => {
  fc.assert(
    fc.property(changes, (each) => {
      let before = compileRuleset(buildRuleset([], []), testRegistry);
      for (const ruleset of change(each)) {
        const compiled = compileRuleset(ruleset, testRegistry, before);
        const [all, old, fresh] = [
          listProblems(compiled),
          listProblems(before),
          listProblems(compiled, before),
        ];
        const texts = (problems: readonly unknown[]) => problems.map((problem) => JSON.stringify(problem));
        const known = new Set(texts(old));
        expect(texts(fresh)).toEqual(expect.arrayContaining(texts(all).filter((text) => !known.has(text))));
        expect(texts(all)).toEqual(expect.arrayContaining(texts(fresh)));
        before = compiled;
      }
    }),
    { numRuns: 200 },
  );
});

it('compiles the same in slices, while what is served goes on answering', async () => {
  await fc.assert(
    fc.asyncProperty(changes, async (each) => {
      let served = compileRuleset(buildRuleset([], []), testRegistry);
      for (const ruleset of change(each)) {
        const before = look(served);
        let pauses = 0;
        const yieldToEventLoop = () => {
          expect(look(served)).toEqual(before);
          return pauses++ % 2 === 0 ? Promise.resolve() : undefined;
        };
        served = await compileRulesetInSlices(ruleset, testRegistry, { previous: served, yieldToEventLoop });
        expect(look(served)).toEqual(look(compileRuleset(ruleset, testRegistry)));
      }
    }),
    { numRuns: 200 },
  );
});
