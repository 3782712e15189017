import type { Json } from '@hoist/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareJson } from './json-difference.ts';

const textOf = (value: Json) => (value === null ? '' : JSON.stringify(value, null, 2));

describe('two JSON values side by side', () => {
  it('mark the lines that differ', () => {
    const marks = { both: ' ', before: '-', after: '+' };
    const lines = compareJson({ on: true, rules: [1, 2], off: 'x' }, { on: true, rules: [2, 3], off: 'x' });
    expect(lines.map(({ side, text }) => `${marks[side]}${text}`)).toEqual([
      ' {',
      '   "on": true,',
      '   "rules": [',
      '-    1,',
      '-    2',
      '+    2,',
      '+    3',
      '   ],',
      '   "off": "x"',
      ' }',
    ]);
  });

  it('give both of them back', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (before, after) => {
        const lines = compareJson(before as Json, after as Json);
        const side = (other: string) =>
          lines
            .filter((line) => line.side !== other)
            .map(({ text }) => text)
            .join('\n');
        expect(side('after')).toBe(textOf(before as Json));
        expect(side('before')).toBe(textOf(after as Json));
      }),
    );
  });

  it('of which both are very long and alike nowhere, are compared at once', () => {
    const long = (from: number) => Array.from({ length: 20_000 }, (_, index) => index * 2 + from);
    const start = performance.now();
    const lines = compareJson(long(0), long(1));
    expect(performance.now() - start).toBeLessThan(200);
    expect(lines.filter(({ side }) => side === 'before')).toHaveLength(20_002);
  });
});
