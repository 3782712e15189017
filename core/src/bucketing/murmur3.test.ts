import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { finishHash, startHash } from './murmur3.ts';

const hash = (text: string, seed = 0) => finishHash(startHash('', seed), text) >>> 0;

describe('murmur3_x86_32', () => {
  // spaolacci/murmur3, murmur_test.go
  it.each([
    ['', 0, 0x00000000],
    ['hello', 0, 0x248bfa47],
    ['hello, world', 0, 0x149bbb7f],
    ['19 Jan 2038 at 3:14:07 AM', 0, 0xe31e8a70],
    ['The quick brown fox jumps over the lazy dog.', 0, 0xd5c48bfc],
    ['The quick brown fox jumps over the lazy dog', 0, 0x2e4ff723],
    ['', 1, 0x514e28b7],
    ['hello', 1, 0xbb4abcad],
    ['hello, world', 1, 0x6f5cb2e9],
    ['19 Jan 2038 at 3:14:07 AM', 1, 0xf50e1f30],
    ['The quick brown fox jumps over the lazy dog.', 1, 0x846f6a36],
    ['', 0x2a, 0x087fcd5c],
    ['hello', 0x2a, 0xe2dbd2e1],
    ['hello, world', 0x2a, 0x7ec7c6c2],
    ['The quick brown fox jumps over the lazy dog.', 0x2a, 0xc02d1434],
  ])('gives the published answer for "%s" with seed %i', (text, seed, expected) => {
    expect(hash(text, seed)).toBe(expected);
  });

  // flagd-testbed, evaluator/gherkin/fractional.feature
  it.each([
    ['ejOoVL', 0x00000000],
    ['bY9fO-', 0x00000001],
    ['SI7p-', 0x7fffffff],
    ['6LvT0', 0x80000000],
    ['ceQdGm', 0xffffffff],
  ])('reaches the edge of its range for %s', (text, expected) => {
    expect(hash(text)).toBe(expected);
  });

  it('is the same wherever prefix and text are divided', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 24 }), fc.nat(24), (text, at) => {
        const whole = hash(text);
        const points = [...text];
        const prefix = points.slice(0, at).join('');
        expect(finishHash(startHash(prefix), points.slice(at).join('')) >>> 0).toBe(whole);
      }),
    );
  });

  it('hashes the bytes that TextEncoder gives, halves of surrogate pairs included', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 12 }), (units) => {
        const text = String.fromCharCode(...units);
        expect(hash(text)).toBe(hashBytes(Buffer.from(text, 'utf8')));
      }),
    );
  });

  // The first and the last character of each length in UTF-8, and of the surrogates, at every place in a block.
  it.each([0, 0x7f, 0x80, 0x7ff, 0x800, 0xd7ff, 0xd800, 0xdfff, 0xe000, 0xffff, 0x10000, 0x10ffff])(
    'hashes the bytes of U+%i, wherever it stands',
    (code) => {
      for (const before of ['', 'a', 'ab', 'abc', 'abcd']) {
        const text = `${before}${String.fromCodePoint(code)}z`;
        expect(hash(text)).toBe(hashBytes(Buffer.from(text, 'utf8')));
        expect(finishHash(startHash(before), text.slice(before.length)) >>> 0).toBe(hash(text));
      }
    },
  );
});

/** The reference, byte by byte, as in Austin Appleby's MurmurHash3.cpp. */
function hashBytes(bytes: Uint8Array): number {
  let h = 0;
  const scramble = (k: number) => {
    const mixed = Math.imul(k, 0xcc9e2d51);
    return Math.imul((mixed << 15) | (mixed >>> 17), 0x1b873593);
  };
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const blocks = bytes.length >> 2;
  for (let block = 0; block < blocks; block++) {
    h ^= scramble(view.getUint32(block * 4, true));
    h = (h << 13) | (h >>> 19);
    h = (Math.imul(h, 5) + 0xe6546b64) | 0;
  }
  let rest = 0;
  for (let index = bytes.length - 1; index >= blocks * 4; index--) rest = (rest << 8) | (bytes[index] ?? 0);
  h ^= scramble(rest) ^ bytes.length;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
