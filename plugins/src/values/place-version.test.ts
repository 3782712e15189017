import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeVersion } from './place-version.ts';
import { compareToVersion, versionSchema } from './version.ts';

const number = fc.oneof(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 99_998, max: 100_001 }));
const version = fc
  .tuple(number, number, number, fc.constantFrom('', '', '-alpha', '-beta'))
  .map(([major, minor, patch, tag]) => `${major}.${minor}.${patch}${tag}`);

describe('placeVersion', () => {
  it('orders versions of one axis as comparing them does', () => {
    fc.assert(
      fc.property(version, version, (one, other) => {
        const [a, b] = [placeVersion(versionSchema.parse(one)), placeVersion(versionSchema.parse(other))];
        if (a.axis !== b.axis) return;
        expect(Math.sign(a.at - b.at)).toBe(
          Math.sign(compareToVersion(one, versionSchema.parse(other)) ?? NaN),
        );
      }),
      { numRuns: 2_000 },
    );
  });

  it('compares releases with each other, and a pre-release with itself', () => {
    const axis = (text: string) => placeVersion(versionSchema.parse(text)).axis;
    expect(axis('1')).toBe(axis('v99999.99999.99999+build'));
    expect(axis('2.0.0-beta')).toBe(axis('2.0.0-beta'));
    expect(axis('2.0.0-beta')).not.toBe(axis('2.0.0-alpha'));
    expect(axis('100000.0.0')).not.toBe(axis('1'));
  });
});
