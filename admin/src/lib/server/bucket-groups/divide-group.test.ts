import { describe, expect, it } from 'vitest';
import { divideBucketGroup, movedShare, sharesOfBucketGroup } from './divide-group.ts';
import { refusalOf } from '../testing.ts';

const halves = [
  { from: 0, to: 50_000, flag: 'a' },
  { from: 50_000, to: 100_000, flag: 'b' },
];
const fieldsOf = async (shares: readonly { flag: string; share: number }[]) =>
  (await refusalOf(async () => divideBucketGroup([], shares))).fields;

describe('divideBucketGroup', () => {
  it('lays first shares out one after another, and leaves the rest to nobody', () => {
    const ranges = divideBucketGroup(
      [],
      [
        { flag: 'a', share: 40_000 },
        { flag: 'b', share: 35_000 },
      ],
    );
    expect(ranges).toEqual([
      { from: 0, to: 40_000, flag: 'a' },
      { from: 40_000, to: 75_000, flag: 'b' },
    ]);
  });

  it('moves only what one flag gives to another', () => {
    const ranges = divideBucketGroup(halves, [
      { flag: 'a', share: 40_000 },
      { flag: 'b', share: 50_000 },
      { flag: 'c', share: 10_000 },
    ]);
    expect(movedShare(halves, ranges)).toBe(10_000);
    expect(ranges).toContainEqual({ from: 50_000, to: 100_000, flag: 'b' });
    expect(sharesOfBucketGroup(ranges)).toEqual([
      { flag: 'a', share: 40_000 },
      { flag: 'c', share: 10_000 },
      { flag: 'b', share: 50_000 },
    ]);
  });

  it('takes a share from everybody in it when its flag is left out, and fills gaps first', () => {
    const alone = divideBucketGroup(halves, [{ flag: 'b', share: 50_000 }]);
    expect(alone).toEqual([{ from: 50_000, to: 100_000, flag: 'b' }]);
    const more = divideBucketGroup(alone, [{ flag: 'b', share: 60_000 }]);
    expect(movedShare(alone, more)).toBe(10_000);
  });

  it('refuses more than everybody, and two shares for one flag', async () => {
    expect(
      await fieldsOf([
        { flag: 'a', share: 60_000 },
        { flag: 'b', share: 40_001 },
      ]),
    ).toEqual({ shares: 'The shares add up to 100.001 %. They can have 100 % at most.' });
    const twice = [
      { flag: 'a', share: 1 },
      { flag: 'a', share: 2 },
    ];
    expect(await fieldsOf(twice)).toEqual({ 'shares.1.flag': "'a' has a share already." });
  });
});
