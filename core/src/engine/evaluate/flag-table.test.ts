import { describe, expect, it } from 'vitest';
import { buildFlag, buildRuleset, buildSetting, testRegistry } from '../../testing.ts';
import type { CompiledFlag } from '../nodes/compiled-flag.ts';
import { compileRuleset } from '../compile/compile-ruleset.ts';
import { FlagTable } from './flag-table.ts';

const make = (...keys: string[]): Map<string, CompiledFlag> => {
  const ruleset = buildRuleset(keys.map((key) => buildFlag(key, buildSetting())));
  return new Map(compileRuleset(ruleset, testRegistry).flags);
};

describe('FlagTable', () => {
  const flags = make('c', 'a', 'B');
  const table = FlagTable.empty.with(flags, []);

  it('keeps flags in the order of their keys, as a map does', () => {
    const sorted = ['B', 'a', 'c'];
    expect([...table.keys()]).toEqual(sorted);
    expect([...table.values()].map(({ key }) => key)).toEqual(sorted);
    expect([...table].map(([key, flag]) => [key, flag.key])).toEqual(sorted.map((key) => [key, key]));
    const visited: string[] = [];
    table.forEach((flag, key) => visited.push(`${flag.key} ${key}`));
    expect(visited).toEqual(['B B', 'a a', 'c c']);
    expect([table.size, table.has('a'), table.has('b'), table.get('b')]).toEqual([3, true, false, undefined]);
    expect(table.get('a')).toBe(flags.get('a'));
  });

  it('replaces flags, and leaves the table before as it was', () => {
    const fresh = make('a');
    const next = table.with(fresh, []);
    expect(next.get('a')).toBe(fresh.get('a'));
    expect(table.get('a')).toBe(flags.get('a'));
    expect([...next.keys()]).toEqual([...table.keys()]);
  });

  it('adds and removes flags in their places', () => {
    const next = table.with(make('b', 'a'), ['B', 'a', 'gone']);
    expect([...next.values()].map(({ key }) => key)).toEqual(['a', 'b', 'c']);
    expect([...table.keys()]).toEqual(['B', 'a', 'c']);
  });

  it('is the identical table when nothing changes', () => {
    expect(table.with(new Map(), ['unknown'])).toBe(table);
  });
});
