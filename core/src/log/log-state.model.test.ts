import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyVersion, emptyLogState, listEntries, nextVersion } from './log-state.ts';
import type { LogState } from './log-state.ts';
import { sha256 } from '../testing.ts';
import type { VersionRecord } from './version.ts';

/**
 * The model: what was really committed, on as many histories as databases were restored and forked. A reader is handed
 * records of any of them, in any order, again and again, some damaged. Whatever happens, it holds the exact content of one
 * history at one version, and never goes backwards.
 */
interface Commit {
  readonly record: VersionRecord;
  readonly state: LogState;
  /** What the log holds after it, kept by other means than the code under test. */
  readonly content: ReadonlyMap<string, string>;
}
type History = readonly Commit[];

const log = 'environment/dev';
const empty = emptyLogState(log, sha256);

type Step =
  | {
      readonly do: 'commit';
      readonly history: number;
      readonly part: number;
      readonly value: number;
      readonly raise: boolean;
    }
  | { readonly do: 'fork'; readonly history: number; readonly keep: number }
  | {
      readonly do: 'deliver';
      readonly history: number;
      readonly version: number;
      readonly damage: Damage | undefined;
    };
type Damage = 'log' | 'state' | 'previous' | 'set' | 'removed';

const small = fc.nat(7);
const commitStep = fc.record({
  do: fc.constant('commit' as const),
  history: small,
  part: fc.nat(3),
  value: fc.nat(2),
  raise: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
});
const forkStep = fc.record({ do: fc.constant('fork' as const), history: small, keep: small });
const damage = fc.constantFrom<Damage>('log', 'state', 'previous', 'set', 'removed');
const deliverStep = fc.record({
  do: fc.constant('deliver' as const),
  history: small,
  version: small,
  damage: fc.option(damage, { nil: undefined, freq: 4 }),
});
const steps = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: commitStep },
    { weight: 1, arbitrary: forkStep },
    { weight: 8, arbitrary: deliverStep },
  ),
  { maxLength: 60, size: 'max' },
);

function commitTo(history: History, step: Extract<Step, { do: 'commit' }>, number: number): History {
  const head = history.at(-1);
  const state = head?.state ?? empty;
  const partKey = `flag/${step.part}`;
  const content = new Map(head?.content);
  const removes = step.value === 0 && content.has(partKey);
  const digest = sha256(`value ${step.value}`);
  if (removes) content.delete(partKey);
  else content.set(partKey, digest);
  const change = {
    set: removes ? [] : ([[partKey, digest]] satisfies [string, string][]),
    removed: removes ? [partKey] : [],
    idempotencyKey: `act-${number}`,
    kind: 'edited',
    who: { kind: 'person', id: 'p', name: '' },
    when: '2026-11-22T12:00:00Z',
    said: 'changed it',
    comment: null,
    epoch: state.epoch + (step.raise ? 1 : 0),
  };
  return [...history, { ...nextVersion(state, change, sha256), content }];
}

function spoil(record: VersionRecord, kind: Damage): VersionRecord {
  const other = sha256('other');
  switch (kind) {
    case 'log':
      return { ...record, log: 'definitions' };
    case 'state':
      return { ...record, state: other };
    case 'previous':
      return { ...record, previous: other };
    case 'set':
      return { ...record, set: [...record.set, ['flag/none', other]] };
    case 'removed':
      return { ...record, removed: [...record.removed, 'flag/none'] };
  }
}

class World {
  histories: History[] = [[]];
  reader: LogState = empty;
  #commits = 0;

  take(step: Step): void {
    const at = step.history % this.histories.length;
    const history = this.histories[at] ?? [];
    if (step.do === 'commit') this.histories[at] = commitTo(history, step, this.#commits++);
    else if (step.do === 'fork') this.histories.push(history.slice(0, step.keep));
    else this.#deliver(history, step);
  }

  #deliver(history: History, step: Extract<Step, { do: 'deliver' }>): void {
    const commit = history[step.version % Math.max(1, history.length)];
    if (!commit) return;
    const before = this.reader;
    const record = step.damage ? spoil(commit.record, step.damage) : commit.record;
    const applied = applyVersion(before, record, sha256);
    if (applied.outcome === 'applied') this.reader = applied.state;
    if (step.damage) expect(applied.outcome).not.toBe('applied');
    else this.#expectOutcome(before, commit, applied.outcome);
    if (applied.outcome === 'rebase' && !step.damage) this.#readAgain(history);
    expect(this.#isBehind(before)).toBe(false);
    this.expectOneHistory();
  }

  #expectOutcome(before: LogState, { record, state }: Commit, outcome: string): void {
    if (state.record === before.record) expect(outcome).toBe('known');
    else if (record.epoch < before.epoch) expect(outcome).toBe('stale');
    else if (record.previous === before.record) expect(outcome).toBe('applied');
    else if (record.epoch > before.epoch) expect(outcome).toBe('rebase');
    else if (record.version < before.version) expect(outcome).toBe('known');
    else expect(outcome).toBe(record.version > before.version + 1 ? 'gap' : 'conflict');
  }

  /** What a reader does when it is told to: it reads the whole log again, and takes it if its end is newer. */
  #readAgain(history: History): void {
    let state = empty;
    for (const { record } of history) {
      const applied = applyVersion(state, record, sha256);
      expect(applied.outcome).toBe('applied');
      if (applied.outcome === 'applied') state = applied.state;
    }
    if (state.epoch > this.reader.epoch) this.reader = state;
  }

  #isBehind(before: LogState): boolean {
    const { epoch, version } = this.reader;
    return epoch < before.epoch || (epoch === before.epoch && version < before.version);
  }

  expectOneHistory(): void {
    if (this.reader === empty) return;
    const commit = this.histories.flat().find(({ state }) => state.record === this.reader.record);
    const held = [...listEntries(this.reader)].map(([partKey, { digest }]) => [partKey, digest]).sort();
    expect(held).toEqual([...(commit?.content ?? [])].sort());
    expect(this.reader.state).toBe(commit?.record.state);
  }
}

describe('a follower of a log', () => {
  it('holds one history at one version, and never goes backwards', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(steps, (list) => {
        const world = new World();
        for (const step of list) world.take(step);
        seen.add(`version ${world.reader.version > 3} epoch ${world.reader.epoch > 1}`);
      }),
      { numRuns: 300 },
    );
    // The walks reach deep logs and raised epochs, or the property would say little.
    expect(seen).toContain('version true epoch true');
  });

  it('catches up with a history that it is handed in order, from wherever it is', () => {
    fc.assert(
      fc.property(fc.array(commitStep, { minLength: 1, maxLength: 20 }), fc.nat(19), (list, at) => {
        let history: History = [];
        list.forEach((step, number) => (history = commitTo(history, step, number)));
        let state = history[at % history.length]?.state ?? empty;
        for (const { record } of history) {
          const applied = applyVersion(state, record, sha256);
          if (applied.outcome === 'applied') state = applied.state;
        }
        expect(state).toEqual(history.at(-1)?.state);
      }),
      { numRuns: 100 },
    );
  });
});
