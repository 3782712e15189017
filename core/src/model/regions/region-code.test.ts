import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countryOf, toRegionCode } from './region-code.ts';

describe('toRegionCode', () => {
  it('takes any case', () => {
    expect(toRegionCode('us-ca')).toBe(toRegionCode('US-CA'));
    expect(toRegionCode('De')).toBe(toRegionCode('DE'));
  });

  it('knows the country of a subdivision', () => {
    const california = toRegionCode('US-CA') ?? -1;
    expect(countryOf(california)).toBe(toRegionCode('US'));
    expect(countryOf(toRegionCode('US') ?? -1)).toBe(toRegionCode('US'));
  });

  it.each([
    '',
    'D',
    'DEU',
    'DE-',
    'DE-ABCD',
    'D1',
    '1E',
    'DE_BY',
    'Germany',
    ' DE',
    'DE-B!',
    'ДЕ',
    'ſs',
    7,
    null,
    undefined,
    {},
  ])('refuses %j', (text) => {
    expect(toRegionCode(text)).toBeUndefined();
  });

  it('gives different regions different codes', () => {
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
    const country = fc
      .tuple(fc.constantFrom(...letters), fc.constantFrom(...letters))
      .map((pair) => pair.join(''));
    const part = fc
      .array(fc.constantFrom(...letters, ...'0123456789'), { maxLength: 3 })
      .map((characters) => (characters.length > 0 ? `-${characters.join('')}` : ''));
    const region = fc.tuple(country, part).map((pair) => pair.join(''));
    fc.assert(
      fc.property(region, region, (one, other) => {
        expect(toRegionCode(one) === toRegionCode(other)).toBe(one === other);
      }),
    );
  });
});
