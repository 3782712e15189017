import { describe, expect, it } from 'vitest';
import { wrongValue } from './variant-values.ts';
import type { Json } from './json.ts';
import type { ValueType } from './variant-values.ts';

describe('wrongValue', () => {
  it.each<[ValueType, Json, boolean]>([
    ['boolean', true, true],
    ['boolean', 'true', false],
    ['string', '', true],
    ['string', 7, false],
    ['integer', -7, true],
    ['integer', 7.5, false],
    ['integer', 2 ** 53, false],
    ['float', 7, true],
    ['float', 7.5, true],
    ['float', '7.5', false],
    ['object', {}, true],
    ['object', [], true],
    ['object', null, false],
  ])('says whether a %s may be %j: %s', (type, value, right) => {
    expect(wrongValue(type, value) === undefined).toBe(right);
  });
});
