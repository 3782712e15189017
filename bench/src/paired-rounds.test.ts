import { describe, expect, it } from 'vitest';
import { measurePaired, quantile } from './paired-rounds.ts';

describe('quantile', () => {
  it('finds medians and edges, between two values too', () => {
    expect([0, 0.5, 1].map((share) => quantile([3, 1, 2], share))).toEqual([1, 2, 3]);
    expect(quantile([1, 2, 3, 4], 0.5)).toBe(2.5);
    expect(quantile([7], 0.9)).toBe(7);
  });
});

describe('measurePaired', () => {
  it('finds what costs ten times as much, and measures the reference as one', async () => {
    let sink = 0;
    const spin = (turns: number) => (count: number) => {
      for (let done = 0; done < count * turns; done++) sink = Math.imul(sink ^ done, 0x5bd1e995);
    };
    const [one, ten] = await measurePaired(
      [
        { name: 'one', run: spin(1_000) },
        { name: 'ten', run: spin(10_000) },
      ],
      { rounds: 15, slice: 2 },
    );
    expect(one).toMatchObject({ name: 'one', ratio: 1, spread: [1, 1], beyond: 0 });
    expect(ten?.ratio).toBeGreaterThan(2);
    expect(ten?.ratio).toBeLessThan(100);
    expect(ten?.beyond).toBeGreaterThan(0);
    expect(sink).not.toBe(0);
  });
});
