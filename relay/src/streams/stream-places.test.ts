import { expect, it } from 'vitest';
import { StreamPlaces } from './stream-places.ts';

it.each([
  [5_000, 4_500],
  [20, 18],
  [5, 4],
  [2, 1],
])('of %i places one key takes %i, and leaves the others to other keys', (total, most) => {
  const places = new StreamPlaces({ total, perAddress: undefined });
  for (let taken = 0; taken < most; taken++) places.take('greedy', 'anywhere');
  expect(places.findFull('greedy', 'anywhere')).toBe('key');
  expect(places.findFull('other', 'anywhere')).toBeUndefined();
});
