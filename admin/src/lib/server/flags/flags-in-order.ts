import type { FlagDefinition } from '@hoist/core';
import type { Definitions } from '../definitions/definitions.ts';

const orders = new WeakMap<Definitions, readonly FlagDefinition[]>();

/** Compares names as people sort them. */
export const collator = new Intl.Collator('en');

/** All flags by their names; sorted once a version. */
export function flagsInOrder(definitions: Definitions): readonly FlagDefinition[] {
  let order = orders.get(definitions);
  if (!order) {
    order = [...definitions.flags.values()].sort(
      (one, other) => collator.compare(one.name, other.name) || (one.key < other.key ? -1 : 1),
    );
    orders.set(definitions, order);
  }
  return order;
}
