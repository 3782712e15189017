import { describe, expect, it } from 'vitest';
import { findEntry, findPart, findText, textSearchSchema } from './text-search.ts';

const search = (operand: unknown) => textSearchSchema.parse(operand);
const isStart = (actual: string, text: string) => actual.startsWith(text);

describe('a search of texts', () => {
  it('looks at 65,536 characters and not at one more', () => {
    expect(findText('a'.repeat(65_536), search('a'), isStart)).toBe(true);
    expect(findText('a'.repeat(65_537), search('a'), isStart)).toBeUndefined();
    expect(findPart('a'.repeat(65_537), search('a'))).toBeUndefined();
  });

  it('compares 8,000,000 characters and not one more', () => {
    const texts = search(['a', ...Array.from({ length: 2 }, () => 'b'.repeat(999)), 'b']);
    expect(findPart('a'.repeat(4_000), texts)).toBe(true);
    expect(findPart('a'.repeat(4_001), texts)).toBeUndefined();
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
});
