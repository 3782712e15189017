import type { Json } from '@hoist/core';

/** A JSON object, as schemas and their parts are. */
export type JsonSchema = Readonly<Record<string, Json>>;

/** Returns the value if it is an object, otherwise an empty object. */
export function toObject(value: Json | undefined): JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonSchema) : {};
}
