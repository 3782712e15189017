import type { FlagDefinition } from '@hoist/core';
import type { AdminContext } from '../context.ts';
import { readDefinitions } from '../definitions/definitions.ts';

/** A flag that another one can need first. */
export interface FlagChoice {
  readonly key: string;
  readonly name: string;
  readonly variants: readonly string[];
}

/** Flags to choose from. */
export interface FlagChoices {
  readonly items: readonly FlagChoice[];
  /** True if there are no others: what is left out is searched. */
  readonly isAll: boolean;
}

/** A page stays small; more are searched. */
const mostListed = 50;
const mostFound = 20;

/** Flags that this one can need first, by name: all of them where they are few, and always those of these keys. */
export function listFlagChoices(context: AdminContext, flag: string, keys: readonly string[]): FlagChoices {
  const { flags } = readDefinitions(context.definitions);
  const named = keys.flatMap((key) => flags.get(key) ?? []);
  const [items, isAll] = collect(flags.values(), { flag, most: mostListed, fits: () => true });
  return { items: toChoices([...named, ...items]), isAll };
}

/** The flags whose name or key contains all words of a search, by name: the first few, and the one that has this key. */
export function searchFlagChoices(context: AdminContext, flag: string, search: string): FlagChoice[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const fits = ({ key, name }: FlagDefinition) => {
    const text = `${name}\n${key}`.toLowerCase();
    return words.every((word) => text.includes(word));
  };
  const { flags } = readDefinitions(context.definitions);
  const [items] = collect(flags.values(), { flag, most: mostFound, fits });
  const named = flags.get(search.trim());
  return toChoices(named && named.key !== flag ? [named, ...items] : items);
}

/**
 * The key of a flag by what somebody typed: its key, or a name that no other flag has. What is neither is taken as it is, and
 * refused when saved.
 */
export function findFlagKey(context: AdminContext, typed: string): string {
  const { flags } = readDefinitions(context.definitions);
  const text = typed.trim();
  if (flags.has(text)) return text;
  const [only, another] = [...flags.values()].filter(
    ({ name, archivedAt }) => archivedAt === null && name.toLowerCase() === text.toLowerCase(),
  );
  return only && !another ? only.key : text;
}

interface Collecting {
  readonly flag: string;
  readonly most: number;
  readonly fits: (flag: FlagDefinition) => boolean;
}

function collect(
  flags: Iterable<FlagDefinition>,
  { flag, most, fits }: Collecting,
): [items: FlagDefinition[], isAll: boolean] {
  const items: FlagDefinition[] = [];
  for (const each of flags) {
    if (each.key === flag || each.archivedAt !== null || !fits(each)) continue;
    if (items.length === most) return [items, false];
    items.push(each);
  }
  return [items, true];
}

function toChoices(flags: readonly FlagDefinition[]): FlagChoice[] {
  return [...new Set(flags)]
    .map(({ key, name, variants }) => ({ key, name, variants: variants.map((variant) => variant.key) }))
    .sort((a, b) => a.name.localeCompare(b.name));
}
