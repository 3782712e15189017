/** Any JSON value, read-only. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

/** A JSON object, read-only. */
export interface JsonObject {
  readonly [key: string]: Json;
}

/** True for objects that are neither null nor arrays. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Deeper than this, values are refused: everything that walks through one would have to be able to. */
export const deepestJson = 64;

/** True for what JSON can hold, at most {@link deepestJson} levels deep. */
export function isJson(value: unknown): value is Json {
  return isShallow(value, deepestJson);
}

/** A cycle ends here as well: at the first way that goes too deep. */
function isShallow(value: unknown, levels: number): boolean {
  if (isScalar(value)) return true;
  if (levels === 0 || !isContainer(value)) return false;
  for (const inner of Array.isArray(value) ? (value as readonly unknown[]) : Object.values(value)) {
    if (!isShallow(inner, levels - 1)) return false;
  }
  return true;
}

function isScalar(value: unknown): boolean {
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return true;
  return typeof value === 'number' && Number.isFinite(value);
}

/** A list, or an object without a class of its own. */
function isContainer(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return true;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}
