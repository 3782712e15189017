import { keySchema } from '@hoist/core';
import { describe, expect, it } from 'vitest';
import { keyFromName } from './key-from-name.ts';

describe('keyFromName', () => {
  it.each([
    ['Beta in Germany', 'beta-in-germany'],
    ['  Checkout v2! ', 'checkout-v2'],
    ['Größe & Übermaß', 'grosse-ubermass'],
    ['<script>alert(1)</script>', 'script-alert-1-script'],
    ['日本', ''],
    ['x'.repeat(10_000), 'x'.repeat(60)],
  ])('makes %j into %j', (name, key) => {
    expect(keyFromName(name)).toBe(key);
    if (key !== '') expect(keySchema.parse(key)).toBe(key);
  });
});
