import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { BoundaryTimer } from './boundary-timer.ts';
import { compileRuleset } from './engine/compile-ruleset.ts';
import type { Json } from './json.ts';
import { createRegistry } from './plugin/registry.ts';
import { defineStrategy } from './plugin/strategy.ts';
import { buildFlag, buildRuleset, buildSegment, buildSetting, off, on, testPlugins } from './testing.ts';

let next: () => unknown = () => undefined;
const odd = defineStrategy({
  name: 'odd',
  title: '',
  description: '',
  schema: z.object({}),
  bucketed: false,
  variants: () => ['on', 'off'],
  assign: () => 'on',
  nextChange: () => next() as number,
  vectors: [],
});
const registry = createRegistry([...testPlugins, odd]);

function assertNever(): never {
  throw new Error('a plugin of somebody else');
}

const hour = 3_600_000;
const day = 24 * hour;
const start = Date.parse('2026-03-02T09:00:00Z');
const changesAt = (instant: number) =>
  buildSetting({ everyoneElse: { strategy: 'from', params: { at: instant } } });

/** A timer on a ruleset whose flag `x` changes in two hours; real time and the wall clock pass apart from each other. */
function open(
  instants: readonly number[] = [start + 2 * hour],
  { more = [], segments = [] }: { readonly more?: readonly Json[]; readonly segments?: readonly Json[] } = {},
) {
  const flags = instants.map((instant, index) => buildFlag(`x${index}`, changesAt(instant)));
  const ruleset = compileRuleset(buildRuleset([...flags, ...more], segments), registry);
  let standsAt = Infinity;
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
  timer.watch(() => ({ ruleset, clock: { now: wall(), growth: Math.min(wall(), standsAt) } }));
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
  /** Rollouts stand still from an instant on, as out of contact. */
  const standStill = (at: number) => (standsAt = at);
  return {
    timer,
    pass,
    reached,
    pending,
    standStill,
    setClock: (by: number) => (step += by),
    wakes: () => wakes,
  };
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

  it('says nothing of a step that is due out of contact, and says it when there is contact again', () => {
    const { pass, reached, timer, standStill, wakes } = open([start + 2 * hour, start + 30 * hour]);
    standStill(start + hour);
    pass(10 * hour);
    expect(reached).toEqual([]);
    expect(wakes()).toBeLessThan(20);
    standStill(Infinity);
    timer.look();
    expect(reached).toEqual([['x0']]);
    pass(day);
    expect(reached).toEqual([['x0'], ['x1']]);
  });

  it('names the flags that ask for one that changes, and those of a segment that does, however far', () => {
    const rules = (segment: string) => [{ id: 'r', segments: [segment], serve: on }];
    const requires = (flag: string) => buildSetting({ prerequisites: [{ flag, variants: ['on'] }] });
    const more = [
      buildFlag('a-asks', requires('b-asks')),
      buildFlag('b-asks', requires('x0')),
      buildFlag('in-late', buildSetting({ rules: rules('late'), everyoneElse: off })),
      buildFlag('in-nested', buildSetting({ rules: rules('nested'), everyoneElse: off })),
      buildFlag('plain', buildSetting()),
    ];
    const late = { operator: 'after', operand: start + 2 * hour };
    const { pass, reached } = open([start + 2 * hour], {
      more,
      segments: [
        buildSegment('late', { groups: [{ conditions: [late] }] }),
        buildSegment('nested', { groups: [{ conditions: [{ operator: 'member', operand: 'late' }] }] }),
      ],
    });
    pass(3 * hour);
    expect(reached).toEqual([['a-asks', 'b-asks', 'in-late', 'in-nested', 'x0']]);
  });

  it.each<[string, () => unknown]>([
    ['throws', () => assertNever()],
    ['names an instant that is past', () => start - day],
    ['names no number', () => 'soon'],
    ['names NaN', () => NaN],
  ])('goes on for all others where a plugin %s', (_what, answer) => {
    next = answer;
    const odd = buildFlag('odd', buildSetting({ everyoneElse: { strategy: 'odd', params: {} } }));
    const { pass, reached, wakes } = open([start + 2 * hour], { more: [odd] });
    pass(3 * hour);
    expect(reached).toEqual([['x0']]);
    expect(wakes()).toBeLessThan(8);
  });

  it('leaves no timer behind when it is closed', () => {
    const { timer, pending } = open();
    timer.close();
    timer.look();
    expect(pending).toEqual([]);
  });
});
