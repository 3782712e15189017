import type { Hint } from '@hoist/core';
import { formTexts } from '../../texts/form.ts';

/** The values that forms offer for the hints of a plugin's schema. */
export interface Offered {
  /** The variants of the form's flag; empty if it is about no flag. */
  readonly variants: readonly Named[];
  readonly segments: readonly Named[];
  readonly regions: readonly Named[];
  /** Paths of attributes that apps are known to send. */
  readonly attributes: readonly string[];
}

interface Named {
  readonly key: string;
  readonly name: string;
}

/** The id of the page's list of suggestions for a hint; absent for hints that are chosen, not typed. */
export const suggestionsOf: Readonly<Partial<Record<Hint, string>>> = {
  region: 'regions',
  'time-zone': 'time-zones',
  attribute: 'attributes',
};

/** The closed list of values for a hint; undefined if it accepts any text. */
export function listFor(
  hint: Hint | undefined,
  { variants, segments }: Offered,
): { readonly empty: string; readonly items: readonly Named[] } | undefined {
  if (hint === 'segment') return { empty: formTexts.schema.chooseSegment, items: segments };
  // An operand is about no flag, so that a variant has to be typed there.
  return hint === 'variant' && variants.length > 0
    ? { empty: formTexts.schema.chooseVersion, items: variants }
    : undefined;
}

/** Selects the messages below a path, by the rest of their paths. */
export function wrongsBelow(
  fields: Readonly<Record<string, string>>,
  path: string,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([at, wrong]) =>
      at.startsWith(`${path}.`) ? [[at.slice(path.length + 1), wrong]] : [],
    ),
  );
}

/** The message of a field, or else the first message of what is in it. */
export function wrongOf(fields: Readonly<Record<string, string>>, path: string): string | undefined {
  return fields[path] ?? Object.values(wrongsBelow(fields, path))[0];
}
