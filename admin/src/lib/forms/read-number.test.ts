import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readNumber, sayWrongNumber, writeNumber } from './read-number.ts';

describe('a number as it is typed', () => {
  it.each([
    ['1000', 1000],
    ['0,5', 0.5],
    ['25,5', 25.5],
    ['0.125', 0.125],
    [' 25 ', 25],
    ['\u00a012,25\u202f', 12.25],
    ['1.2340', 1.234],
    ['-3', -3],
    ['1e21', 1e21],
  ])('%j is %d', (text, number) => expect(readNumber(text)).toBe(number));

  it.each([
    ['1,000', "'1,000' is a thousand in some languages and a decimal in others. Write 1000, or 1.0."],
    ['1.000', "'1.000' is a thousand in some languages and a decimal in others. Write 1000, or 1.0."],
    ['33,333', "'33,333' is a thousand in some languages and a decimal in others. Write 33333, or 33.3330."],
    ['1.000.000', "'1.000.000' is a thousand in some languages and a decimal in others. Write 1000000."],
    ['٣٠', "Write '٣٠' with the digits 0 to 9."],
    ['1.000,5', "Write '1.000,5' without separators of thousands, like 1000 or 1000.5."],
    ['1\u202f000', "Write '1\u202f000' without separators of thousands, like 1000 or 1000.5."],
    ["1'000", "Write '1'000' without separators of thousands, like 1000 or 1000.5."],
  ])('%j is refused, with what to write', (text, said) => {
    expect(readNumber(text)).toBeNaN();
    expect(sayWrongNumber(text)).toBe(said);
  });

  it.each([
    ['1.234', '.', 1.234],
    ['-1,234', ',', -1.234],
    ['1.234', ',', Number.NaN],
    ['1,000', '.', Number.NaN],
    ['1.000.000', '.', Number.NaN],
    ['1.000,5', ',', Number.NaN],
  ] as const)('%j of somebody who writes decimals after %j is %d', (text, mark, number) =>
    expect(readNumber(text, mark)).toBe(number),
  );

  it.each(['', 'x', '0x10', 'Infinity', '1,2,3', '--1'])('%j is none', (text) =>
    expect(readNumber(text)).toBeNaN(),
  );

  it.each(['en', 'de', 'fr', 'pt-BR'])(
    'is never read as another number than whoever writes in %s means',
    (locale) => {
      const format = new Intl.NumberFormat(locale, { maximumFractionDigits: 6 });
      const meant = fc.oneof(
        fc.integer({ min: -2_000_000, max: 2_000_000 }),
        fc.integer().map((n) => n / 1_000),
      );
      fc.assert(
        fc.property(meant, (value) => {
          const written = format.format(value);
          const read = readNumber(written);
          if (Number.isNaN(read)) expect(sayWrongNumber(written), written).toBeDefined();
          else expect(read, written).toBeCloseTo(value, 9);
        }),
      );
      expect(readNumber(format.format(25.5))).toBe(25.5);
    },
  );

  it('is written as JSON where it is none, whatever its properties are called', () => {
    expect(writeNumber({ toString: [] })).toBe('{"toString":[]}');
    expect(writeNumber([1, 'two', null])).toBe('[1,"two",null]');
  });

  it('is given back as a form writes it', () =>
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        // A zero has no sign in a form.
        expect(readNumber(writeNumber(value)) === value).toBe(true);
      }),
    ));
});
