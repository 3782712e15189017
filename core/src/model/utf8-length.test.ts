import fc from 'fast-check';
import { expect, it } from 'vitest';
import { utf8Length } from './utf8-length.ts';

it.each(['', 'plain', 'é', '€', '𝄞', 'a𝄞b€', '\ud834', '\udd1e\ud834', '\ud834a'])(
  'counts the bytes of %j as the platform does',
  (text) => expect(utf8Length(text)).toBe(Buffer.byteLength(text)),
);

it('agrees with the platform on any text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.array(fc.nat(0xffff)), (text, units) => {
      const halves = String.fromCharCode(...units);
      expect(utf8Length(text + halves)).toBe(Buffer.byteLength(text + halves));
    }),
  );
});
