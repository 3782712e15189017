import { z } from 'zod';
import type { InputIssue } from '../model/input/read-input.ts';
import type { Json } from '../model/json.ts';

/** A plugin bound to a valid input, or what is wrong with the input. */
export type Bound<T> =
  { readonly ok: true; readonly bound: T } | { readonly ok: false; readonly issues: readonly InputIssue[] };

/** Binds a valid input. A plugin that throws gives an issue, so that only the flags that use it fail. */
export function bindOrReport<T>(make: () => T): Bound<T> {
  try {
    return { ok: true, bound: make() };
  } catch {
    const message = 'Its plugin fails on this. Correct the plugin.';
    return { ok: false, issues: [{ path: '', steps: [], message }] };
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

/** A schema as JSON Schema; `{}`, which accepts anything, if JSON Schema cannot express it. */
export function toJsonSchema(schema: z.ZodType): Json {
  return (
    guarded(
      () => z.toJSONSchema(schema, { io: 'input' }) as Json,
      (made) => made,
    ) ?? {}
  );
}

/** Looks up the display name of a segment or a variant. */
export type NameOf = (kind: 'segment' | 'variant', key: string) => string;
