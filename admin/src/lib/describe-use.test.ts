import { describe, expect, it } from 'vitest';
import { describeLastUse, describeUse, nobody } from './describe-use.ts';

const when = 'in the last hour';

describe('describeUse', () => {
  it.each([
    ['No app has asked in the last hour', nobody],
    ['1 evaluation in the last hour, by shop', { ...nobody, evaluations: 1, apps: ['shop'] }],
    ['50 deliveries to browsers and phones in the last hour', { ...nobody, deliveries: 50, toBrowsers: 50 }],
    ['1 delivery with all flags in the last hour', { ...nobody, deliveries: 1 }],
    [
      '1,200 evaluations and 9 deliveries with all flags, to servers, browsers and phones in the last hour, 2 failures',
      { ...nobody, evaluations: 1_200, deliveries: 9, toBrowsers: 4, failures: 2 },
    ],
    [
      '5 evaluations in the last hour, by a, b, c and 2 more',
      { ...nobody, evaluations: 5, apps: ['a', 'b', 'c', 'd', 'e'] },
    ],
  ])('%s', (sentence, use) => {
    expect(describeUse(use, when)).toBe(sentence);
  });
});

describe('describeLastUse', () => {
  const now = Date.parse('2026-03-02T12:00:00.000Z');
  const today = Date.parse('2026-03-02T00:00:00.000Z');

  it.each([
    ['Not yet', { lastDay: undefined, evaluated: false }],
    ['today', { lastDay: today, evaluated: true }],
    ['yesterday, delivered only', { lastDay: today - 86_400_000, evaluated: false }],
  ])('%s', (sentence, use) => {
    expect(describeLastUse(use, now)).toBe(sentence);
  });
});
