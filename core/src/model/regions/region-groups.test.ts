import { describe, expect, it } from 'vitest';
import { findRegionGroup, regionGroups } from './region-groups.ts';
import { isKnownRegion } from './world-regions.ts';

const codesOf = (key: string) => findRegionGroup(key)?.codes ?? [];

describe('regionGroups', () => {
  it.each(regionGroups.map((group) => [group.key, group] as const))(
    '%s lists known countries, each once, with a dated source',
    (key, { name, codes, source }) => {
      const countries = codes.filter((code) => code !== 'EU');
      expect(countries.filter((code) => !isKnownRegion(code))).toEqual([]);
      expect(codes).toEqual([...new Set(codes)].sort());
      expect(key).toMatch(/^[A-Z]{2,16}$/);
      expect(name).not.toBe('');
      expect(source).toMatch(/\d{4}|^customary/);
    },
  );

  it('know the 27 members of the EU, and its parts with codes of their own', () => {
    const parts = ['AX', 'GF', 'GP', 'MF', 'MQ', 'RE', 'YT', 'EU'];
    expect(codesOf('EU').filter((code) => !parts.includes(code))).toHaveLength(27);
    expect(codesOf('EU')).toEqual(expect.arrayContaining(parts));
    expect(codesOf('EU')).not.toEqual(expect.arrayContaining(['GB']));
  });

  it('put the EEA together from the EU and all of EFTA but Switzerland', () => {
    expect(codesOf('EEA').filter((code) => !codesOf('EU').includes(code))).toEqual(['IS', 'LI', 'NO']);
    expect(codesOf('EFTA')).toEqual(['CH', 'IS', 'LI', 'NO']);
  });

  it('give the eurozone 21 members, all of them in the EU', () => {
    expect(codesOf('EUROZONE')).toHaveLength(21 + 7);
    expect(codesOf('EUROZONE').every((code) => codesOf('EU').includes(code))).toBe(true);
  });

  it('leave no country in two of LATAM, APAC and EMEA', () => {
    const all = [...codesOf('LATAM'), ...codesOf('APAC'), ...codesOf('EMEA')];
    expect(all).toHaveLength(new Set(all).size);
  });
});
