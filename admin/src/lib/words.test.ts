import { describe, expect, it } from 'vitest';
import {
  countOf,
  lengthOf,
  listOf,
  nameTime,
  nameWhen,
  plural,
  readZone,
  shortNumber,
  timeAgo,
} from './words.ts';

describe('countOf', () => {
  it.each([
    [0, 'None yet'],
    [1, '1 flag'],
    [1204, '1,204 flags'],
  ])('says %i in words', (count, words) => expect(countOf(count, 'flag')).toBe(words));
});

describe('plural', () => {
  it.each([
    [0, '0 deliveries'],
    [1, '1 delivery'],
    [1204, '1,204 deliveries'],
  ])('says %i in words', (count, words) => expect(plural(count, 'delivery', 'deliveries')).toBe(words));

  it('adds an s where there is no other word for many', () => expect(plural(2, 'flag')).toBe('2 flags'));
});

describe('timeAgo', () => {
  const now = Date.parse('2026-11-12T14:05:00Z');
  it.each([
    ['2026-11-12T14:04:40Z', 'just now'],
    ['2026-11-12T14:02:00Z', '3 minutes ago'],
    ['2026-11-12T12:05:00Z', '2 hours ago'],
    ['2026-11-11T13:00:00Z', 'yesterday'],
    ['', 'some time ago'],
  ])('says %s as %s', (instant, words) => expect(timeAgo(instant, now)).toBe(words));
});

describe('listOf', () => {
  it.each([
    [['dev'], 'dev'],
    [['dev', 'staging'], 'dev and staging'],
    [['dev', 'staging', 'prod'], 'dev, staging and prod'],
  ])('joins %j', (words, text) => expect(listOf(words)).toBe(text));
});

describe('nameTime', () => {
  const now = Date.parse('2026-11-12T14:05:00Z');
  it.each([
    ['2026-11-12T15:00:00Z', 'UTC', '15:00 UTC'],
    ['2026-11-12T15:00:00Z', 'Europe/Berlin', '16:00 CET'],
    ['2026-11-12T23:30:00Z', 'Europe/Berlin', 'Fri 13 Nov, 00:30 CET'],
    ['2026-07-01T08:00:00Z', 'Europe/Berlin', 'Wed 1 Jul, 10:00 CEST'],
  ])('calls %s in %s %s', (instant, zone, words) =>
    expect(nameTime(Date.parse(instant), now, zone)).toBe(words),
  );
});

describe('nameWhen', () => {
  const now = Date.parse('2026-11-12T14:05:00Z');
  it.each([
    ['2026-11-12T15:00:00Z', 'at 15:00 UTC'],
    ['2026-11-13T15:00:00Z', 'on Fri 13 Nov, 15:00 UTC'],
  ])('says %s as %s', (instant, words) => expect(nameWhen(Date.parse(instant), now, 'UTC')).toBe(words));
});

describe('lengthOf', () => {
  it.each([
    [0, '0 hours'],
    [1, '1 hour'],
    [1.5, '1.5 hours'],
    [24, '1 day'],
    [36, '36 hours'],
    [168, '7 days'],
  ])('says %d hours as %s', (hours, words) => expect(lengthOf(hours)).toBe(words));
});

describe('readZone', () => {
  it.each([
    ['Europe/Berlin', 'Europe/Berlin'],
    [undefined, 'UTC'],
    ['Atlantis/Capital', 'UTC'],
    ['<script>', 'UTC'],
    ['E'.repeat(10_000), 'UTC'],
  ])('reads %s', (name, zone) => expect(readZone(name)).toBe(zone));
});

describe('shortNumber', () => {
  it.each([
    [950, '950'],
    [1_234, '1.2\u00a0k'],
    [3_400_000, '3.4\u00a0M'],
    [12_000_000_000, '12\u00a0B'],
  ])('says %i in short', (count, words) => expect(shortNumber(count)).toBe(words));
});
