import type { Wording } from '@hoist/core';
import { nameTime } from '#lib/words.ts';
import type { AdminContext } from '../context.ts';
import { nameOfSegment } from '../definitions/definitions.ts';
import type { Definitions } from '../definitions/definitions.ts';

/** How sentences about a flag name things, now. */
export function wordingOf(
  hoist: AdminContext,
  flag: { readonly variants: readonly { readonly key: string; readonly name?: string }[] },
  definitions: Definitions,
): Wording {
  const now = hoist.now();
  const moment = { now, nameTime: (instant: number) => nameTime(instant, now, hoist.zone) };
  const names = toNames(definitions, flag);
  return { names, registry: hoist.registry, moment };
}

/** How sentences name things. */
function toNames(
  definitions: Definitions,
  flag: { readonly variants: readonly { key: string; name?: string }[] },
) {
  return (kind: 'segment' | 'variant', key: string): string => {
    if (kind === 'segment') return nameOfSegment(definitions, key);
    return flag.variants.find((variant) => variant.key === key)?.name || key;
  };
}
