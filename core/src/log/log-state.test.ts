import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Json } from '../model/json.ts';
import {
  applyVersion,
  emptyLogState,
  findEntry,
  findStateChange,
  listEntries,
  nextVersion,
  restoreLogState,
} from './log-state.ts';
import type { LogState } from './log-state.ts';
import { publishedSegmentSchema } from '../model/published.ts';
import { readPart, toPart } from './part.ts';
import { sha256 } from '../testing.ts';
import { digestOfRecord, versionRecordSchema } from './version.ts';
import type { VersionRecord } from './version.ts';

interface Golden {
  readonly empty: string;
  readonly parts: readonly { readonly value: Json; readonly digest: string; readonly text: string }[];
  readonly records: readonly { readonly record: VersionRecord; readonly digest: string }[];
}
const golden = JSON.parse(readFileSync(new URL('../../golden/log.json', import.meta.url), 'utf8')) as Golden;
const log = 'environment/prod';
const start = emptyLogState(log, sha256);
const a = 'a'.repeat(64);
const b = 'b'.repeat(64);

function commit(state: LogState, parts: Partial<VersionRecord> = {}) {
  const change = {
    set: [],
    removed: [],
    idempotencyKey: 'act',
    kind: 'edited',
    who: { kind: 'person', id: 'p', name: 'Mira' },
    when: '2026-11-22T12:00:00Z',
    said: 'changed it',
    comment: null,
    ...parts,
  };
  return nextVersion(state, change, sha256);
}
const first = commit(start, { set: [['flag/a', a]] });
const second = commit(first.state, { set: [['flag/b', b]], removed: ['flag/a'] });

describe('golden files, recomputed by another program when they were made', () => {
  it('fix the state of an empty log', () => {
    expect(start.state).toBe(golden.empty);
  });

  it.each(golden.parts)('fix the text and digest of the part $text', ({ value, digest, text }) => {
    expect(toPart(value, sha256)).toEqual({ digest, text });
    expect(readPart({ digest, text }, sha256)).toEqual(value);
  });

  it('hold a segment as environments serve it', () => {
    const [segment] = golden.parts;
    expect(publishedSegmentSchema.parse(segment?.value)).toEqual(segment?.value);
  });

  it('fix records, states and digests of a log', () => {
    let state = start;
    for (const { record, digest } of golden.records) {
      const made = nextVersion(state, versionRecordSchema.parse(record), sha256);
      expect(made.record).toEqual(record);
      expect(digestOfRecord(made.record, sha256)).toBe(digest);
      const applied = applyVersion(state, record, sha256);
      expect(applied).toEqual({ outcome: 'applied', state: made.state });
      state = made.state;
    }
    expect(state).toMatchObject({ epoch: 2, version: 3, record: golden.records.at(-1)?.digest });
  });
});

describe('readPart', () => {
  it('refuses a text that is not what its digest names', () => {
    const part = toPart({ a: 1 }, sha256);
    expect(() => readPart({ ...part, text: '{"a":2}' }, sha256)).toThrow(part.digest);
  });
});

describe('applyVersion', () => {
  const apply = (state: LogState, record: VersionRecord) => applyVersion(state, record, sha256);
  const fork = commit(first.state, { set: [['flag/c', a]] });

  it('applies the next version, and shares what it does not touch', () => {
    expect(apply(first.state, second.record)).toEqual({ outcome: 'applied', state: second.state });
    expect([...listEntries(second.state)]).toEqual([['flag/b', { digest: b, version: 2 }]]);
    expect(findEntry(second.state, 'flag/a', sha256)).toBeUndefined();
    const untouched = second.state.buckets.filter((bucket, index) => bucket === start.buckets[index]);
    expect(untouched.length).toBeGreaterThanOrEqual(254);
  });

  it('knows what it has applied', () => {
    expect(apply(second.state, second.record)).toEqual({ outcome: 'known' });
    expect(apply(second.state, first.record)).toEqual({ outcome: 'known' });
  });

  it('says that versions between are missing', () => {
    expect(apply(start, second.record)).toEqual({ outcome: 'gap' });
  });

  it('calls the same version with another content, and a next one of another history, a conflict', () => {
    expect(apply(fork.state, second.record)).toMatchObject({ outcome: 'conflict' });
    expect(apply(fork.state, commit(second.state).record)).toMatchObject({ outcome: 'conflict' });
  });

  it('follows into a newer epoch, and back into none', () => {
    const raised = nextVersion(second.state, { ...second.record, set: [], removed: [], epoch: 2 }, sha256);
    expect(apply(second.state, raised.record)).toMatchObject({
      outcome: 'applied',
      state: { epoch: 2, version: 3 },
    });
    expect(apply(raised.state, commit(second.state).record)).toEqual({ outcome: 'stale' });
  });

  it('asks to read again when a newer epoch does not continue what was read', () => {
    const restored = nextVersion(start, { ...first.record, epoch: 2 }, sha256);
    expect(apply(second.state, restored.record)).toEqual({ outcome: 'rebase' });
    expect(apply(second.state, commit(restored.state).record)).toEqual({ outcome: 'rebase' });
    const elsewhere = nextVersion(fork.state, { ...first.record, epoch: 2 }, sha256);
    expect(apply(second.state, elsewhere.record)).toEqual({ outcome: 'rebase' });
  });

  it.each<[string, Partial<VersionRecord>]>([
    ['of another log', { log: 'definitions' }],
    ['whose parts do not add up', { set: [['flag/b', a]] }],
    ['that lacks a part', { set: [] }],
    ['that removes what is not there', { removed: ['flag/a', 'flag/z'] }],
    ['that names another state', { state: a }],
  ])('refuses a record %s, with a reason', (_what, damage) => {
    expect(apply(first.state, { ...second.record, ...damage })).toMatchObject({
      outcome: 'refused',
      reason: expect.stringMatching(/\w/),
    });
  });
});

describe('restoreLogState', () => {
  it('gives the state of a copy that adds up, and nothing for one that does not', () => {
    const entries = [...listEntries(second.state)];
    expect(restoreLogState(second.state, entries, sha256)).toEqual(second.state);
    expect(restoreLogState(second.state, [], sha256)).toBeUndefined();
  });
});

describe('what changed between two states', () => {
  it('is what is new, what has another content or version, and what is gone', () => {
    expect(findStateChange(start, first.state)).toEqual({
      set: [['flag/a', { digest: a, version: 1 }]],
      removed: [],
    });
    expect(findStateChange(first.state, second.state)).toEqual({
      set: [['flag/b', { digest: b, version: 2 }]],
      removed: ['flag/a'],
    });
    const again = commit(second.state, { set: [['flag/b', b]] });
    expect(findStateChange(second.state, again.state)).toEqual({
      set: [['flag/b', { digest: b, version: 3 }]],
      removed: [],
    });
    expect(findStateChange(again.state, again.state)).toEqual({ set: [], removed: [] });
  });
});
