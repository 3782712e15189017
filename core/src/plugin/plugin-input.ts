import type { z } from 'zod';

/** One fault in what a person gave a plugin; `path` is dotted, empty for the whole. */
export interface InputIssue {
  readonly path: string;
  readonly message: string;
}

/** A plugin bound to a valid input, or what is wrong with the input. */
export type Bound<T> =
  { readonly ok: true; readonly bound: T } | { readonly ok: false; readonly issues: readonly InputIssue[] };

/** A value that fits its schema, or what is wrong with it. */
export type ReadInput<T> =
  | { readonly success: true; readonly data: T }
  | { readonly success: false; readonly issues: readonly InputIssue[] };

/** Holds a value that came from outside to a schema; never throws. */
export function readInput<T>(schema: z.ZodType<T>, value: unknown): ReadInput<T> {
  try {
    const parsed = schema.safeParse(value);
    return parsed.success ? parsed : { success: false, issues: toIssues(parsed.error) };
  } catch {
    // zod compares the `length` of whatever has one: an object there may not be made a number of.
    return { success: false, issues: [{ path: '', message: 'It holds an object where it must not.' }] };
  }
}

function toIssues(error: z.ZodError): InputIssue[] {
  return error.issues.map((issue) => {
    // What is wrong with a name in a record is said one level deeper.
    const { message } = (issue.code === 'invalid_key' ? issue.issues[0] : undefined) ?? issue;
    return { path: issue.path.map(String).join('.'), message };
  });
}

/** What is made of a valid input, or that the plugin fails on it: it must take nothing along but what asks for it. */
export function bindOrTell<T>(make: () => T): Bound<T> {
  try {
    return { ok: true, bound: make() };
  } catch {
    return { ok: false, issues: [{ path: '', message: 'Its plugin fails on this. Correct the plugin.' }] };
  }
}

/** Gives the name that people know a segment or a variant by. */
export type NameOf = (kind: 'segment' | 'variant', key: string) => string;
