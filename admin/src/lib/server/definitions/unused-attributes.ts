import type { Condition, Registry } from '@hoist/core';
import { fieldError, invalid } from '../errors/use-case-error.ts';

/** A rule, or a group of a segment. */
interface Conditioned {
  readonly conditions: readonly Condition[];
}

/**
 * Refuses conditions that name an attribute which their operator does not ask about: who wrote it takes it to count. Throws
 * UseCaseError 422 beside each; `path` leads to the list.
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
