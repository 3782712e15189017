import { describe, expect, it } from 'vitest';
import { findAnything } from './find-anything.ts';
import { openFilledHoist } from '../testing.ts';

describe('findAnything', () => {
  it('finds pages, flags and segments by words of their names and keys', async () => {
    const hoist = await openFilledHoist();
    expect(findAnything(hoist, 'check')).toEqual([
      { kind: 'flag', name: 'Checkout', detail: 'checkout', href: '/flags/checkout' },
    ]);
    expect(findAnything(hoist, 'BETA')[0]?.href).toBe('/segments/beta');
    expect(findAnything(hoist, 'create segment')[0]?.href).toBe('/segments/new');
    expect(findAnything(hoist, '').length).toBeGreaterThan(5);
    expect(findAnything(hoist, 'nothing like it')).toEqual([]);
  });
});
