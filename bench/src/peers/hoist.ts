import { compileRuleset, evaluate, parseRuleset } from '@hoist/core';
import type { Context } from '@hoist/core';
import { registry, toRulesetText } from '../hoist-ruleset.ts';
import { asCandidate } from './candidate.ts';
import type { OpenCandidate } from './candidate.ts';

const clock = { now: 0, rolloutNow: 0 };

/** Opens Hoist with a compiled ruleset. */
export const open: OpenCandidate = async (flags, people) => {
  const compiled = compileRuleset(parseRuleset(JSON.parse(toRulesetText(flags))), registry);
  return asCandidate<Context>({
    people: people.map((person) => ({ ...person })),
    boolean: (key, person) => evaluate(compiled, key, person, clock).value as boolean,
    text: (key, person) => evaluate(compiled, key, person, clock).value as string,
  });
};
