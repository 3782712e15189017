import { compileRuleset, createRegistry, evaluate, evaluateAll, parseRuleset } from '@hoist/core';
import type { CompiledRuleset, JsonObject } from '@hoist/core';
import { conformanceCases, runConformance, toConformanceAnswer } from '@hoist/core/conformance';
import type { ConformanceCase } from '@hoist/core/conformance';
import { describe, expect, it } from 'vitest';
import { standardPlugins } from './standard-plugins.ts';

const registry = createRegistry(standardPlugins);
const rulesets = new Map<JsonObject, CompiledRuleset>();
const clock = { now: 0, rolloutNow: 0 };

function compile(ruleset: JsonObject): CompiledRuleset {
  const known = rulesets.get(ruleset);
  if (known) return known;
  const compiled = compileRuleset(parseRuleset(ruleset), registry);
  rulesets.set(ruleset, compiled);
  return compiled;
}

describe('the engine', () => {
  it.each(conformanceCases.map((question) => [question.name, question] as const))('%s', (_name, question) => {
    const { ruleset, flag, context, expected } = question;
    const answer = toConformanceAnswer(evaluate(compile(ruleset), flag, context, question.clock ?? clock));
    expect(answer).toEqual({ value: undefined, errorCode: undefined, ...expected });
  });

  it('answers all at once as it answers one by one', async () => {
    const known = conformanceCases.filter(({ expected }) => expected.errorCode !== 'FLAG_NOT_FOUND');
    const askAll = ({ ruleset, flag, context, clock: at = clock }: ConformanceCase) => {
      const found = evaluateAll(compile(ruleset), context, at, 'client').find((each) => each.flag === flag);
      if (!found) throw new Error(`Flag '${flag}' is not among all flags.`);
      return toConformanceAnswer(found);
    };
    expect(await runConformance(askAll, known)).toEqual([]);
  });
});

describe('runConformance', () => {
  it('lists which cases a host answers differently', async () => {
    const failures = await runConformance(({ expected }) => ({ ...expected, reason: 'STATIC' }));
    expect(failures).toHaveLength(
      conformanceCases.filter(({ expected }) => expected.reason !== 'STATIC').length,
    );
    expect(failures.length).toBeGreaterThan(50);
  });
});
