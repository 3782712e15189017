import type { Context } from '@hoist/core';
import fc from 'fast-check';
import { anyContext } from './testing-rulesets.ts';

const megabyte = 'DE'.repeat(524_288);

function throwing(): never {
  throw new Error('nobody may see this');
}

function nest(levels: number): Context {
  const outer: Record<string, unknown> = {};
  let inner = outer;
  for (let level = 0; level < levels; level++) inner = inner['next'] = {} as Record<string, unknown>;
  return outer;
}

const deep = nest(10_000);
const circle: Record<string, unknown> = { country: 'DE' };
circle['country'] = circle;
circle['app'] = circle;
const list: unknown[] = [];
list.push(list, 'staff');
const trap = new Proxy(
  {},
  {
    get: throwing,
    getOwnPropertyDescriptor: throwing,
    has: throwing,
    ownKeys: throwing,
    getPrototypeOf: throwing,
  },
);
const getters = Object.defineProperties([1, 2] as unknown[], { 0: { get: throwing }, length: { value: 2 } });

/** What no JSON holds, and what JSON never holds so much of. */
const hostile: readonly unknown[] = [
  ...[NaN, Infinity, -Infinity, 10n, undefined, Symbol('country'), throwing, Map, () => 'DE'],
  ...[
    new Date(NaN),
    new Date(0),
    new Map([['DE', 1]]),
    new Set(['DE']),
    /DE/,
    new Uint8Array(8),
    new Error('DE'),
  ],
  ...[megabyte, '\ud800'.repeat(10_000), deep, circle, list, trap, getters],
  ...[
    Object.create(null),
    Object.create({ country: 'DE' }),
    new String('DE'),
    new Number(7),
    new Array(1_000_000),
  ],
  { toString: throwing, valueOf: throwing, toJSON: throwing, [Symbol.toPrimitive]: throwing, length: 1 },
];

const attributes = ['country', 'plan', 'age', 'app', 'ip', 'groups', 'company', 'targetingKey', 'signedUpAt'];

/**
 * Makes a context whose attributes are now and then hostile, or throw when they are read. A function, because the tool that
 * draws them looks into what it draws.
 */
export const hostileContext: fc.Arbitrary<() => Context> = fc.oneof(
  { arbitrary: fc.constantFrom(...[circle, trap, deep].map((context) => () => context)), weight: 1 },
  {
    arbitrary: fc
      .tuple(
        anyContext,
        fc.dictionary(fc.constantFrom(...attributes), fc.nat(hostile.length - 1), { maxKeys: 5 }),
        fc.array(fc.constantFrom(...attributes), { maxLength: 2 }),
      )
      .map(
        ([context, values, unreadable]) =>
          () =>
            spoil(context, values, unreadable),
      ),
    weight: 9,
  },
);

function spoil(
  context: Context,
  values: Readonly<Record<string, number>>,
  unreadable: readonly string[],
): Context {
  const made: Record<string, unknown> = { ...context };
  for (const [name, index] of Object.entries(values)) made[name] = hostile[index];
  for (const name of unreadable) Object.defineProperty(made, name, { get: throwing, configurable: true });
  return made;
}
