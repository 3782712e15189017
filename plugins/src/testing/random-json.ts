import type { Json } from '@hoist/core';

/** A source of numbers from 0 up to 1, the same for the same seed. */
export type Random = () => number;

/** Mulberry32: small, and good enough to reach odd inputs the same way each time. */
export function createRandom(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
}

const strangeTexts = [
  '',
  ' ',
  '0',
  '-1',
  '1e9',
  'NaN',
  'null',
  'true',
  '__proto__',
  'constructor',
  'DE',
  'a.b',
  '\ud800',
  '用户',
  '😀',
  '\u0000',
  '(a+)+$',
  '[',
  '*',
  '\\',
  '%',
  '2026-11-22T12:00:00Z',
  '2026-02-30',
  '1.2.3',
  'v2.0-rc.1+7',
  '::1',
  '::ffff:10.0.0.1',
  '10.0.0.0/8',
  'us-ca',
  'EEA',
  'x'.repeat(5_000),
];
const strangeNumbers = [0, -0, 1, -1, 0.1, 1e-300, 1e300, 2 ** 31, 2 ** 53 - 1, -(2 ** 53 - 1), 100_000];

/** Any JSON value, odd ones often. */
export function randomJson(random: Random, depth = 3): Json {
  const kinds = depth > 0 ? 7 : 5;
  switch (Math.floor(random() * kinds)) {
    case 0:
      return null;
    case 1:
      return random() < 0.5;
    case 2:
      return random() < 0.5 ? pickOne(random, strangeNumbers) : Math.floor(random() * 2_000) / 10 - 100;
    case 3:
      return pickOne(random, strangeTexts);
    case 4:
      return `user-${Math.floor(random() * 1_000)}`;
    case 5:
      return Array.from({ length: Math.floor(random() * 4) }, () => randomJson(random, depth - 1));
    default:
      return randomObject(random, depth);
  }
}

/** A context: attributes with names that plugins ask for, and any values. */
export function randomContext(random: Random): { readonly [attribute: string]: Json } {
  const context = randomObject(random, 3);
  return random() < 0.7 ? { ...context, targetingKey: `user-${Math.floor(random() * 1_000)}` } : context;
}

function randomObject(random: Random, depth: number): { readonly [key: string]: Json } {
  const names = [
    'country',
    'plan',
    'targetingKey',
    'app',
    'version',
    '__proto__',
    'length',
    'variant',
    'ranges',
    'from',
    'to',
  ];
  const entries = Array.from({ length: Math.floor(random() * 5) }, () => [
    pickOne(random, names),
    randomJson(random, depth - 1),
  ]);
  return Object.fromEntries(entries) as { readonly [key: string]: Json };
}

function pickOne<T>(random: Random, values: readonly [T, ...T[]] | readonly T[]): T {
  return values[Math.floor(random() * values.length)] as T;
}
