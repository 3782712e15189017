import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changeIdChunks, countIds } from './id-chunks.ts';
import { idChunkSchema } from '../model/id-chunk.ts';
import type { IdChunk } from '../model/id-chunk.ts';

const list = { segment: 'beta', list: 'included', salt: 'sAlt42' } as const;
const change = (chunks: readonly IdChunk[], add: readonly string[], remove: readonly string[] = []) =>
  changeIdChunks(chunks, { add, remove }, list);
const ids = (count: number, from = 0) =>
  Array.from({ length: count }, (_, index) => `person-${from + index}`);
const idsOf = (chunks: readonly IdChunk[]) => chunks.flatMap((chunk) => chunk.ids).sort();

describe('the chunks of a list of IDs', () => {
  it('are one up to 512, and more above', () => {
    expect(change([], ids(512)).map(({ key }) => key)).toEqual(['beta/included/']);
    const many = change([], ids(513));
    expect(many.map(({ key }) => key)).toEqual(['beta/included/0', 'beta/included/1']);
    for (const chunk of change([], ids(20_000))) expect(idChunkSchema.safeParse(chunk).success).toBe(true);
  });

  it('are the same for the same IDs, however they came about, and left alone where nothing changed', () => {
    const some = fc.uniqueArray(fc.integer({ min: 0, max: 3_000 }), { maxLength: 1_500 });
    fc.assert(
      fc.property(fc.array(fc.tuple(some, some), { minLength: 1, maxLength: 4 }), (steps) => {
        let chunks: readonly IdChunk[] = [];
        const expected = new Set<string>();
        for (const [adding, removing] of steps) {
          const [add, remove] = [adding, removing].map((each) => each.map((index) => `person-${index}`)) as [
            string[],
            string[],
          ];
          const next = change(chunks, add, remove);
          for (const id of add) expected.add(id);
          for (const id of remove) expected.delete(id);
          for (const chunk of next) {
            const before = chunks.find(({ key }) => key === chunk.key);
            if (JSON.stringify(before) === JSON.stringify(chunk)) expect(chunk).toBe(before);
          }
          chunks = next;
          expect(idsOf(chunks)).toEqual([...expected].sort());
        }
        expect(chunks).toEqual(change([], [...expected]));
        expect(countIds(chunks)).toBe(expected.size);
      }),
      { numRuns: 60 },
    );
  });

  it('rewrites one chunk of 100,000 IDs for one more, and for one less', () => {
    const before = change([], ids(100_000));
    for (const after of [change(before, ['one-more']), change(before, [], ['person-7'])]) {
      const known = new Set(before);
      const rewritten = after.filter((chunk) => !known.has(chunk));
      expect(rewritten).toHaveLength(1);
      expect(JSON.stringify(rewritten).length).toBeLessThan(65_536);
    }
  });

  it('changes nothing where all is there, or gone, already', () => {
    const before = change([], ids(2_000));
    const after = change(before, ids(50), ids(50, 5_000));
    expect(after.every((chunk, index) => chunk === before[index])).toBe(true);
  });
});
