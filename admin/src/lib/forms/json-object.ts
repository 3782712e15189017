import type { Json } from '@hoist/core';

export type JsonSchema = Readonly<Record<string, Json>>;

/** The object, or an empty one for anything else. */
export function toObject(value: Json | undefined): JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonSchema) : {};
}
