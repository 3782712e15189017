import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareToVersion, isCompatible, versionSchema } from './version.ts';

const parse = (text: string) => versionSchema.parse(text);
const compare = (one: string, other: string) => Math.sign(compareToVersion(one, parse(other)) ?? Number.NaN);

describe('compareToVersion', () => {
  it('puts versions in the order of Semantic Versioning', () => {
    const ordered = [
      '0.0.0',
      '0.9.0',
      '1.0.0-0',
      '1.0.0-2',
      '1.0.0-10',
      '1.0.0-99999999999999999999',
      '1.0.0--',
      '1.0.0-1a',
      '1.0.0-A',
      '1.0.0-alpha',
      '1.0.0-alpha.1',
      '1.0.0-alpha.beta',
      '1.0.0-alpha1',
      '1.0.0-beta',
      '1.0.0-beta.2',
      '1.0.0-beta.11',
      '1.0.0-rc.1',
      '1.0.0',
      '1.0.1-a',
      '1.2.0',
      '1.10.0',
      '2.0.0',
      '999999999999999.0.0',
    ];
    ordered.forEach((one, index) =>
      ordered.forEach((other, place) =>
        expect([one, other, compare(one, other)]).toEqual([one, other, Math.sign(index - place)]),
      ),
    );
  });

  it.each([
    ['v1.2.3', '1.2.3'],
    ['V1.2.3', 'v1.2.3'],
    ['1', '1.0.0'],
    ['1.2', '1.2.0'],
    ['v2-beta', '2.0.0-beta'],
    ['1.2.3+build.7', '1.2.3'],
    ['1.2.3-a+001', '1.2.3-a+b'],
  ])('takes %s for the same as %s', (one, other) => expect(compare(one, other)).toBe(0));

  it.each([
    '',
    'v',
    'one',
    '1.',
    '.1',
    '1..2',
    '1.2.3.4',
    '01.2.3',
    '1.02',
    '1.2.3-',
    '1.2.3-a..b',
    '1.2.3-01',
    '1.2.3+',
    '1.2.3 ',
    ' 1.2.3',
    '=1.2.3',
    '1.2.x',
    '-1.0.0',
    '1,2',
    '１.0.0',
    '1.2.3-ü',
    '1234567890123456.0.0',
    `1.0.0-${'a'.repeat(260)}`,
  ])('knows that %j is no version', (text) => {
    expect(compareToVersion(text, parse('1.0.0'))).toBeUndefined();
    expect(versionSchema.safeParse(text).success).toBe(false);
  });

  it('is an order: each two are the same or one is older, whichever way they are asked', () => {
    const tag = fc.constantFrom('0', '7', '10', 'a', 'B', '-', 'rc1');
    const version = fc
      .tuple(fc.nat(3), fc.nat(3), fc.nat(3), fc.array(tag, { maxLength: 3 }))
      .map(
        ([major, minor, patch, tags]) =>
          `${major}.${minor}.${patch}${tags.length > 0 ? `-${tags.join('.')}` : ''}`,
      );
    fc.assert(
      fc.property(version, version, version, (one, other, third) => {
        expect(compare(one, other) + compare(other, one)).toBe(0);
        expect(compare(one, other) === 0).toBe(one === other);
        expect(compare(`v${one}`, other)).toBe(compare(one, other));
        if (compare(one, other) <= 0 && compare(other, third) <= 0) expect(compare(one, third)).not.toBe(1);
      }),
    );
  });
});

describe('isCompatible', () => {
  const caret = (actual: string, operand: string) => isCompatible(actual, parse(operand), 'major');
  const tilde = (actual: string, operand: string) => isCompatible(actual, parse(operand), 'minor');

  it.each([
    ['1.2.3', '1.2.3', true],
    ['1.9.0', '1.2.3', true],
    ['1.2.2', '1.2.3', false],
    ['2.0.0', '1.2.3', false],
    ['2.0.0-beta', '1.2.3', false],
    ['1.3.0-beta', '1.2.3', true],
    ['1.2.3-beta', '1.2.3', false],
    ['0.2.9', '0.2.3', true],
    ['0.3.0', '0.2.3', false],
    ['0.0.3', '0.0.3', true],
    ['0.0.4', '0.0.3', false],
    ['0.0.3', '0.0.3-beta', true],
    ['1.x', '1.2.3', undefined],
  ])('says of %s for ^%s: %s', (actual, operand, expected) => expect(caret(actual, operand)).toBe(expected));

  it.each([
    ['1.2.9', '1.2.3', true],
    ['1.3.0', '1.2.3', false],
    ['1.3.0-beta', '1.2.3', false],
    ['1.2.2', '1.2.3', false],
    ['0.0.9', '0.0.3', true],
    ['2.0.0', '1.2.3', false],
  ])('says of %s for ~%s: %s', (actual, operand, expected) => expect(tilde(actual, operand)).toBe(expected));
});
