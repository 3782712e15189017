import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatKeyText, isKeyText, isMistypedKey } from './key-text.ts';

const bytes = fc.uint8Array({ minLength: 32, maxLength: 32 });
const kind = fc.constantFrom('server' as const, 'client' as const, 'api' as const);

describe('the text of a key', () => {
  it('is a prefix, 43 characters of base 62 and a checksum of 6', () => {
    expect(formatKeyText('server', new Uint8Array(32))).toBe(`hoist_server_${'0'.repeat(43)}4fvSgT`);
    expect(formatKeyText('client', new Uint8Array(32).fill(255))).toMatch(/^hoist_client_[0-9A-Za-z]{49}$/);
  });

  it('is another for other bytes, and always passes its own check', () => {
    fc.assert(
      fc.property(kind, bytes, bytes, (one, left, right) => {
        expect(isKeyText(formatKeyText(one, left))).toBe(true);
        const isSame = left.every((byte, at) => byte === right[at]);
        expect(formatKeyText(one, left) === formatKeyText(one, right)).toBe(isSame);
      }),
    );
  });

  it('does not pass with one character mistyped, two swapped, or one cut off', () => {
    fc.assert(
      fc.property(
        kind,
        bytes,
        fc.nat(48),
        fc.constantFrom('0', 'A', 'z', '-', ' '),
        (one, random, at, typed) => {
          const text = formatKeyText(one, random);
          const place = text.length - 49 + at;
          const mistyped = text.slice(0, place) + typed + text.slice(place + 1);
          expect(isKeyText(mistyped)).toBe(mistyped === text);
          const swapped =
            text.slice(0, place) +
            text
              .slice(place, place + 2)
              .split('')
              .reverse()
              .join('') +
            text.slice(place + 2);
          expect(isKeyText(swapped)).toBe(swapped === text);
          expect(isKeyText(text.slice(0, -1))).toBe(false);
        },
      ),
    );
  });

  it('is mistyped where it begins like a key and is none; any other text is no key at all', () => {
    const text = formatKeyText('client', new Uint8Array(32));
    const texts = [text, text.slice(0, -1), 'hoist_server_', 'Bearer', ''];
    expect(texts.map(isMistypedKey)).toEqual([false, true, true, false, false]);
  });

  it('refuses anything but 32 bytes', () => {
    expect(() => formatKeyText('api', new Uint8Array(16))).toThrow('32 random bytes, not of 16');
  });
});
