import { expect, it } from 'vitest';
import { measureBulk } from './measure-bulk.ts';

it('measures the bulk answer beside JSON.stringify, after checking that they are the same bytes', async () => {
  const rows = await measureBulk({ rounds: 2, slice: 1 });
  expect(rows.map(({ name, against, goal }) => [name, against, goal])).toEqual([
    ['objects and JSON.stringify', null, null],
    ['bulk of 100 flags', 'objects and JSON.stringify', 0.25],
    ['bulk with its entity tag', 'objects and JSON.stringify', null],
    ['evaluating alone', 'objects and JSON.stringify', null],
  ]);
  for (const { value } of rows) expect(value).toBeGreaterThan(0);
});
