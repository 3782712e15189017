import type { Hint } from '@hoist/core';

/** What there is to choose from for the hints of a plugin's schema. */
export interface Offered {
  /** Of the flag that the form is about; none where it is about no flag. */
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

/** The id of the list that suggests values for a hint, once a page; none for what is chosen, not typed. */
export const suggestionsOf: Readonly<Partial<Record<Hint, string>>> = {
  region: 'regions',
  'time-zone': 'time-zones',
  attribute: 'attributes',
};

/** What a hint lets choose from, and nothing else; undefined where any text is taken. */
export function listFor(
  hint: Hint | undefined,
  { variants, segments }: Offered,
): { readonly empty: string; readonly items: readonly Named[] } | undefined {
  if (hint === 'segment') return { empty: 'Choose a segment', items: segments };
  // An operand is about no flag, so that a variant has to be typed there.
  return hint === 'variant' && variants.length > 0
    ? { empty: 'Choose a version', items: variants }
    : undefined;
}

/** The messages below a path, by the rest of it. */
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

/** What is wrong with one field: said of itself, or first of what is in it. */
export function wrongOf(fields: Readonly<Record<string, string>>, path: string): string | undefined {
  return fields[path] ?? Object.values(wrongsBelow(fields, path))[0];
}
