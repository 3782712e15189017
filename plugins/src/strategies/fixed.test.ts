import { createSubject } from '@hoist/core';
import type { Json } from '@hoist/core';
import { describe, expect, it } from 'vitest';
import { fixed } from './fixed.ts';

describe('fixed', () => {
  it('gives everybody its version, without a unit', () => {
    const result = fixed.bind({ variant: 'blue' });
    expect(result.ok && result.bound.assign(createSubject({ context: {} }))).toBe('blue');
    expect(result.ok && result.bound.variants).toEqual(['blue']);
    expect(result.ok && result.bound.shares).toEqual([{ variant: 'blue', share: 100_000 }]);
  });

  it.each<Json>([{}, { variant: '' }, { variant: 1 }, null, 'blue'])('refuses %j', (params) => {
    expect(fixed.bind(params).ok).toBe(false);
  });
});
