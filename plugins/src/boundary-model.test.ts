import { compileRuleset, createRegistry, evaluate } from '@hoist/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { standardPlugins } from './standard-plugins.ts';
import {
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

const registry = createRegistry(standardPlugins);
const grace = 10 * minute;
const window = (from: string, to: string) => ({
  operator: 'time-window',
  operand: { from, to, timeZone: 'Europe/Berlin' },
});

/** Each of them changes once, at an instant of the rollout clock. */
const growing: readonly TimedFlag[] = Object.entries(rollouts).flatMap(([name, rollout]) =>
  [15, 50, 120].map((minutes) => ({ key: `${name}-${minutes}`, serve: rollout(start + minutes * minute) })),
);
/** What follows the clock itself, and what asks for something that changes. */
const others: readonly TimedFlag[] = [
  { key: 'window', rules: [{ id: 'r', conditions: [window('10:05', '10:45')], serve: served('on') }] },
  { key: 'in-late', rules: ruledBy('late') },
  { key: 'not-in-early', rules: ruledBy('early'), serve: served('on') },
  { key: 'asks', prerequisites: [{ flag: 'scheduled-50', variants: ['on'] }], serve: served('on') },
];
const segments = [
  { key: 'late', conditions: [{ operator: 'now-after', operand: start + 90 * minute }] },
  { key: 'early', conditions: [{ operator: 'now-before', operand: start + 20 * minute }] },
];
const publish = () => compileRuleset(timedRuleset([...growing, ...others], segments), registry);

/** A host, and somebody who asks it again for the flags that it announces, and for nothing else. */
class Model {
  /** What was announced, and answered as it did before. */
  readonly needless: string[] = [];
  readonly #time = new VirtualTime();
  readonly #known = new Map<string, string | undefined>();
  #inContact = true;
  #ruleset = publish();
  #opened = this.#open();

  constructor() {
    this.#learnAll();
  }

  /** Whoever was connected comes back, and asks for everything. */
  restart(): void {
    this.#opened.timer.close();
    this.#opened = this.#open();
    this.#learnAll();
  }

  publish(): void {
    this.#ruleset = publish();
    this.#opened.serve(this.#ruleset);
  }

  pass(length: number): void {
    for (let left = length; left > 0; left -= minute) {
      this.#time.pass(Math.min(left, minute));
      this.#contact();
    }
  }

  block(length: number): void {
    this.#time.block(length);
    this.pass(1);
  }

  setClock(by: number): void {
    this.#time.setClock(by);
    this.pass(minute + 1);
  }

  setContact(inContact: boolean): void {
    this.#inContact = inContact;
    this.#contact();
  }

  /** The flags that answer differently now, of which nobody was told when it was time. */
  findMissed(): string[] {
    const late = this.#findChanged();
    // Timers count whole milliseconds.
    this.pass(2);
    const still = this.#findChanged();
    return late.filter((key) => still.includes(key));
  }

  #findChanged(): string[] {
    return [...this.#known].filter(([key, known]) => known !== this.#ask(key)).map(([key]) => key);
  }

  #open() {
    return openTimer(this.#ruleset, this.#time, (keys) => {
      for (const key of keys) {
        const answer = this.#ask(key);
        if (answer === this.#known.get(key)) this.needless.push(key);
        this.#known.set(key, answer);
      }
    });
  }

  #learnAll(): void {
    for (const key of this.#ruleset.flags.keys()) this.#known.set(key, this.#ask(key));
  }

  #ask(key: string): string | undefined {
    return evaluate(this.#ruleset, key, { targetingKey: 'anna' }, this.#time.clock).variant;
  }

  /** As hosts do it: they look when rollouts stood still until now. */
  #contact(): void {
    if (!this.#inContact) return;
    const wasPaused = this.#time.clock.rolloutNow < this.#time.now;
    this.#time.growUntil(this.#time.now + grace);
    if (wasPaused) this.#opened.timer.look();
  }
}

type Event =
  | readonly [act: 'pass' | 'block' | 'setClock', by: number]
  | readonly [act: 'lose' | 'find' | 'publish' | 'restart'];

const event: fc.Arbitrary<Event> = fc.oneof(
  fc.tuple(fc.constant('pass' as const), fc.integer({ min: 1, max: 40 * minute })),
  fc.tuple(fc.constant('block' as const), fc.integer({ min: 1, max: 2 * minute })),
  fc.tuple(fc.constant('setClock' as const), fc.integer({ min: -2 * hour, max: 2 * hour })),
  fc.tuple(fc.constantFrom('lose' as const, 'find' as const, 'publish' as const, 'restart' as const)),
);

function happen(model: Model, [act, by]: Event): void {
  if (act === 'pass' || act === 'block' || act === 'setClock') model[act](by);
  else if (act === 'publish' || act === 'restart') model[act]();
  else model.setContact(act === 'find');
}

describe('time, with outages, clocks that are set, publishes and restarts', () => {
  it('changes no answer of any flag without it being announced', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 30 }), (events) => {
        const model = new Model();
        for (const each of events) {
          happen(model, each);
          expect(model.findMissed()).toEqual([]);
        }
      }),
    );
  });

  it('is announced once: whoever asks again gets another answer', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 30 }), (events) => {
        const model = new Model();
        for (const each of events) happen(model, each);
        const once = new Set(growing.map(({ key }) => key));
        expect(model.needless.filter((key) => once.has(key))).toEqual([]);
      }),
    );
  });
});
