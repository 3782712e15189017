import { describe, expect, it } from 'vitest';
import { joinClauses, joinWords, wordsOfCount, wordsOfJson, wordsOfShare } from './words.ts';

describe('words', () => {
  it('joins none, one, two and many', () => {
    expect([[], ['a'], ['a', 'b'], ['a', 'b', 'c']].map((words) => joinWords(words, 'or'))).toEqual([
      '',
      'a',
      'a or b',
      'a, b or c',
    ]);
    expect([['a'], ['a', 'b'], ['a', 'b', 'c']].map((words) => joinClauses(words, 'and'))).toEqual([
      'a',
      'a, and b',
      'a, b, and c',
    ]);
  });

  it('counts with thousands set off', () => {
    expect([1, 2, 999, 1_204, 1_000_000].map((count) => wordsOfCount(count, 'ID'))).toEqual([
      '1 ID',
      '2 IDs',
      '999 IDs',
      '1,204 IDs',
      '1,000,000 IDs',
    ]);
  });

  it('writes shares as percent and JSON as people would', () => {
    expect([25_000, 1, 100_000].map(wordsOfShare)).toEqual(['25 %', '0.001 %', '100 %']);
    expect([null, 'DE', 7, true, ['DE', 'AT'], [1, 2, 3, 4, 5], { a: 1 }].map(wordsOfJson)).toEqual([
      '',
      'DE',
      '7',
      'true',
      'DE or AT',
      '5 values',
      '{"a":1}',
    ]);
  });
});
