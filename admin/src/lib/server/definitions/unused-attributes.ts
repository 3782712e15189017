import type { Condition, Registry } from '@hoist/core';
import { fieldError, invalid } from '../errors/use-case-error.ts';

/** A rule, or a group of a segment. */
interface Conditioned {
  readonly conditions: readonly Condition[];
}

/**
 * Refuses conditions with an attribute that their operator ignores, as the author would expect it to matter. Throws
 * UseCaseError 422 with an error for each; `path` is the path of the list.
 */
export function refuseUnusedAttributes(
  list: readonly Conditioned[],
  { registry, path }: { readonly registry: Registry; readonly path: readonly string[] },
): void {
  const errors = list.flatMap(({ conditions }, place) =>
    conditions.flatMap(({ attribute, operator }, index) => {
      if (attribute === undefined || registry.operators.get(operator)?.accepts.length !== 0) return [];
      const message = `'${operator}' reads no attribute: leave '${attribute}' out.`;
      return [fieldError([...path, place, 'conditions', index, 'attribute'], 'unused-attribute', message)];
    }),
  );
  if (errors.length > 0) throw invalid(...errors);
}
