import { describe, expect, it } from 'vitest';
import { countryCodes, isKnownRegion, worldRegions } from './world-regions.ts';

describe('worldRegions', () => {
  it('hold each country of ISO 3166-1 once, and Kosovo', () => {
    const listed = Object.values(worldRegions).flat();
    expect(listed).toHaveLength(new Set(listed).size);
    // 249 codes are officially assigned.
    expect(countryCodes).toHaveLength(249 + 1);
    expect(countryCodes.every((code) => /^[A-Z]{2}$/.test(code))).toBe(true);
  });

  it('hold only codes that have an English name', () => {
    const names = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
    expect(countryCodes.filter((code) => names.of(code) === undefined)).toEqual([]);
  });

  it('have as many countries as UN M49 counts, Taiwan and Kosovo aside', () => {
    const count = (...parts: (keyof typeof worldRegions)[]) =>
      parts.flatMap((part) => worldRegions[part]).length;
    expect(count('northernAfrica', 'easternAfrica', 'middleAfrica', 'southernAfrica', 'westernAfrica')).toBe(
      60,
    );
    expect(count('northernAmerica', 'caribbean', 'centralAmerica', 'southAmerica')).toBe(57);
    expect(count('centralAsia', 'easternAsia', 'southEasternAsia', 'southernAsia', 'westernAsia')).toBe(
      50 + 1,
    );
    expect(count('easternEurope', 'northernEurope', 'southernEurope', 'westernEurope')).toBe(51 + 1);
    expect(count('oceania')).toBe(29);
  });
});

describe('isKnownRegion', () => {
  it.each(['DE', 'US-CA', 'XK', 'FR-75', 'GB-ENG'])('knows %s', (code) =>
    expect(isKnownRegion(code)).toBe(true),
  );
  it.each(['UK', 'ZZ', 'EU', 'ZZ-1', 'de', 'DEU', ''])('does not know %j', (code) =>
    expect(isKnownRegion(code)).toBe(false),
  );
});
