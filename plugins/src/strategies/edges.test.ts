import { createSubject } from '@hoist/core';
import type { Json, Strategy } from '@hoist/core';
import { expect, it } from 'vitest';
import { progressive } from './progressive.ts';
import { rings } from './rings.ts';
import { split } from './split.ts';

const salt = 'edges123';
const begun = '2026-03-02T09:00:00.000Z';
const now = Date.parse(begun);
const sides = { variant: 'on', otherwise: 'off' };
const ring = { name: 'All', percent: 25, at: '2026-03-02T10:00', timeZone: 'Europe/Berlin' };
const quarter: readonly (readonly [strategy: Strategy, params: Json])[] = [
  [
    split,
    {
      ranges: [
        { from: 0, to: 25_000, variant: 'on' },
        { from: 25_000, to: 100_000, variant: 'off' },
      ],
    },
  ],
  [progressive, { ...sides, plan: [{ percent: 25, hours: 1 }], steps: [{ from: begun, percent: 25 }] }],
  [rings, { ...sides, rings: [ring], steps: [{ ring: 'All', from: begun }] }],
];

/** Somebody who is drawn into exactly this bucket. */
function findUnit(bucket: number): string {
  for (let unit = 0; ; unit++) {
    const targetingKey = `user-${unit}`;
    if (createSubject({ context: { targetingKey }, salt }).bucket('split') === bucket) return targetingKey;
  }
}

const inside = findUnit(24_999);
const outside = findUnit(25_000);

it.each(quarter)('$name gives 25 % to bucket 24,999 and not to 25,000', (strategy, params) => {
  const result = strategy.bind(params);
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  const ask = (targetingKey: string) =>
    result.bound.assign(createSubject({ context: { targetingKey }, salt, now }));
  expect([ask(inside), ask(outside)]).toEqual(['on', 'off']);
});
