import fc from 'fast-check';
import { expect, it } from 'vitest';
import { changeIdChunks } from '../../bucketing/id-chunks.ts';
import { toIdSet } from './id-set.ts';

const list = { segment: 'beta', list: 'included', salt: 'sAlt42' } as const;
const toChunks = (ids: readonly string[]) => changeIdChunks([], { add: ids, remove: [] }, list);

it('has what is in its chunks, and nothing else', () => {
  const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(fc.uniqueArray(text, { maxLength: 40 }), fc.array(text), (some, others) => {
      const ids = [...new Set([...some, ...Array.from({ length: some.length * 20 }, (_, at) => `id ${at}`)])];
      const set = toIdSet([], toChunks(ids));
      const known = new Set(ids);
      expect(set.size).toBe(known.size);
      for (const id of [...ids, ...others, '', 'id -1']) expect(set.has(id)).toBe(known.has(id));
    }),
    { numRuns: 100 },
  );
});

it('holds no numbers, and no IDs where there are none', () => {
  expect(toIdSet([], toChunks(['7'])).has(7)).toBe(false);
  expect(toIdSet([], []).has(undefined)).toBe(false);
});
