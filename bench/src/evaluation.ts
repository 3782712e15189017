import { memoryUsage } from 'node:process';
import { evaluate } from '@hoist/core';
import type { CompiledRuleset, Context } from '@hoist/core';
import { compileWorkload } from './hoist-ruleset.ts';
import { measurePaired, quantile } from './paired-rounds.ts';
import type { Contender, Effort, Measured } from './paired-rounds.ts';
import type { Row } from './row.ts';
import { checkAnswers, createFlags, createPeople, flagKinds, keyOf } from './workload.ts';
import type { BenchedKind } from './workload.ts';

const flagsOfAKind = 25;
const clock = { now: 0, rolloutNow: 0 };
const nanoseconds = 1e6;

/** The greatest ratios to a Map lookup by key that returns a constant. */
const goals: Readonly<Record<BenchedKind, number>> = {
  boolean: 1.5,
  segment: 10,
  rollout: 10,
  multivariate: 13,
};

const standardEffort: Effort = { rounds: 151, slice: 1.5 };

/**
 * Measures direct evaluation by key beside a Map lookup, in time and in bytes allocated. Throws on a wrong answer.
 */
export async function measureEvaluation(effort: Effort = standardEffort): Promise<Row[]> {
  const compiled = compileWorkload(flagsOfAKind * flagKinds.length);
  const persons = createPeople(1_000);
  const people: readonly Context[] = persons.map((person) => ({ ...person }));
  if (compiled.failures.length > 0)
    throw new Error(`Flags of the workload fail: ${JSON.stringify(compiled.failures[0])}`);
  checkAnswers(
    createFlags(flagsOfAKind * flagKinds.length),
    persons,
    (flag, person) => evaluate(compiled, flag.key, people[person] ?? {}, clock).value,
  );
  const floor = toFloor(compiled, people);
  const contenders = flagKinds.map((kind) => toContender(kind, compiled, people));
  const [base, ...kinds] = await measurePaired([floor, ...contenders], effort);
  return [
    ...(base ? [toRow(base, null, null)] : []),
    ...kinds.map((measured, index) => toRow(measured, floor.name, goals[flagKinds[index] ?? 'boolean'])),
    ...contenders.map(measureAllocation),
  ];
}

function toRow(measured: Measured, against: string | null, goal: number | null): Row {
  const { name, median, ratio, spread } = measured;
  const compared = against === null ? { ratio: null, spread: null } : { ratio, spread };
  return { name, value: median * nanoseconds, unit: 'ns', against, ...compared, goal };
}

/**
 * Makes a contender that cycles through all flags of a kind and all people, so that the branch predictor cannot learn
 * the answers.
 */
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
 * The last answer, kept so that the compiler removes no evaluation.
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

/**
 * Measures the bytes allocated per evaluation: the median of many batches, so that a garbage collection in one of
 * them does not count.
 */
function measureAllocation({ name, run }: Contender): Row {
  const batch = 20_000;
  void run(batch * 5);
  const bytes: number[] = [];
  for (let round = 0; round < 25; round++) {
    const before = memoryUsage().heapUsed;
    void run(batch);
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
