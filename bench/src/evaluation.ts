import { memoryUsage } from 'node:process';
import { compileRuleset, evaluate, parseRuleset } from '@hoist/core';
import type { CompiledRuleset, Context } from '@hoist/core';
import {
  compileWorkload,
  createPeople,
  createRulesetText,
  fitsSegmentFlag,
  flagKinds,
  keyOf,
  registry,
} from './evaluation-workload.ts';
import type { BenchedKind } from './evaluation-workload.ts';
import { measurePaired, quantile } from './paired-rounds.ts';
import type { Contender, Effort, Measured } from './paired-rounds.ts';
import type { Row } from './row.ts';

const flagsOfAKind = 25;
const clock = { now: 0, growth: 0 };
const nanoseconds = 1e6;

/** Goals as ratios to the floor: a Map lookup by key that answers a constant. */
const goals: Readonly<Record<BenchedKind, number>> = {
  boolean: 1.5,
  segment: 10,
  rollout: 10,
  multivariate: 13,
};

/** Goals of loading, as ratios to JSON.parse of the same text. */
const loadGoals = { parse: 10, compile: 9, recompile: 0.6 };

const standardEffort: Effort = { rounds: 25, slice: 8 };

/** Measures direct evaluation by key, what it allocates, and how long rulesets take to load. Throws on a wrong answer. */
export function measureEvaluation(effort: Effort = standardEffort): Row[] {
  const compiled = compileWorkload(flagsOfAKind * flagKinds.length);
  const people = createPeople(1_000);
  checkAnswers(compiled, people);
  const floor = toFloor(compiled, people);
  const contenders = flagKinds.map((kind) => toContender(kind, compiled, people));
  const [base, ...kinds] = measurePaired([floor, ...contenders], effort);
  return [
    ...(base ? [toRow(base, null, null)] : []),
    ...kinds.map((measured, index) => toRow(measured, floor.name, goals[flagKinds[index] ?? 'boolean'])),
    ...contenders.map(measureAllocation),
    ...measureLoading({ rounds: Math.ceil(effort.rounds / 3), slice: 1 }),
  ];
}

function toRow(measured: Measured, against: string | null, goal: number | null): Row {
  const { name, median, ratio, spread } = measured;
  const compared = against === null ? { ratio: null, spread: null } : { ratio, spread };
  return { name, value: median * nanoseconds, unit: 'ns', against, ...compared, goal };
}

/** Turns through all flags of a kind and all people, so that nothing is answered from a branch predictor's memory. */
function toContender(kind: BenchedKind, compiled: CompiledRuleset, people: readonly Context[]): Contender {
  const keys = Array.from({ length: flagsOfAKind }, (_, index) => keyOf(kind, index));
  const ask = (key: string, person: Context) => evaluate(compiled, key, person, clock).value;
  return { name: `evaluate ${kind}`, run: (count) => turn({ keys, people, ask }, count) };
}

function toFloor(compiled: CompiledRuleset, people: readonly Context[]): Contender {
  const keys = Array.from({ length: flagsOfAKind }, (_, index) => keyOf('boolean', index));
  const constants = new Map([...compiled.flags.keys()].map((key) => [key, { value: true }]));
  const ask = (key: string, person: Context) => (person === undefined ? false : constants.get(key)?.value);
  return { name: 'map lookup', run: (count) => turn({ keys, people, ask }, count) };
}

/**
 * Kept, so that no answer can be optimised away.
 * @public
 */
export let kept: unknown;

interface Turns {
  readonly keys: readonly string[];
  readonly people: readonly Context[];
  ask(key: string, person: Context): unknown;
}

function turn({ keys, people, ask }: Turns, count: number): void {
  let key = 0;
  let person = 0;
  for (let done = 0; done < count; done++) {
    kept = ask(keys[key] as string, people[person] as Context);
    if (++key === keys.length) key = 0;
    if (++person === people.length) {
      person = 0;
      // Other pairs in the next round through the people.
      if (++key === keys.length) key = 0;
    }
  }
}

/** Bytes per evaluation: the median of many batches, so that a collection in one of them does not count. */
function measureAllocation({ name, run }: Contender): Row {
  const batch = 20_000;
  run(batch * 5);
  const bytes: number[] = [];
  for (let round = 0; round < 25; round++) {
    const before = memoryUsage().heapUsed;
    run(batch);
    bytes.push((memoryUsage().heapUsed - before) / batch);
  }
  const value = Math.max(0, Math.round(quantile(bytes, 0.5)));
  return {
    name: `${name}, allocated`,
    value,
    unit: 'B',
    against: null,
    ratio: null,
    spread: null,
    goal: null,
  };
}

function measureLoading(effort: Effort): Row[] {
  const text = createRulesetText(10_000);
  const ruleset = parseRuleset(JSON.parse(text));
  const compiled = compileRuleset(ruleset, registry);
  let changed = 0;
  const changeOne = () => {
    changed = (changed + 1) % ruleset.flags.length;
    const flags = ruleset.flags.map((flag, index) => (index === changed ? { ...flag } : flag));
    return { ...ruleset, flags };
  };
  const json = repeat('JSON.parse of 10,000 flags', () => JSON.parse(text));
  const [base, ...measured] = measurePaired(
    [
      json,
      repeat('parse 10,000 flags', () => parseRuleset(JSON.parse(text))),
      repeat('compile 10,000 flags', () => compileRuleset(ruleset, registry)),
      repeat('recompile 1 of 10,000 flags', () => compileRuleset(changeOne(), registry, compiled)),
    ],
    effort,
  );
  const limits = Object.values(loadGoals);
  const toMilliseconds = (row: Row): Row => ({ ...row, value: row.value / nanoseconds, unit: 'ms' });
  return [
    ...(base ? [toMilliseconds(toRow(base, null, null))] : []),
    ...measured.map((each, index) => toMilliseconds(toRow(each, json.name, limits[index] ?? null))),
  ];
}

function repeat(name: string, act: () => unknown): Contender {
  return {
    name,
    run(count) {
      for (let done = 0; done < count; done++) kept = act();
    },
  };
}

/** Nothing is measured that answers wrongly. */
function checkAnswers(compiled: CompiledRuleset, people: readonly Context[]): void {
  if (compiled.failures.length > 0)
    throw new Error(`Flags of the workload fail: ${JSON.stringify(compiled.failures[0])}`);
  const shares = new Map<unknown, number>();
  for (let index = 0; index < flagsOfAKind; index++) {
    for (const person of people) {
      const ask = (kind: BenchedKind) => evaluate(compiled, keyOf(kind, index), person, clock);
      if (ask('boolean').value !== (index % 2 === 0)) throw new Error('A boolean flag answers wrongly.');
      if (ask('segment').value !== fitsSegmentFlag(index, person))
        throw new Error('A segment flag answers wrongly.');
      const rolled = ask('rollout').value;
      shares.set(rolled, (shares.get(rolled) ?? 0) + 1);
    }
  }
  const share = (shares.get(true) ?? 0) / (flagsOfAKind * people.length);
  if (Math.abs(share - 0.25) > 0.01) throw new Error(`A rollout of 25 % reaches ${share * 100} %.`);
}
