import { describe, expect, it } from 'vitest';
import { roundTicks, toPath } from './chart-scale.ts';

describe('roundTicks', () => {
  it.each([
    [0, [0, 1]],
    [1, [0, 1]],
    [3, [0, 1, 2, 3]],
    [10, [0, 2, 4, 6, 8, 10]],
    [7_400, [0, 2_000, 4_000, 6_000, 8_000]],
    [450_000, [0, 100_000, 200_000, 300_000, 400_000, 500_000]],
  ])('of %i are %j', (most, ticks) => {
    expect(roundTicks(most)).toEqual(ticks);
  });
});

describe('toPath', () => {
  it('runs from left to right, zero at the bottom', () => {
    expect(toPath([0, 5, 10], 10)).toBe('M0 10L1 5L2 0');
  });
});
