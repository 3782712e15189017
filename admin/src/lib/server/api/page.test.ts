import { describe, expect, it } from 'vitest';
import { refusalOf } from '../testing.ts';
import { toPage } from './page.ts';
import type { PageQuery, Position } from './page.ts';

const inOrder = {
  list: 'letters',
  positionOf: (position: Position) => position,
  show: ([, , key]: Position) => key,
};
const page = (entries: readonly Position[], query: PageQuery) => toPage(entries, query, inOrder);

describe('a page of a list', () => {
  const entries: Position[] = [
    [0, 'beta', 'b'],
    [0, 'Alpha', 'c'],
    [0, 'alpha', 'a'],
    [-1, 'zulu', 'z'],
  ];

  it('is in the order of rank, name and key', () => {
    expect(page(entries, { limit: 9 })).toEqual({ items: ['z', 'a', 'c', 'b'], next: null });
  });

  it('ends without a next page where it is full with the last entry', () => {
    expect(page(entries, { limit: 4 }).next).toBeNull();
    expect(page([], { limit: 4 })).toEqual({ items: [], next: null });
  });

  it('shares and skips no entry, whatever is added or removed between two pages', () => {
    const first = page(entries, { limit: 2 });
    const changed = [...entries.slice(0, 2), [0, 'aaa', 'new'], [0, 'gamma', 'late']] as Position[];
    const second = page(changed, { limit: 1, after: first.next ?? '' });
    const third = page(changed, { limit: 9, after: second.next ?? '' });
    expect([first.items, second.items, third.items, third.next]).toEqual([
      ['z', 'a'],
      ['c'],
      ['b', 'late'],
      null,
    ]);
  });

  it('describes only what it shows', () => {
    const shown: string[] = [];
    const many = Array.from({ length: 1_000 }, (_, at): Position => [at, '', `${at}`]);
    toPage(many, { limit: 3 }, { ...inOrder, show: ([, , key]) => void shown.push(key) });
    expect(shown).toEqual(['0', '1', '2']);
  });

  it('takes no position of another list', async () => {
    const { next } = toPage(entries, { limit: 1 }, { ...inOrder, list: 'numbers' });
    const refusal = await refusalOf(async () => page(entries, { limit: 1, after: next ?? '' }));
    expect(refusal.errors).toEqual([expect.objectContaining({ code: 'no-such-page' })]);
  });

  it.each(['x', 'W10', 'bnVsbA', ''])('refuses %j, which no answer gave as next', async (after) => {
    const refusal = await refusalOf(async () => page(entries, { limit: 1, after }));
    expect([refusal.status, refusal.errors]).toEqual([
      422,
      [expect.objectContaining({ parameter: 'after', code: 'no-such-page' })],
    ]);
  });
});
