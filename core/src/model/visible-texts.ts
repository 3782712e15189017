import type { z } from 'zod';
import { findInvisible } from './invisible.ts';
import type { TextKind } from './invisible.ts';

/** How the texts below a field are used; `any` for those that may hold any character. */
export type TextKinds = Readonly<Record<string, TextKind | 'any'>>;

/**
 * Adds an issue for every text with a character that was hardly meant, at any depth; a text is a line unless its field, or one
 * around it, is named among `kinds`. For what somebody writes: what is stored is read without it.
 */
export function refuseInvisible(
  value: unknown,
  refinement: z.core.$RefinementCtx<unknown>,
  kinds: TextKinds = {},
): void {
  walk(value, 'line', []);

  function walk(part: unknown, kind: TextKind, path: readonly (string | number)[]): void {
    if (typeof part === 'string') {
      const message = findInvisible(part, kind);
      if (message)
        refinement.addIssue({ code: 'custom', path: [...path], params: { code: 'invisible' }, message });
    } else if (Array.isArray(part)) {
      part.forEach((each, index) => walk(each, kind, [...path, index]));
    } else if (typeof part === 'object' && part !== null) {
      for (const [name, each] of Object.entries(part)) {
        const own = Object.hasOwn(kinds, name) ? kinds[name] : kind;
        if (own !== undefined && own !== 'any') walk(each, own, [...path, name]);
      }
    }
  }
}
