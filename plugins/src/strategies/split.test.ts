import { createSubject } from '@hoist/core';
import type { Json } from '@hoist/core';
import { describe, expect, it } from 'vitest';
import { split } from './split.ts';

type Range = [from: number, to: number, variant: string];
const toParams = (...ranges: Range[]): Json => ({
  ranges: ranges.map(([from, to, variant]) => ({ from, to, variant })),
});
const issuesOf = (params: Json) => {
  const result = split.bind(params);
  return result.ok ? [] : result.issues.map(({ path, message }) => `${path}: ${message}`);
};
const assign = (params: Json, targetingKey: string) => {
  const result = split.bind(params);
  return result.ok
    ? result.bound.assign(createSubject({ context: { targetingKey }, salt: 'checkout' }))
    : undefined;
};

describe('split', () => {
  it('refuses ranges with a gap, an overlap, an empty one, or an end before the last bucket', () => {
    expect(issuesOf(toParams([0, 10, 'on'], [20, 100_000, 'off']))).toEqual([
      'ranges.1.from: This range must begin at 10, where the one before it ends.',
    ]);
    expect(issuesOf(toParams([0, 20, 'on'], [10, 100_000, 'off']))).toHaveLength(1);
    expect(issuesOf(toParams([0, 0, 'on'], [0, 100_000, 'off']))).toEqual([
      'ranges.0.to: A range must end after it begins.',
    ]);
    expect(issuesOf(toParams([0, 50_000, 'on']))).toEqual([
      'ranges.0.to: The last range must end at 100000, so that everybody gets a version.',
    ]);
    expect(issuesOf(toParams([1, 100_000, 'on']))).toHaveLength(1);
    expect(issuesOf({ ranges: [] })).toEqual(['ranges: Enter at least one range.']);
    expect(issuesOf(toParams([0, 1.5, 'on'], [1.5, 100_000, 'off'])).length).toBeGreaterThan(0);
    expect(issuesOf(toParams([0, 100_001, 'on'])).length).toBeGreaterThan(0);
  });

  it('serves each bucket the range it falls into, edges included', () => {
    // user-5 of this salt has bucket 6535.
    expect(
      assign(toParams([0, 6_535, 'before'], [6_535, 6_536, 'exactly'], [6_536, 100_000, 'after']), 'user-5'),
    ).toBe('exactly');
    expect(assign(toParams([0, 6_536, 'before'], [6_536, 100_000, 'after']), 'user-5')).toBe('before');
  });

  it('moves only those between the old edge and the new when weights change', () => {
    const before = toParams([0, 33_000, 'red'], [33_000, 66_000, 'green'], [66_000, 100_000, 'blue']);
    const after = toParams(
      [0, 20_000, 'red'],
      [20_000, 33_000, 'blue'],
      [33_000, 66_000, 'green'],
      [66_000, 100_000, 'blue'],
    );
    let moved = 0;
    for (let person = 0; person < 10_000; person++) {
      if (assign(before, `user-${person}`) !== assign(after, `user-${person}`)) moved++;
    }
    expect(moved / 10_000).toBeCloseTo(0.13, 1);
  });

  it('says what share each version has, however its ranges are scattered', () => {
    const result = split.bind(
      toParams([0, 20_000, 'red'], [20_000, 33_000, 'blue'], [33_000, 100_000, 'red']),
    );
    expect(result.ok && result.bound.shares).toEqual([
      { variant: 'red', share: 87_000 },
      { variant: 'blue', share: 13_000 },
    ]);
  });

  it('needs no unit where all ranges give one version', () => {
    const result = split.bind(toParams([0, 10, 'on'], [10, 100_000, 'on']));
    expect(result.ok && result.bound.assign(createSubject({ context: {} }))).toBe('on');
  });
});
