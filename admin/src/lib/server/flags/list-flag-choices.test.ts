import { describe, expect, it } from 'vitest';
import type { AdminContext } from '../context.ts';
import { mira, openFilledHoist } from '../testing.ts';
import { createFlag } from './flags.ts';
import { findFlagKey, listFlagChoices, searchFlagChoices } from './list-flag-choices.ts';

const variants = [
  { key: 'on', value: true },
  { key: 'off', value: false },
];

/** Carts by number, another one by the name of the seventh, and one whose name says nothing of its key. */
async function openCarts(count: number): Promise<AdminContext> {
  const hoist = await openFilledHoist();
  const make = (key: string, name: string) =>
    createFlag(hoist, mira, { key, name, type: 'boolean', variants });
  for (let number = 1; number <= count; number += 1) await make(`cart-${number}`, `Cart ${number}`);
  await make('twin', 'Cart 7');
  await make('art', 'Zoo');
  return hoist;
}

describe('flags to choose from', () => {
  it('are some of many, never the flag itself, and always those that are named', async () => {
    const { items, isAll } = listFlagChoices(await openCarts(55), 'cart-1', ['twin', 'art', 'nobody']);
    const keys = items.map(({ key }) => key);
    expect(isAll).toBe(false);
    expect(keys.length).toBeLessThanOrEqual(52);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys).toEqual(expect.arrayContaining(['twin', 'art']));
    expect(keys).not.toContain('cart-1');
  });

  it('are searched by all words of their names and keys, and the one of a key is always found', async () => {
    const hoist = await openCarts(25);
    expect(searchFlagChoices(hoist, 'cart-1', '12 cart')).toEqual([
      { key: 'cart-12', name: 'Cart 12', variants: ['on', 'off'] },
    ]);
    expect(searchFlagChoices(hoist, 'cart-1', 'art').map(({ key }) => key)).toContain('art');
    expect(searchFlagChoices(hoist, 'cart-1', 'cart-1').map(({ key }) => key)).not.toContain('cart-1');
  });

  it('are typed by key, or by a name that only one has; anything else stays as it was typed', async () => {
    const hoist = await openCarts(9);
    expect(findFlagKey(hoist, ' cart-9 ')).toBe('cart-9');
    expect(findFlagKey(hoist, 'cART 9')).toBe('cart-9');
    expect(findFlagKey(hoist, 'Cart 7')).toBe('Cart 7');
    expect(findFlagKey(hoist, '')).toBe('');
  });
});
