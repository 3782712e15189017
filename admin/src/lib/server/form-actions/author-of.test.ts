import { describe, expect, it } from 'vitest';
import { decimalMarkOf } from './author-of.ts';

describe('how somebody writes decimals', () => {
  it.each([
    ['en-US,en;q=0.9,de;q=0.8', '.'],
    ['de', ','],
    ['de-CH', '.'],
    ['pt-BR, en', ','],
    ['fr;q=1', ','],
    ['', undefined],
    ['*', undefined],
    ['xx-nowhere', undefined],
    ['no language at all', undefined],
  ])('%j: %j', (languages, mark) => expect(decimalMarkOf(languages)).toBe(mark));
});
