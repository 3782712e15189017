import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyListChange, findListChange } from './list-change.ts';

interface Item {
  readonly key: string;
}
const item = (key: string): Item => ({ key });
const [a, b, c, d] = ['a', 'b', 'c', 'd'].map(item) as [Item, Item, Item, Item];

describe('findListChange', () => {
  it('finds nothing between two lists of the same objects', () => {
    expect(findListChange([a, b], [a, b])).toEqual({ set: [], removed: [] });
  });

  it('finds what is new, what is another object, and what is gone', () => {
    const other = item('c');
    expect(findListChange([a, c, d], [a, b, other])).toEqual({ set: [b, other], removed: ['d'] });
    expect(findListChange([a, b, c], [c])).toEqual({ set: [], removed: ['a', 'b'] });
    expect(findListChange([], [a])).toEqual({ set: [a], removed: [] });
  });

  it('makes the second list out of the first, in whatever order they are', () => {
    const keys = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g'), { maxLength: 7 });
    fc.assert(
      fc.property(keys, keys, fc.array(fc.boolean()), (first, second, kept) => {
        const before = first.map(item);
        const after = second.map((key, index) => {
          const same = before.find((one) => one.key === key);
          return same && kept[index] ? same : item(key);
        });
        const { set, removed } = findListChange(before, after);
        const made = new Map(before.map((one) => [one.key, one]));
        for (const key of removed) made.delete(key);
        for (const one of set) made.set(one.key, one);
        expect(made.size).toBe(after.length);
        for (const one of after) expect(made.get(one.key)).toBe(one);
      }),
    );
  });
});

describe('applyListChange', () => {
  it('sets, adds and removes in a sorted list, and leaves the list before as it was', () => {
    const before = [a, c];
    const other = item('c');
    expect(applyListChange(before, { set: [d, other, b], removed: ['a', 'gone'] })).toEqual([b, other, d]);
    expect(before).toEqual([a, c]);
  });

  it('puts a list in order that is not', () => {
    expect(applyListChange([d, a], { set: [b], removed: ['d'] })).toEqual([a, b]);
    expect(applyListChange([c, b, a], { set: [], removed: [] })).toEqual([a, b, c]);
  });

  it('leads where the change was found from', () => {
    const keys = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'B'), { maxLength: 8 });
    fc.assert(
      fc.property(keys, keys, (first, second) => {
        const [before, after] = [first, second].map((list) => [...list].sort().map(item)) as [Item[], Item[]];
        const applied = applyListChange(before, findListChange(before, after));
        expect(applied.length).toBe(after.length);
        applied.forEach((one, index) => expect(one).toBe(after[index]));
      }),
    );
  });
});
