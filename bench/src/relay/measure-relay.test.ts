import { expect, it } from 'vitest';
import { measureRelay } from './measure-relay.ts';

it('measures the relay beside plain node:http, single and bulk, and stops by itself', async () => {
  const rows = await measureRelay({ rounds: 2, slice: 40 });
  const floors = rows.filter(({ against }) => against === null);
  expect(floors.map(({ name }) => name)).toEqual(['plain node:http, single', 'plain node:http, bulk of 100']);
  expect(rows.length - floors.length).toBe(4);
  for (const { value } of rows) expect(value).toBeGreaterThan(0);
  for (const { ratio } of rows) if (ratio !== null) expect(ratio).toBeGreaterThan(0.1);
});
