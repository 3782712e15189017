import { describe, expect, it } from 'vitest';
import { countOf, listOf, timeAgo } from './words.ts';

describe('countOf', () => {
  it.each([
    [0, 'None yet'],
    [1, '1 flag'],
    [1204, '1,204 flags'],
  ])('says %i in words', (count, words) => expect(countOf(count, 'flag')).toBe(words));
});

describe('timeAgo', () => {
  const now = Date.parse('2026-11-12T14:05:00Z');
  it.each([
    ['2026-11-12T14:04:40Z', 'just now'],
    ['2026-11-12T14:02:00Z', '3 minutes ago'],
    ['2026-11-12T12:05:00Z', '2 hours ago'],
    ['2026-11-11T13:00:00Z', 'yesterday'],
  ])('says %s as %s', (instant, words) => expect(timeAgo(instant, now)).toBe(words));
});

describe('listOf', () => {
  it.each([
    [['dev'], 'dev'],
    [['dev', 'staging'], 'dev and staging'],
    [['dev', 'staging', 'prod'], 'dev, staging and prod'],
  ])('joins %j', (words, text) => expect(listOf(words)).toBe(text));
});
