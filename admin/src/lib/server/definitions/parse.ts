import { canonicalize, NotCanonicalError, readInput, strictly } from '@hoist/core';
import type { InputIssue, Json } from '@hoist/core';
import type { z } from 'zod';
import { findLostName } from './find-lost-name.ts';
import { invalid } from './use-case-error.ts';
import type { FieldErrors } from './use-case-error.ts';

/** Parses people's input; throws UseCaseError 422 with a message beside every field that is wrong or that there is none of. */
export function parseInput<Output>(schema: z.ZodType<Output>, input: unknown): Output {
  const lost = findLostName(input);
  if (lost !== undefined)
    throw invalid({
      [lost]: "Nothing can be named '__proto__': readers of JSON lose it. Choose another name.",
    });
  const parsed = readInput(strictly(schema), input);
  if (!parsed.success) throw invalid(toFieldErrors(parsed.issues));
  refuseUnstorable(parsed.data);
  return parsed.data;
}

/** Half surrogate pairs and integers beyond 2^53 - 1, wherever they hide: no log could hold them. */
function refuseUnstorable(value: unknown): void {
  try {
    canonicalize(value as Json);
  } catch (error) {
    if (!(error instanceof NotCanonicalError)) throw error;
    throw invalid({ [toDottedPath(error.path)]: error.message });
  }
}

function toDottedPath(pointer: string): string {
  const steps = pointer.split('/').slice(1);
  return steps.map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~')).join('.');
}

function toFieldErrors(issues: readonly InputIssue[]): FieldErrors {
  const fields = new Map<string, string>();
  for (const { path, message } of issues) if (!fields.has(path)) fields.set(path, message);
  return Object.fromEntries(fields);
}

const parsed = new WeakMap<object, unknown>();

/** Parses a stored value once per object: readers hand out the same object for the same content. */
export function parseStored<Schema extends z.ZodType>(schema: Schema, value: object): z.output<Schema> {
  const known = parsed.get(value);
  if (known !== undefined) return known as z.output<Schema>;
  const result = schema.parse(value);
  parsed.set(value, result);
  return result;
}
