import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Json } from '../json.ts';
import { buildFlag, buildRuleset, buildSegment, buildSetting, clock, testRegistry } from '../testing.ts';
import { compileRuleset } from './compile-ruleset.ts';
import type { CompiledRuleset } from './compile-ruleset.ts';
import { evaluateAll } from './evaluate.ts';
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

it('compiles after any series of changes what it compiles from scratch', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(flag, segment), { minLength: 1, maxLength: 12 }), (changes) => {
      const flags = new Map<string, Json>();
      const segments = new Map<string, Json>();
      let compiled = compileRuleset(buildRuleset([], []), testRegistry);
      let ruleset = buildRuleset([], []);
      for (const change of changes) {
        if (change.kind === 'flag') {
          const { key, never, enabled } = change;
          const prerequisites = change.prerequisites.map((other) => ({ flag: other, variants: ['on'] }));
          if (change.there) flags.set(key, buildFlag(key, buildSetting({ never, prerequisites, enabled })));
          else flags.delete(key);
        } else {
          const { key, within, includes } = change;
          const groups = within.map((operand) => ({ conditions: [{ operator: 'member', operand }] }));
          if (change.there) segments.set(key, buildSegment(key, { included: includes ? ['u'] : [], groups }));
          else segments.delete(key);
        }
        const next = buildRuleset([...flags.values()], [...segments.values()]);
        // What did not change is the identical object, as hosts keep it.
        const same = <One extends { readonly key: string }>(before: readonly One[], after: readonly One[]) =>
          after.map((one) =>
            one.key === change.key ? one : (before.find(({ key }) => key === one.key) ?? one),
          );
        ruleset = {
          ...next,
          flags: change.kind === 'flag' ? same(ruleset.flags, next.flags) : ruleset.flags,
          segments: change.kind === 'segment' ? same(ruleset.segments, next.segments) : ruleset.segments,
        };
        compiled = compileRuleset(ruleset, testRegistry, compiled);
        expect(look(compiled)).toEqual(look(compileRuleset(ruleset, testRegistry)));
      }
    }),
    { numRuns: 400 },
  );
});
