import type { z } from 'zod';

/** One fault in what a person gave a plugin; `path` is dotted, empty for the whole. */
export interface InputIssue {
  readonly path: string;
  readonly message: string;
}

/** A plugin bound to a valid input, or what is wrong with the input. */
export type Bound<T> =
  { readonly ok: true; readonly bound: T } | { readonly ok: false; readonly issues: readonly InputIssue[] };

/** zod's issues in our form. */
export function toIssues(error: z.ZodError): InputIssue[] {
  return error.issues.map((issue) => ({ path: issue.path.map(String).join('.'), message: issue.message }));
}

/** Gives the name that people know a segment or a variant by. */
export type NameOf = (kind: 'segment' | 'variant', key: string) => string;
