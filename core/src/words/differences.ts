import { canonicalize } from '../log/canonical.ts';
import type { Json } from '../model/json.ts';

/** `When off: Off → On`; empty where the words are the same. */
export function describeDifference(what: string, before: string, after: string): string[] {
  return before === after ? [] : [`${what}: ${before} → ${after}`];
}

/** Those of a list that are not in another. */
export function without<T>(list: readonly T[], others: readonly T[]): T[] {
  const left = new Set(others);
  return list.filter((each) => !left.has(each));
}

/** Whether two values are the same JSON. */
export function isSame(one: Json | object, other: Json | object): boolean {
  return canonicalize(one as Json) === canonicalize(other as Json);
}
