import { describe, expect, it } from 'vitest';
import { BoundaryTimer } from './boundary-timer.ts';
import { compileRuleset } from './engine/compile-ruleset.ts';
import { buildFlag, buildRuleset, buildSetting, testRegistry } from './testing.ts';

const hour = 3_600_000;
const day = 24 * hour;
const start = Date.parse('2026-03-02T09:00:00Z');
const changesAt = (instant: number) =>
  buildSetting({ everyoneElse: { strategy: 'from', params: { at: instant } } });

/** A timer on a ruleset whose flag `x` changes in two hours; real time and the wall clock pass apart from each other. */
function open(instants: readonly number[] = [start + 2 * hour]) {
  const flags = instants.map((instant, index) => buildFlag(`x${index}`, changesAt(instant)));
  const ruleset = compileRuleset(buildRuleset(flags, []), testRegistry);
  let passed = 0;
  let step = 0;
  let wakes = 0;
  const pending: { at: number; run: () => void }[] = [];
  const reached: string[][] = [];
  const timer = new BoundaryTimer(
    (length, run) => {
      wakes++;
      const entry = { at: passed + length, run };
      pending.push(entry);
      return () => void (pending.includes(entry) && pending.splice(pending.indexOf(entry), 1));
    },
    (keys) => reached.push(keys),
  );
  const wall = () => start + passed + step;
  timer.watch(() => ({ ruleset, clock: { now: wall(), growth: wall() } }));
  const pass = (length: number) => {
    const end = passed + length;
    for (;;) {
      const next = pending.sort((one, other) => one.at - other.at)[0];
      if (!next || next.at > end) break;
      pending.shift();
      passed = next.at;
      next.run();
    }
    passed = end;
  };
  return { timer, pass, reached, pending, setClock: (by: number) => (step += by), wakes: () => wakes };
}

describe('BoundaryTimer', () => {
  it('calls once when the answer changes, with the flags that do', () => {
    const { pass, reached } = open([start + 2 * hour, start + 3 * hour]);
    pass(2 * hour - 1);
    expect(reached).toEqual([]);
    pass(10);
    expect(reached).toEqual([['x0']]);
    pass(day);
    expect(reached).toEqual([['x0'], ['x1']]);
  });

  it('looks at least once an hour and no more, however far the next boundary is', () => {
    const { pass, wakes } = open([start + 60 * day]);
    pass(10 * hour);
    expect(wakes()).toBeLessThanOrEqual(11);
  });

  it('follows a clock that was set a day ahead within the hour', () => {
    const { pass, reached, setClock } = open();
    setClock(day);
    pass(hour + 10);
    expect(reached).toEqual([['x0']]);
  });

  it('waits a day longer where the clock was set a day back, without turning in a circle', () => {
    const { pass, reached, setClock, wakes } = open();
    setClock(-day);
    pass(day);
    expect(reached).toEqual([]);
    pass(2 * hour + 10);
    expect(reached).toEqual([['x0']]);
    expect(wakes()).toBeLessThan(40);
  });

  it('leaves no timer behind when it is closed', () => {
    const { timer, pending } = open();
    timer.close();
    expect(pending).toEqual([]);
  });
});
