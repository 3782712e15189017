import { describe, expect, it } from 'vitest';
import { findRegion } from './find-region.ts';

const regions = [
  { key: 'DE', name: 'Germany' },
  { key: 'US-CA', name: 'California, United States' },
  { key: 'EU', name: 'European Union' },
];

describe('a region as it is typed', () => {
  it.each([
    ['DE', 'DE'],
    [' de ', 'DE'],
    ['germany', 'DE'],
    ['us-ca', 'US-CA'],
    ['European Union', 'EU'],
    ['Atlantis', 'Atlantis'],
    ['', ''],
  ])('%j is %j', (typed, key) => expect(findRegion(typed, regions)).toBe(key));
});
