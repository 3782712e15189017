import { compileRuleset, createRegistry, defineStrategy } from '@hoist/core';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { standardPlugins } from './standard-plugins.ts';
import {
  day,
  hour,
  minute,
  openTimer,
  rollouts,
  ruledBy,
  served,
  start,
  timedRuleset,
  VirtualTime,
} from './testing-boundaries.ts';
import type { TimedFlag } from './testing-boundaries.ts';

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
const registry = createRegistry([...standardPlugins, odd]);

function assertNever(): never {
  throw new Error('a plugin of somebody else');
}

/** A timer on flags `x0`, `x1` ... that change at the given instants, by a schedule unless said otherwise. */
function open(
  instants: readonly number[] = [start + 2 * hour],
  { more = [], segments = [], rollout = rollouts.scheduled }: Partial<Opening> = {},
) {
  const flags = instants.map((instant, index): TimedFlag => ({ key: `x${index}`, serve: rollout(instant) }));
  const time = new VirtualTime();
  const reached: string[][] = [];
  const compiled = compileRuleset(timedRuleset([...flags, ...more], segments), registry);
  return { time, reached, ...openTimer(compiled, time, (keys) => reached.push(keys)) };
}

interface Opening {
  readonly more: readonly TimedFlag[];
  readonly segments: Parameters<typeof timedRuleset>[1];
  readonly rollout: (instant: number) => TimedFlag['serve'];
}

describe('BoundaryTimer', () => {
  it('calls once when the answer changes, with the flags that do', () => {
    const { time, reached } = open([start + 2 * hour, start + 3 * hour]);
    time.pass(2 * hour - 1);
    expect(reached).toEqual([]);
    time.pass(10);
    expect(reached).toEqual([['x0']]);
    time.pass(day);
    expect(reached).toEqual([['x0'], ['x1']]);
  });

  it('looks at least once a minute and no more, however far the next boundary is', () => {
    const { time } = open([start + 60 * day]);
    time.pass(10 * hour);
    expect(time.wakes).toBeLessThanOrEqual(601);
  });

  it('follows a clock that was set a day ahead within a minute', () => {
    const { time, reached } = open();
    time.setClock(day);
    time.pass(minute + 10);
    expect(reached).toEqual([['x0']]);
  });

  it('waits a day longer where the clock was set a day back, without turning in a circle', () => {
    const { time, reached } = open();
    time.setClock(-day);
    time.pass(day);
    expect(reached).toEqual([]);
    time.pass(2 * hour + 10);
    expect(reached).toEqual([['x0']]);
    expect(time.wakes).toBeLessThan(26 * 60 + 10);
  });

  it('reports a step that a clock which was set back takes away, and again when it comes back', () => {
    const { time, reached } = open();
    time.pass(3 * hour);
    expect(reached).toEqual([['x0']]);
    time.setClock(-2 * hour);
    time.pass(minute + 10);
    expect(reached).toEqual([['x0'], ['x0']]);
    time.pass(day);
    expect(reached).toEqual([['x0'], ['x0'], ['x0']]);
  });

  it.each(Object.entries(rollouts))(
    'says nothing of a step of %s that is due out of contact, and says it once when there is contact again',
    (_name, rollout) => {
      const { time, reached, timer } = open([start + 2 * hour, start + 30 * hour], {
        rollout,
      });
      time.growUntil(start + hour);
      time.pass(10 * hour);
      expect(reached).toEqual([]);
      expect(time.wakes).toBeLessThan(10 * 60 + 10);
      time.growUntil(Infinity);
      timer.look();
      expect(reached).toEqual([['x0']]);
      time.pass(day);
      expect(reached).toEqual([['x0'], ['x1']]);
    },
  );

  it('reports a window that opens out of contact as it opens', () => {
    const window = { operator: 'now-after', operand: start + 2 * hour };
    const { time, reached, timer } = open([], {
      more: [{ key: 'window', rules: [{ id: 'r', conditions: [window], serve: served('on') }] }],
    });
    time.growUntil(start + hour);
    time.pass(2 * hour + 10);
    expect(reached).toEqual([['window']]);
    time.growUntil(Infinity);
    timer.look();
    time.pass(day);
    expect(reached).toEqual([['window']]);
  });

  it('reports what time changed under a ruleset that is replaced before it looked', () => {
    const { time, reached, serve } = open();
    const timed = { key: 'x0', serve: rollouts.scheduled(start + 2 * hour) };
    time.pass(2 * hour - 1);
    time.block(5);
    serve(compileRuleset(timedRuleset([timed, { key: 'new' }]), registry));
    expect(reached).toEqual([['x0']]);
    time.pass(day);
    expect(reached).toEqual([['x0']]);
  });

  it('names the flags that ask for one that changes, and those of a segment that does, however far', () => {
    const requires = (flag: string) => [{ flag, variants: ['on'] }];
    const late = { operator: 'now-after', operand: start + 2 * hour - 1 };
    const { time, reached } = open([start + 2 * hour], {
      more: [
        { key: 'a-asks', prerequisites: requires('b-asks') },
        { key: 'b-asks', prerequisites: requires('x0') },
        { key: 'in-late', rules: ruledBy('late') },
        { key: 'in-nested', rules: ruledBy('nested') },
        { key: 'plain' },
      ],
      segments: [
        { key: 'late', conditions: [late] },
        { key: 'nested', conditions: [{ operator: 'segment', operand: 'late' }] },
      ],
    });
    time.pass(3 * hour);
    expect(reached).toEqual([['a-asks', 'b-asks', 'in-late', 'in-nested', 'x0']]);
  });

  it.each<[string, () => unknown]>([
    ['throws', () => assertNever()],
    ['names an instant that is past', () => start - day],
    ['names no number', () => 'soon'],
    ['names NaN', () => NaN],
  ])('goes on for all others where a plugin %s', (_what, answer) => {
    next = answer;
    const { time, reached } = open([start + 2 * hour], {
      more: [{ key: 'odd', serve: { strategy: 'odd', params: {} } }],
    });
    time.pass(3 * hour);
    expect(reached).toEqual([['x0']]);
    expect(time.wakes).toBeLessThan(3 * 60 + 10);
  });

  it('leaves no timer behind when it is closed', () => {
    const { time, timer } = open();
    timer.close();
    timer.look();
    expect(time.pending).toEqual([]);
  });
});
