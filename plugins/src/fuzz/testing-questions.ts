import {
  compileRuleset,
  createRegistry,
  evaluate,
  evaluateAll,
  explain,
  listProblems,
  nextChange,
  parseRuleset,
  RulesetError,
} from '@hoist/core';
import type { Clock, CompiledRuleset, Context, Json, Resolution } from '@hoist/core';
import { expect } from 'vitest';
import { standardPlugins } from '../standard-plugins.ts';
import { longest, timeOf } from './testing-time.ts';

const registry = createRegistry(standardPlugins);

/** What a run of questions met, by word: that it met nothing but errors would be no test. */
export class Tally {
  readonly counts = new Map<string, number>();

  count(what: string): void {
    this.counts.set(what, (this.counts.get(what) ?? 0) + 1);
  }

  of(what: string): number {
    return this.counts.get(what) ?? 0;
  }
}

/** A ruleset ready to be asked; undefined for one that is refused, which is the only way to fail. */
export function open(json: Json, tally: Tally): CompiledRuleset | undefined {
  try {
    const compiled = compileRuleset(parseRuleset(json), registry);
    tally.count('rulesets read');
    listProblems(compiled);
    return compiled;
  } catch (error) {
    expect(error).toBeInstanceOf(RulesetError);
    tally.count('rulesets refused');
    return undefined;
  }
}

/** Asks every flag about somebody, and holds each answer to what is promised of any. */
export function askAll(
  compiled: CompiledRuleset,
  context: Context,
  { clock, tally }: { readonly clock: Clock; readonly tally: Tally },
): void {
  const all = evaluateAll(compiled, context, clock, 'server');
  expect(all).toHaveLength(compiled.flags.size);
  for (const together of all) {
    const alone = ask(compiled, together.flag, context, clock);
    expect(textOf(alone)).toBe(textOf(together));
    expect(textOf(explain(compiled, together.flag, context, clock).resolution)).toBe(textOf(alone));
    tally.count(alone.errorCode ?? alone.reason);
  }
  const next = nextChange(compiled, clock);
  expect(next ?? Infinity).toBeGreaterThan(clock.now);
}

/** One question in its time: asked again only where it was slow. */
function ask(compiled: CompiledRuleset, flag: string, context: Context, clock: Clock): Resolution {
  const startedAt = performance.now();
  const resolution = evaluate(compiled, flag, context, clock);
  if (performance.now() - startedAt > longest) {
    const again = timeOf(() => evaluate(compiled, flag, context, clock));
    expect(again, `ms for flag '${flag}'`).toBeLessThanOrEqual(longest);
  }
  expect(textOf(evaluate(compiled, flag, context, clock))).toBe(textOf(resolution));
  return resolution;
}

function textOf({ ofrep, rule, errorCode }: Resolution): string {
  return `${ofrep} ${rule} ${errorCode}`;
}
