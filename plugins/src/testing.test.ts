import { defineOperator, defineStrategy } from '@hoist/core';
import type { OperatorDefinition, StrategyDefinition } from '@hoist/core';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { checkPlugin } from './testing.ts';

const honest: OperatorDefinition<string, 'string' | 'list'> = {
  name: 'acme:has',
  title: 'has',
  negatedTitle: 'has not',
  description: 'Has this in it.',
  group: 'Text',
  accepts: ['string', 'list'],
  schema: z.string(),
  matches: (actual, operand) => actual.includes(operand),
  vectors: [
    { actual: 'ab', operand: 'a', matches: true },
    { actual: 'b', operand: 'a', matches: false },
  ],
};
const fair: StrategyDefinition<{ to: number }> = {
  name: 'acme:share',
  title: 'Share',
  description: 'A part of the people.',
  schema: z.object({ to: z.int().min(0).max(100_000) }),
  bucketed: true,
  variants: () => ['on', 'off'],
  assign(subject, { to }) {
    const bucket = subject.bucket('share');
    if (bucket === undefined) return undefined;
    return bucket < to ? 'on' : 'off';
  },
  shares: ({ to }) => [
    { variant: 'on', share: to },
    { variant: 'off', share: 100_000 - to },
  ],
  vectors: [
    { params: { to: 30_000 }, salt: 'anything', context: {}, variant: null },
    { params: { to: 30_000 }, salt: 'anything', context: { targetingKey: 'user-1' }, variant: 'on' },
    { params: { to: 30_000 }, salt: 'anything', context: { targetingKey: 'user-2' }, variant: 'off' },
  ],
};
const march2026 = Date.UTC(2026, 2);
const growth = { variant: 'on', params: (percent: number) => ({ to: Math.round(percent * 1_000) }) };

/** The promise that a broken plugin is told it breaks. */
function broken(check: () => void): string {
  try {
    check();
    return 'nothing';
  } catch (error) {
    return error instanceof Error
      ? `${error.message} ${error.cause instanceof Error ? error.cause.message : ''}`
      : '';
  }
}
const brokenOperator = (parts: Partial<typeof honest>) =>
  broken(() => checkPlugin(defineOperator({ ...honest, ...parts })));
const brokenStrategy = (parts: Partial<typeof fair>) =>
  broken(() => checkPlugin(defineStrategy({ ...fair, ...parts }), { growth }));

describe('checkPlugin', () => {
  it('is content with plugins that keep their promises', () => {
    expect(() => checkPlugin(defineOperator(honest))).not.toThrow();
    expect(() => checkPlugin(defineStrategy(fair), { growth })).not.toThrow();
  });

  it.each<[string, Partial<typeof honest>]>([
    ['A name or text is empty', { description: '' }],
    ['Vectors must show a match and a mismatch', { vectors: honest.vectors.slice(0, 1) }],
    ['A vector has another answer', { matches: () => true }],
    ['It threw', { matches: (actual, operand) => new RegExp(operand).test(String(actual)) }],
    ['It gave two answers to one question', { vectors: honest.vectors, matches: moody() }],
    [
      'It changed without having announced it',
      { matches: (actual, operand, { clock }) => actual.includes(operand) && clock.now < 1_000 },
    ],
    ['The next change must lie ahead', { nextChange: (_operand, { now }) => now }],
    ['Its extent says something else', { extent: (operand) => ({ values: new Set([operand]) }) }],
    ['Its extent says something else', { extent: () => ({ from: 0 }) }],
    [
      'It changed without having announced it',
      { matches: (actual, operand, { clock }) => actual.includes(operand) && clock.now < march2026 },
    ],
    [
      'It changed without having announced it',
      {
        matches: (actual, operand, { clock }) => actual.includes(operand) && !(clock.now > 1_000),
        nextChange: (_operand, { now }) => (now < 1_000 ? 1_000 : undefined),
      },
    ],
  ])('finds an operator of which is true: %s', (promise, parts) => {
    expect(brokenOperator(parts)).toContain(promise);
  });

  it.each<[string, Partial<typeof fair>]>([
    ['It has no vectors', { vectors: [] }],
    [
      'A vector has another answer',
      { vectors: [{ params: { to: 1 }, salt: 'anything', context: {}, variant: 'on' }] },
    ],
    [
      'It gave a version it had not announced',
      {
        variants: () => ['off'],
        vectors: [{ params: { to: 100_000 }, salt: 'anything', context: {}, variant: null }],
      },
    ],
    ['Shares must add up', { shares: () => [{ variant: 'on', share: 1 }] }],
    [
      'A share is off',
      {
        shares: ({ to }) => [
          { variant: 'on', share: to + 3_000 },
          { variant: 'off', share: 97_000 - to },
        ],
      },
    ],
    [
      'Raising a percentage moved somebody out',
      { assign: (subject, { to }) => drawnAnew(subject.bucket(`share ${to % 7}`), to) },
    ],
    [
      'It changed without having announced it',
      {
        assign: (subject, { to }) =>
          subject.clock.now > 0 ? drawnAnew(subject.bucket('share'), to) : undefined,
        vectors: [
          { params: { to: 30_000 }, salt: 'anything', context: { targetingKey: 'a' }, variant: null },
        ],
      },
    ],
  ])('finds a strategy of which is true: %s', (promise, parts) => {
    expect(brokenStrategy(parts)).toContain(promise);
  });
});

function drawnAnew(bucket: number | undefined, to: number): string | undefined {
  if (bucket === undefined) return undefined;
  return bucket < to ? 'on' : 'off';
}

/** Right for its vectors, and then every other time. */
function moody(): (typeof honest)['matches'] {
  let calls = 0;
  return (actual, operand) => (calls++ < 2 ? actual.includes(operand) : calls % 2 === 0);
}
