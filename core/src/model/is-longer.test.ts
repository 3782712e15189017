import fc from 'fast-check';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { isLongerThan } from './is-longer.ts';

it.each([
  ['🚀🚀', 2, false],
  ['🚀🚀🚀', 2, true],
  ['e\u0301', 1, true],
  ['\ud83d\ud83d', 2, false],
  ['', 0, false],
])('says whether %j has more than %i characters: %s', (text, most, expected) => {
  expect(isLongerThan(text, most)).toBe(expected);
});

it('counts as schemas and JSON Schema do, code points', () => {
  const units = fc.array(fc.constantFrom('a', '🚀', '\ud83d', '\ude80'), { maxLength: 12 });
  fc.assert(
    fc.property(units, fc.nat(12), (parts, most) => {
      const text = parts.join('');
      expect(isLongerThan(text, most)).toBe(Array.from(text).length > most);
      expect(isLongerThan(text, most)).toBe(!z.string().max(most).safeParse(text).success);
    }),
  );
});
