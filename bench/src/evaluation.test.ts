import { describe, expect, it } from 'vitest';
import { measureEvaluation } from './evaluation.ts';

describe('measureEvaluation', async () => {
  const rows = await measureEvaluation({ rounds: 3, slice: 1 });

  it('gives a row for every kind of flag and of load, with its goal beside its ratio', () => {
    expect(rows.map(({ name }) => name)).toEqual([
      'map lookup',
      'evaluate boolean',
      'evaluate segment',
      'evaluate rollout',
      'evaluate multivariate',
      'evaluate boolean, allocated',
      'evaluate segment, allocated',
      'evaluate rollout, allocated',
      'evaluate multivariate, allocated',
    ]);
    for (const { value, ratio, against, goal } of rows) {
      expect(value).toBeGreaterThanOrEqual(0);
      expect(ratio === null).toBe(against === null);
      expect(goal === null).toBe(against === null);
    }
  });

  it('finds that an evaluation allocates nothing', () => {
    const bytes = rows.filter(({ unit }) => unit === 'B').map(({ value }) => value);
    expect(Math.max(...bytes)).toBeLessThan(8);
  });
});
