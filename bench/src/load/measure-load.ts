import { applyChange, compileRuleset, parseRuleset, positionOf } from '@hoist/core';
import type { Ruleset } from '@hoist/core';
import { registry, toRulesetText } from '../hoist-ruleset.ts';
import { measurePaired } from '../paired-rounds.ts';
import type { Contender, Effort } from '../paired-rounds.ts';
import type { Row } from '../row.ts';
import { createFlags } from '../workload.ts';
import { measureList } from './measure-list.ts';
import { measureMemory } from './measure-memory.ts';
import { measureTurns } from './measure-turns.ts';

/** The greatest ratios to JSON.parse of the same text in the same round, which takes about 40 ms on a quiet core. */
const goals = { parse: 5, compile: 1.5, change: 0.025 };

const standardEffort: Effort = { rounds: 15, slice: 1 };

/**
 * Measures the time to load and to change a ruleset of `count` flags, beside JSON.parse of its text, and the memory
 * it takes.
 */
export async function measureLoad(effort: Effort = standardEffort, count = 10_000): Promise<Row[]> {
  const text = toRulesetText(createFlags(count));
  const flags = `${count.toLocaleString('en')} flags`;
  return [
    ...(await measureTimes(effort, text, flags)),
    await measureTurns(text, flags, effort.rounds),
    ...(await measureMemory(count)),
    ...(await measureList(effort)),
  ];
}

async function measureTimes(effort: Effort, text: string, flags: string): Promise<Row[]> {
  const ruleset = parseRuleset(JSON.parse(text));
  const contenders: readonly [Contender, ...Contender[]] = [
    repeat(`JSON.parse of ${flags}`, () => JSON.parse(text)),
    repeat(`parse and check ${flags}`, () => parseRuleset(JSON.parse(text))),
    repeat(`compile ${flags}`, () => compileRuleset(ruleset, registry)),
    changeOne(`change 1 of ${flags}`, ruleset),
  ];
  const limits = [null, goals.parse, goals.compile, goals.change];
  const measured = await measurePaired(contenders, effort);
  return measured.map(({ name, median, ratio, spread }, index) => {
    const goal = limits[index] ?? null;
    const compared = { against: contenders[0].name, ratio, spread };
    const alone = { against: null, ratio: null, spread: null };
    return { name, value: median, unit: 'ms', ...(goal === null ? alone : compared), goal };
  });
}

/** The last result, kept so that the compiler removes no work. */
const kept: { made: unknown } = { made: undefined };

function repeat(name: string, make: () => unknown): Contender {
  return {
    name,
    run(count) {
      for (let done = 0; done < count; done++) kept.made = make();
    },
  };
}

/**
 * Makes a contender that applies a change, as a stream sends it, to a growing ruleset and compiles it; each change is
 * of another flag.
 */
function changeOne(name: string, first: Ruleset): Contender {
  let ruleset = first;
  let compiled = compileRuleset(ruleset, registry);
  let turn = 0;
  return repeat(name, () => {
    turn += 37;
    const flag = ruleset.flags[turn % ruleset.flags.length];
    const from = positionOf(ruleset);
    const to = { ...from, version: from.version + 1 };
    const flags = flag ? [{ ...flag, version: to.version }] : [];
    const change = {
      format: ruleset.format,
      from,
      to,
      flags,
      segments: [],
      removed: { flags: [], segments: [] },
    };
    ruleset = applyChange(ruleset, change) ?? ruleset;
    compiled = compileRuleset(ruleset, registry, compiled);
    return compiled;
  });
}
