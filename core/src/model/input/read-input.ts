import type { z } from 'zod';
import { describeUnknown } from './strict-schema.ts';

/** One fault in a value that came from outside. */
export interface InputIssue {
  /** The fields and places in lists that lead to it, from the whole value. */
  readonly steps: readonly (string | number)[];
  /** The same for people, dotted; empty for the whole. */
  readonly path: string;
  readonly message: string;
}

/** What kind of fault a schema found. */
export type SchemaIssueCode =
  | 'required'
  | 'invalid-type'
  | 'invalid-value'
  | 'invalid-format'
  | 'too-small'
  | 'too-big'
  | 'unknown-field'
  | 'duplicate'
  | 'empty'
  | 'mismatch'
  | 'reserved'
  | 'wrong-value'
  | 'invisible'
  | 'invalid';

/** One fault that a schema found in a value. */
export interface SchemaIssue extends InputIssue {
  readonly code: SchemaIssueCode;
}

/** A value that fits its schema, or what is wrong with it. */
export type ReadInput<T> =
  | { readonly success: true; readonly data: T }
  | { readonly success: false; readonly issues: readonly SchemaIssue[] };

/** Checks a value that came from outside against a schema; never throws. */
export function readInput<T>(schema: z.ZodType<T>, value: unknown): ReadInput<T> {
  try {
    const parsed = schema.safeParse(value);
    return parsed.success ? parsed : { success: false, issues: toIssues(parsed.error, value) };
  } catch {
    // zod compares the `length` of whatever has one: an object there may not be made a number of.
    const message = 'It holds an object where it must not.';
    return { success: false, issues: [{ path: '', steps: [], code: 'invalid-type', message }] };
  }
}

function toIssues(error: z.ZodError, value: unknown): SchemaIssue[] {
  return error.issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys')
      return describeUnknown(issue.keys).map(({ name, message }) =>
        toIssue([...issue.path, name], 'unknown-field', message),
      );
    // What is wrong with a name in a record is said one level deeper.
    const said = (issue.code === 'invalid_key' ? issue.issues[0] : undefined) ?? issue;
    const code = codeOf(said);
    const isNamed = said.code === 'custom' && code !== 'invalid';
    const isMissing = issue.path.length > 0 && !isNamed && readAt(value, issue.path) === undefined;
    return toIssue(issue.path, isMissing ? 'required' : code, said.message);
  });
}

function toIssue(steps: readonly PropertyKey[], code: SchemaIssueCode, message: string): SchemaIssue {
  const named = steps.map((step) => (typeof step === 'symbol' ? String(step) : step));
  return { path: named.join('.'), steps: named, code, message };
}

/** zod's codes by ours; a refinement that is about meaning names its own as `params: { code }`. */
function codeOf(issue: z.core.$ZodIssue): SchemaIssueCode {
  switch (issue.code) {
    case 'invalid_type':
      return 'invalid-type';
    case 'invalid_format':
      return 'invalid-format';
    case 'too_big':
      return 'too-big';
    case 'too_small':
      return 'too-small';
    case 'invalid_value':
    case 'invalid_union':
    case 'not_multiple_of':
      return 'invalid-value';
    case 'custom':
      return (issue.params?.['code'] as SchemaIssueCode | undefined) ?? 'invalid';
    default:
      return 'invalid';
  }
}

function readAt(value: unknown, steps: readonly PropertyKey[]): unknown {
  return steps.reduce<unknown>(
    (inner, step) =>
      typeof inner === 'object' && inner !== null && Object.hasOwn(inner, step)
        ? (inner as Record<PropertyKey, unknown>)[step]
        : undefined,
    value,
  );
}
