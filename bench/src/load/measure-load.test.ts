import { expect, it } from 'vitest';
import { measureLoad } from './measure-load.ts';

it('measures loading, one change, and memory, each goal beside its ratio', async () => {
  const rows = await measureLoad({ rounds: 2, slice: 1 }, 400);
  expect(rows.map(({ name }) => name)).toEqual([
    'JSON.parse of 400 flags',
    'parse and check 400 flags',
    'compile 400 flags',
    'change 1 of 400 flags',
    'longest turn of loading 400 flags',
    'heap of 400 flags, parsed',
    'heap that compiling 400 flags adds',
    'and evaluating each for 100 people',
    'heap of a segment of 100,000 IDs',
    'membership in 100,000 IDs',
  ]);
  for (const { ratio, against, goal, unit, value } of rows) {
    expect(Number.isFinite(value)).toBe(true);
    expect((goal === null) === (ratio === null) && (ratio === null) === (against === null)).toBe(true);
    if (unit === 'ms') expect(value).toBeGreaterThan(0);
  }
});
