import type { z } from 'zod';
import { invalid } from './use-case-error.ts';
import type { FieldErrors } from './use-case-error.ts';

/** Parses people's input; throws UseCaseError 422 with a message beside every field that is wrong. */
export function parseInput<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw invalid(toFieldErrors(parsed.error.issues));
}

function toFieldErrors(issues: readonly z.core.$ZodIssue[]): FieldErrors {
  const fields: Record<string, string> = {};
  for (const issue of issues) fields[issue.path.map(String).join('.')] ??= issue.message;
  return fields;
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
