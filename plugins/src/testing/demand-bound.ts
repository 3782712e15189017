import type { Bound } from '@hoist/core';
import { endSentence, fail } from './property.ts';
import type { Example } from './property.ts';

/** What an operand or parameters of the plugin's own are bound to. Throws where its schema refuses them. */
export function demandBound<T>(result: Bound<T>, what: string, example: Example): T {
  if (result.ok) return result.bound;
  const reasons = result.issues.map(({ path, message }) =>
    endSentence(path ? `${path}: ${message}` : message),
  );
  return fail(`${what} the schema refuses: ${reasons.join(' ')} Correct it, or the schema.`, example);
}
