import type { Json, ValueType } from '@hoist/core';

/** What the forms of a setting need to know of a flag. */
export interface FlagShape {
  readonly type: ValueType;
  readonly variants: readonly { readonly key: string; readonly value: Json; readonly name: string }[];
}

/** The `true` and `false` variants of an on/off flag; undefined for a flag with several versions. */
export function findOnOff(flag: FlagShape): { readonly on: string; readonly off: string } | undefined {
  if (flag.type !== 'boolean' || flag.variants.length !== 2) return undefined;
  const on = flag.variants.find(({ value }) => value === true);
  const off = flag.variants.find(({ value }) => value === false);
  return on && off && { on: on.key, off: off.key };
}
