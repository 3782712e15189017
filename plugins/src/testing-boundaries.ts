import { BoundaryTimer, parseRuleset } from '@hoist/core';
import type { Clock, CompiledRuleset, Json, JsonObject, Ruleset } from '@hoist/core';

/** Rulesets that time changes, and a timer on them whose time passes at once. */

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;
export const start = Date.parse('2026-03-02T09:00:00Z');

const isoOf = (instant: number) => new Date(instant).toISOString();
const wallOf = (instant: number) => isoOf(instant).slice(0, 16);
const choice = { variant: 'on', otherwise: 'off' };

/** Each standard strategy that goes on with time, published so that everybody gets `on` from an instant on. */
export const rollouts = {
  progressive: (instant: number): JsonObject => ({
    strategy: 'progressive',
    params: {
      ...choice,
      plan: [
        { percent: 0, hours: 1 },
        { percent: 100, hours: 0 },
      ],
      progress: { step: 0, held: 0 },
      steps: [
        { from: isoOf(start - day), percent: 0 },
        { from: isoOf(instant), percent: 100 },
      ],
    },
  }),
  rings: (instant: number): JsonObject => ({
    strategy: 'rings',
    params: {
      ...choice,
      rings: [{ name: 'All', percent: 100, at: wallOf(instant), timeZone: 'UTC' }],
      steps: [{ ring: 'All', from: isoOf(instant) }],
    },
  }),
  scheduled: (instant: number): JsonObject => ({
    strategy: 'scheduled',
    params: {
      before: 'off',
      timeZone: 'UTC',
      plan: [{ at: wallOf(instant), variant: 'on' }],
      steps: [{ from: isoOf(instant), variant: 'on' }],
    },
  }),
} as const;

/** The same variant for everybody. */
export function served(variant: string): JsonObject {
  return { strategy: 'fixed', params: { variant } };
}

/** A rule for a segment. */
export function ruledBy(segment: string): Json[] {
  return [{ id: 'r', segments: [segment], serve: served('on') }];
}

/** A boolean flag that is on, and off for everyone else unless `serve` says otherwise. */
export interface TimedFlag {
  readonly key: string;
  readonly serve?: Json;
  readonly rules?: readonly Json[];
  readonly prerequisites?: readonly Json[];
}

/** A ruleset of such flags, and of segments by conditions. */
export function timedRuleset(
  flags: readonly TimedFlag[],
  segments: readonly { readonly key: string; readonly conditions: readonly Json[] }[] = [],
): Ruleset {
  const part = { revision: 1, version: 1 };
  return parseRuleset({
    format: 1,
    installation: 'test',
    environment: 'dev',
    epoch: 1,
    version: 1,
    state: '0'.repeat(64),
    flags: flags.map(({ key, serve = served('off'), rules = [], prerequisites = [] }) => ({
      ...part,
      key,
      type: 'boolean',
      clientVisible: false,
      needs: [],
      variants: [
        { key: 'on', value: true },
        { key: 'off', value: false },
      ],
      setting: { enabled: true, off: 'off', salt: 'checkout1', rules, prerequisites, everyoneElse: serve },
    })),
    segments: segments.map(({ key, conditions }) => ({ ...part, key, conditionGroups: [{ conditions }] })),
  });
}

/** A host's time: what passes moves timers and the clock, setting the clock moves no timer. */
export class VirtualTime {
  readonly pending: { readonly at: number; readonly run: () => void }[] = [];
  wakes = 0;
  #passed = 0;
  #set = 0;
  /** Beyond this rollouts do not grow. */
  #growsUntil = Infinity;

  readonly after = (length: number, run: () => void): (() => void) => {
    const entry = { at: this.#passed + length, run };
    this.wakes++;
    this.pending.push(entry);
    return () => void (this.pending.includes(entry) && this.pending.splice(this.pending.indexOf(entry), 1));
  };

  get now(): number {
    return start + this.#passed + this.#set;
  }

  get clock(): Clock {
    return { now: this.now, rolloutNow: Math.min(this.now, this.#growsUntil) };
  }

  /** Passes, and runs every timer when it is due. */
  pass(length: number): void {
    const end = this.#passed + length;
    for (;;) {
      const next = this.pending.sort((one, other) => one.at - other.at)[0];
      if (!next || next.at > end) break;
      this.pending.shift();
      this.#passed = Math.max(this.#passed, next.at);
      next.run();
    }
    this.#passed = end;
  }

  /** Passes while the event loop is busy: timers that are due run with the next {@link pass}. */
  block(length: number): void {
    this.#passed += length;
  }

  setClock(by: number): void {
    this.#set += by;
  }

  growUntil(instant: number): void {
    this.#growsUntil = instant;
  }
}

/** A timer on what is served, that calls `reach`. */
export function openTimer(compiled: CompiledRuleset, time: VirtualTime, reach: (keys: string[]) => void) {
  const timer = new BoundaryTimer(time.after, reach);
  const serve = (next: CompiledRuleset) => timer.watch(() => ({ ruleset: next, clock: time.clock }));
  serve(compiled);
  return { timer, serve };
}
