import { expect, it } from 'vitest';
import { comparePositions } from './compare-positions.ts';

it('orders positions by their epoch, then by their version', () => {
  const ordered = [
    { epoch: 1, version: 9 },
    { epoch: 1, version: 10 },
    { epoch: 2, version: 1 },
    { epoch: 2, version: 2 },
  ];
  expect([...ordered].reverse().sort(comparePositions)).toEqual(ordered);
  expect(comparePositions({ epoch: 2, version: 1 }, { epoch: 2, version: 1 })).toBe(0);
});
