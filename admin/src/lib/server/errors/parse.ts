import { canonicalize, NotCanonicalError, readInput, strictly } from '@hoist/core';
import type { Json, SchemaIssue } from '@hoist/core';
import type { z } from 'zod';
import { findLostName } from './find-lost-name.ts';
import { invalid, invalidField, toPointer } from './use-case-error.ts';
import type { FieldError } from './use-case-error.ts';

/** The greatest number of errors in one answer: a body of 512 KiB can have 100,000. */
const mostErrors = 100;

/** Parses input; throws UseCaseError 422 with an error for each field that is wrong or unknown. */
export function parseInput<Output>(schema: z.ZodType<Output>, input: unknown): Output {
  const lost = findLostName(input);
  if (lost) {
    const message = "Nothing can be named '__proto__': readers of JSON lose it. Choose another name.";
    throw invalidField(lost, 'unstorable', message);
  }
  const parsed = readInput(strictly(schema), input);
  if (!parsed.success) throw invalid(...toFieldErrors(parsed.issues));
  refuseUnstorable(parsed.data);
  return parsed.data;
}

/**
 * Throws UseCaseError 422 for halves of surrogate pairs and integers beyond 2^53 - 1, at any depth: a log cannot
 * store them.
 */
function refuseUnstorable(value: unknown): void {
  try {
    canonicalize(value as Json);
  } catch (error) {
    if (!(error instanceof NotCanonicalError)) throw error;
    throw invalid({ pointer: error.path, code: 'unstorable', message: error.message });
  }
}

/** Converts issues to errors, one per field: the first that was found. */
function toFieldErrors(issues: readonly SchemaIssue[]): FieldError[] {
  const errors = new Map<string, FieldError>();
  for (const { steps, code, message } of issues) {
    const pointer = toPointer(steps);
    if (!errors.has(pointer)) errors.set(pointer, { pointer, code, message });
    if (errors.size === mostErrors) break;
  }
  return [...errors.values()];
}

const parsed = new WeakMap<object, unknown>();

/** Parses a stored value, once per object: log readers return the same object for the same content. */
export function parseStored<Schema extends z.ZodType>(schema: Schema, value: object): z.output<Schema> {
  const known = parsed.get(value);
  if (known !== undefined) return known as z.output<Schema>;
  const result = schema.parse(value);
  parsed.set(value, result);
  return result;
}
