import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hostileContext } from './testing-hostile.ts';
import { askAll, open, Tally } from './testing-questions.ts';
import {
  anyContext,
  anyJson,
  malformedRuleset,
  spoiledRuleset,
  wellFormedRuleset,
} from './testing-rulesets.ts';

/** Questions, each of one flag and one context; `npm run deep` asks for more, from another seed each time. */
const questions = Number(process.env['HOIST_DEEP_QUESTIONS'] ?? 10_000);
const seed = Number(process.env['HOIST_DEEP_SEED'] ?? 20_261_125);
const timeout = 60_000 + questions * 5;
/** Of a well-formed ruleset, and contexts that each is asked about. */
const flags = 4;
const contexts = 5;
const rulesets = Math.ceil(questions / flags / contexts);

const clock = fc
  .tuple(fc.constantFrom(0, 1_772_442_000_000, 1_790_000_000_000, 8e15), fc.nat(1_000_000))
  .map(([now, behind]) => ({ now, rolloutNow: now - behind }));
const several = <T>(of: fc.Arbitrary<T>) => fc.array(of, { minLength: contexts, maxLength: contexts });

function tell(what: string, tally: Tally): void {
  console.log(`${what}, from seed ${seed}:`, Object.fromEntries(tally.counts));
}

describe('whatever an app says and whatever a ruleset holds, an evaluation', () => {
  it(
    'never throws, takes at most 5 ms and answers the same twice: well-formed rulesets of every plugin',
    () => {
      const tally = new Tally();
      fc.assert(
        fc.property(wellFormedRuleset, several(anyContext), clock, (ruleset, asked, at) => {
          const compiled = open(ruleset, tally);
          expect(compiled).toBeDefined();
          if (compiled) for (const context of asked) askAll(compiled, context, { clock: at, tally });
        }),
        { numRuns: rulesets, seed },
      );
      tell(`${rulesets * contexts * flags} questions`, tally);
      // No plugin throws, whatever JSON it is asked about: that would be GENERAL.
      expect(tally.of('GENERAL') + tally.of('INVALID_CONTEXT')).toBe(0);
      for (const reason of ['DEFAULT', 'TARGETING_MATCH', 'SPLIT', 'DISABLED', 'PARSE_ERROR'])
        expect(tally.of(reason), reason).toBeGreaterThan(questions / 500);
    },
    timeout,
  );

  it(
    'never throws, takes at most 5 ms and answers the same twice: malformed rulesets',
    () => {
      const tally = new Tally();
      fc.assert(
        fc.property(fc.oneof(malformedRuleset, spoiledRuleset), anyContext, clock, (ruleset, context, at) => {
          const compiled = open(ruleset, tally);
          if (compiled) askAll(compiled, context, { clock: at, tally });
        }),
        { numRuns: rulesets, seed },
      );
      fc.assert(
        fc.property(anyJson, (json) => void open(json, tally)),
        { numRuns: rulesets, seed },
      );
      tell(`${rulesets} malformed rulesets`, tally);
      expect(tally.of('GENERAL') + tally.of('INVALID_CONTEXT')).toBe(0);
      expect(tally.of('rulesets read')).toBeGreaterThan(rulesets / 10);
      expect(tally.of('rulesets refused')).toBeGreaterThan(rulesets / 10);
    },
    timeout,
  );

  it(
    'never throws, takes at most 5 ms and answers the same twice: contexts that are no JSON',
    () => {
      const tally = new Tally();
      const some = Math.ceil(rulesets / 5);
      fc.assert(
        fc.property(wellFormedRuleset, several(hostileContext), clock, (ruleset, asked, at) => {
          const compiled = open(ruleset, tally);
          if (compiled) for (const make of asked) askAll(compiled, make(), { clock: at, tally });
        }),
        { numRuns: some, seed },
      );
      tell(`${some * contexts * flags} questions about no JSON`, tally);
      expect(Object.keys(Object.prototype)).toEqual([]);
      expect(tally.of('DEFAULT') + tally.of('TARGETING_MATCH')).toBeGreaterThan(0);
    },
    timeout,
  );
});
