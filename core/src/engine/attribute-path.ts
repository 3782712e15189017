import { targetingKeyAttribute } from '../context.ts';
import type { Context } from '../context.ts';

/** A name or dotted path, taken apart once. */
export interface AttributePath {
  readonly name: string;
  /** The steps of a dotted path; undefined for a plain name. */
  readonly steps: readonly string[] | undefined;
}

/** Takes a name apart; the same name gives the same path, so that plugins may ask by name at no cost. */
export function toAttributePath(name: string): AttributePath {
  const known = paths.get(name);
  if (known !== undefined) return known;
  const path = { name, steps: name.includes('.') ? name.split('.') : undefined };
  if (paths.size < mostPaths) paths.set(name, path);
  return path;
}

const paths = new Map<string, AttributePath>();
const mostPaths = 10_000;

/** The targeting key is an attribute like any other. */
export const targetingKeyPath = toAttributePath(targetingKeyAttribute);

/**
 * An attribute's value, undefined when absent. An attribute with exactly that name wins over the path. Own properties
 * only; a getter that throws counts as absent.
 */
export function readAttribute(context: Context, path: AttributePath): unknown {
  try {
    if (Object.hasOwn(context, path.name)) return context[path.name];
    return path.steps === undefined ? undefined : walk(context, path.steps);
  } catch {
    return undefined;
  }
}

function walk(context: Context, steps: readonly string[]): unknown {
  let value: unknown = context;
  for (const step of steps) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Context)[step];
  }
  return value;
}
