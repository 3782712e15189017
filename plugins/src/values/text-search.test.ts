import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findEntry, findPart, findText, textSearchSchema } from './text-search.ts';

const search = (operand: unknown) => textSearchSchema.parse(operand);
const isStart = (actual: string, text: string) => actual.startsWith(text);
const isEnd = (actual: string, text: string) => actual.endsWith(text);

describe('a search of texts', () => {
  it('looks at 1,024 characters and not at one more', () => {
    expect(findText('a'.repeat(1_024), search('a'), isStart)).toBe(true);
    expect(findText('a'.repeat(1_025), search('a'), isStart)).toBeUndefined();
    expect(findPart('a'.repeat(1_025), search('a'))).toBeUndefined();
    expect(findText('🚀'.repeat(1_024), search('🚀'.repeat(1_024)), isStart)).toBe(true);
    expect(findText('🚀'.repeat(1_025), search('🚀'), isStart)).toBeUndefined();
  });

  it('compares 8,000,000 characters and not one more', () => {
    const texts = search(['a', ...Array.from({ length: 8 }, () => 'b'.repeat(999)), 'b'.repeat(7)]);
    expect(findPart('a'.repeat(1_000), texts)).toBe(true);
    expect(findPart('a'.repeat(1_001), texts)).toBeUndefined();
  });

  it('looks through 10,000 entries and not one more', () => {
    const entries = Array.from({ length: 10_000 }, () => 'b');
    expect(findEntry(entries, search('a'))).toBe(false);
    expect(findEntry([...entries.slice(1), 'a'], search('a'))).toBe(true);
    expect(findEntry([...entries, 'a'], search('a'))).toBeUndefined();
  });

  it('ignores the case of 32,768 characters of entries, each one more, and not of another', () => {
    const anyCase = search({ texts: ['a'], ignoreCase: true });
    const entries = Array.from({ length: 4_095 }, () => 'BBBBBBB');
    expect(findEntry([...entries, 'A'], anyCase)).toBe(true);
    expect(findEntry([...entries, 'BBBBBBB'], anyCase)).toBe(false);
    expect(findEntry([...entries, 'BBBBBBB', 'A'], anyCase)).toBeUndefined();
    expect(findEntry([...entries, 7, null], anyCase)).toBe(false);
  });

  it.each([
    ['ΟΔΟΣ', 'ΟΔΟΣΕΙΔΗΣ', true, false],
    ['ΟΔΟΣ', 'οδοσειδης', true, false],
    ['οδος', 'ΟΔΟΣΕΙΔΗΣ', true, false],
    ['Σ', 'ΟΔΟΣ', false, true],
    ['σ', 'οδος', false, true],
    ['ς', 'ΟΔΟΣ', false, true],
  ])('takes a sigma for the same wherever it stands: %s in %s', (text, actual, starts, ends) => {
    const anyCase = search({ texts: [text], ignoreCase: true });
    expect(findText(actual, anyCase, isStart)).toBe(starts);
    expect(findText(actual, anyCase, isEnd)).toBe(ends);
    expect(findPart(actual, anyCase)).toBe(true);
    expect(findEntry([actual], search({ texts: [actual.toLowerCase()], ignoreCase: true }))).toBe(true);
  });

  it('finds without regard to case whatever it finds with it', () => {
    const unit = fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom('Σ', 'σ', 'ς') },
      {
        weight: 4,
        arbitrary: fc.constantFrom('Α', 'İ', 'i', 'I', 'ı', 'ß', 'ẞ', '\u0307', 'ﬁ', ' ', '.', '𐐀', 'Ǆ'),
      },
      { weight: 1, arbitrary: fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }) },
    );
    const letters = fc.string({ unit, maxLength: 4 });
    const parts = fc.tuple(
      letters,
      letters.filter((text) => text !== ''),
      letters,
    );
    fc.assert(
      fc.property(parts, ([before, text, after]) => {
        const anyCase = search({ texts: [text], ignoreCase: true });
        expect(findPart(before + text + after, anyCase)).toBe(true);
        expect(findText(text + after, anyCase, isStart)).toBe(true);
        expect(findText(before + text, anyCase, isEnd)).toBe(true);
        expect(findEntry([before, text], anyCase)).toBe(true);
      }),
    );
  });
});
