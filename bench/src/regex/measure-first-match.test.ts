import { expect, it } from 'vitest';
import { measureFirstMatch } from './measure-first-match.ts';

it('measures the first match of hostile patterns, and of all that an environment may have, in processes of their own', async () => {
  const rows = await measureFirstMatch(1);
  expect(rows.map(({ against, goal }) => [against, goal])).toEqual([
    ['5 ms', 1],
    ['100 ms', 1],
  ]);
  // Some kernels count a thread's time in steps of milliseconds.
  for (const { value } of rows) expect(Number.isFinite(value)).toBe(true);
});
