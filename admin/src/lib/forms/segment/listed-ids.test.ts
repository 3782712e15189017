import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseIds, writeIds } from './listed-ids.ts';

describe('parseIds', () => {
  it.each([
    ['lines and CSV, each ID once', 'u-1\nu-2, u-1;"u-3"\n\n', ['u-1', 'u-2', 'u-3']],
    ['what is in quotes whole', '"a, b";"say ""hi""" , c', ['a, b', 'say "hi"', 'c']],
    ['a quote within an ID as it is', '5"x, "y', ['5"x', '"y']],
    ['an empty text as nobody', ' \n,;', []],
  ])('reads %s', (_what, text, ids) => expect(parseIds(text).ids).toEqual(ids));

  it('counts what is there twice', () => expect(parseIds('a\nb\na').duplicates).toBe(1));

  it('reads any IDs that were written', () => {
    const id = fc.string({ minLength: 1, unit: fc.constantFrom(...'ab",; \n\t') });
    fc.assert(
      fc.property(fc.uniqueArray(id), (ids) => {
        expect(parseIds(writeIds(ids)).ids).toEqual(ids);
      }),
    );
  });

  it('reads texts that are made to be slow in time that grows with their length', () => {
    for (const text of ['\n', ' ', '"', '"\n', '"a', '""\n'].map((part) => part.repeat(200_000))) {
      const begun = performance.now();
      parseIds(`${text}x`);
      expect(performance.now() - begun).toBeLessThan(1_000);
    }
  });
});
