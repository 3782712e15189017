import type { Context } from '../../model/context.ts';
import { readTargetingKey, takeReader } from './attribute-readers.ts';
import type { AttributeReader } from './attribute-readers.ts';

/** A name or dotted path, taken apart once. */
export interface AttributePath {
  readonly name: string;
  /** The steps of a dotted path; undefined for a plain name. */
  readonly steps: readonly string[] | undefined;
  /** Reads the attribute of exactly that name. */
  readonly read: AttributeReader;
}

/** Takes a name apart; the same name gives the same path, so that plugins may ask by name at no cost. */
export function toAttributePath(name: string): AttributePath {
  const known = paths.get(name);
  if (known !== undefined) return known;
  const steps = name.includes('.') ? name.split('.') : undefined;
  const path = { name, steps, read: takeReader() };
  if (paths.size < mostPaths) paths.set(name, path);
  return path;
}

const paths = new Map<string, AttributePath>();
const mostPaths = 10_000;

/**
 * An attribute's value, undefined when absent. An attribute with exactly that name wins over the path. Own properties
 * only; a getter that throws counts as absent.
 */
export function readAttribute(context: Context, path: AttributePath): unknown {
  try {
    const value = path.read(context, path.name);
    if (value !== undefined || path.steps === undefined) return value;
    return Object.hasOwn(context, path.name) ? undefined : walk(context, path.steps);
  } catch {
    return undefined;
  }
}

/** The targeting key, an attribute like any other but for its name being known beforehand. */
export function tryTargetingKey(context: Context): unknown {
  try {
    return readTargetingKey(context);
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
