import { expect, it } from 'vitest';
import { Lag } from './lag.ts';

const at = (first: number, last = first) => ({ first, last });

it('is of the first version that was missed', () => {
  const lag = new Lag();
  expect(lag.isLate(undefined, 50_000)).toBe(false);
  expect(lag.isLate(at(50_000), 50_100)).toBe(false);
  expect(lag.isLate(at(60_000), 64_100)).toBe(true);
  expect(lag.isLate(at(70_000, 79_900), 80_000)).toBe(true);
  expect(lag.isLate(at(90_000), 93_900)).toBe(false);
});

it.each([-60_000, 60_000])(
  'goes by how late versions come usually where clocks differ by %d ms',
  (difference) => {
    const lag = new Lag();
    for (let version = 1; version <= 3; version++)
      lag.isLate(at(version * 10_000), version * 10_000 + 50 + difference);
    expect(lag.isLate(at(50_000), 50_300 + difference)).toBe(false);
    expect(lag.isLate(at(60_000), 64_100 + difference)).toBe(true);
  },
);
