import type { Json, ValueType } from '@hoist/core';
import { describe, expect, it } from 'vitest';
import { readValue, showValue } from './value-text.ts';

describe('a value as text', () => {
  const values: readonly (readonly [ValueType, Json])[] = [
    ['string', ' 007 '],
    ['boolean', false],
    ['integer', -3],
    ['float', 1e-7],
    ['float', 1e21],
    ['object', [{ limit: 3 }]],
  ];

  it.each(values)('gives a %s back: %j', (type, value) =>
    expect(readValue(type, showValue(type, value))).toEqual(value),
  );

  it.each([
    ['integer', '1,000'],
    ['float', '1,000'],
    ['float', '1.000,5'],
    ['float', '0x10'],
    ['float', 'Infinity'],
    ['integer', '3.5'],
    ['integer', ''],
    ['boolean', 'yes'],
    ['object', '3'],
    ['object', '{'],
  ] as const)('refuses a %s that could mean two things, or is none: %j', (type, text) =>
    expect(readValue(type, text)).toBeUndefined(),
  );

  it('reads three decimals of a float as its author writes them, and never of an integer', () => {
    expect(readValue('float', '1.234', '.')).toBe(1.234);
    expect(readValue('float', '1.234', ',')).toBeUndefined();
    expect(readValue('integer', '1.234', '.')).toBeUndefined();
  });

  it('reads a decimal comma', () => expect(readValue('float', '0,5')).toBe(0.5));
});
