import { canonicalize } from '@hoist/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromLine, toLine } from './snapshot-format.ts';

/** Texts made of what could be mistaken for one another. */
const troublesome = fc
  .array(fc.constantFrom('\\', '\\\\', 'u2028', 'u2029', '\u2028', '\u2029', '\\u2028', '"', '\n', '\r', 'x'))
  .map((pieces) => pieces.join(''));

describe('a line of a snapshot', () => {
  it('is one line of the same JSON, and gives back the very text', () => {
    const text = fc.oneof(troublesome, fc.string({ unit: 'binary' }));
    const value = fc.oneof(text, fc.array(text), fc.dictionary(text, text));
    fc.assert(
      fc.property(value, (json) => {
        const text = canonicalize(json);
        const line = toLine(text);
        expect(line).not.toMatch(/[\n\r\u2028\u2029]/);
        expect(fromLine(line)).toBe(text);
        expect(JSON.parse(line)).toEqual(JSON.parse(text));
      }),
      { numRuns: 2_000 },
    );
  });
});
