import { z } from 'zod';
import type { Json } from '../model/json.ts';
import { describeUnknown } from './strict-schema.ts';

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
  return error.issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys')
      return describeUnknown(issue.keys).map(({ name, message }) => ({
        path: toPath([...issue.path, name]),
        message,
      }));
    // What is wrong with a name in a record is said one level deeper.
    const { message } = (issue.code === 'invalid_key' ? issue.issues[0] : undefined) ?? issue;
    return { path: toPath(issue.path), message };
  });
}

function toPath(steps: readonly PropertyKey[]): string {
  return steps.map(String).join('.');
}

/** What is made of a valid input, or that the plugin fails on it: it must take nothing along but what asks for it. */
export function bindOrTell<T>(make: () => T): Bound<T> {
  try {
    return { ok: true, bound: make() };
  } catch {
    return { ok: false, issues: [{ path: '', message: 'Its plugin fails on this. Correct the plugin.' }] };
  }
}

/**
 * How what a plugin says beside its answers (words, shares, plans, instants) is taken: `read` makes of it what can be used,
 * undefined where it cannot.
 */
export type ErrorPolicy = <Said, Used>(
  ask: () => Said | undefined,
  read: (said: Said | undefined) => Used | undefined,
) => Used | undefined;

/** A sentence must not take down the page, nor an instant the host, for a plugin that fails on one input. */
export const guarded: ErrorPolicy = (ask, read) => {
  try {
    return read(ask());
  } catch {
    return undefined;
  }
};

/** As it comes, thrown or said: a property suite wants to see it. */
export const strict: ErrorPolicy = (ask) => ask() as never;

/** An instant after `now`; undefined for anything else. */
export function readInstant(said: unknown, now: number): number | undefined {
  return typeof said === 'number' && said > now && said < Infinity ? said : undefined;
}

/** A text; undefined for anything else. */
export function readWords(said: unknown): string | undefined {
  return typeof said === 'string' ? said : undefined;
}

/** A schema as JSON Schema; `{}`, which takes anything, for one that JSON Schema cannot tell. */
export function toJsonSchema(schema: z.ZodType): Json {
  return (
    guarded(
      () => z.toJSONSchema(schema, { io: 'input' }) as Json,
      (made) => made,
    ) ?? {}
  );
}

/** Gives the name that people know a segment or a variant by. */
export type NameOf = (kind: 'segment' | 'variant', key: string) => string;
