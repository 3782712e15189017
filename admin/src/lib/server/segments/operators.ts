import type { Json } from '@hoist/core';
import type { AdminContext } from '../context.ts';

/** An operator as forms need it. `schema` is the JSON Schema of its operand; null when it takes none. */
export interface OperatorView {
  readonly name: string;
  readonly title: string;
  readonly negatedTitle: string;
  readonly description: string;
  readonly group: string;
  /** False for an operator that reads no attribute (in a segment). */
  readonly takesAttribute: boolean;
  /** It asks where somebody is, unless a condition names another attribute. */
  readonly hasDefaultAttribute: boolean;
  readonly schema: Json;
}

/** Operators that are installed here, by group and title. */
export function listOperators(hoist: AdminContext): OperatorView[] {
  return [...hoist.registry.operators.values()]
    .map((operator) => ({
      name: operator.name,
      title: operator.title,
      negatedTitle: operator.negatedTitle,
      description: operator.description,
      group: operator.group,
      takesAttribute: operator.accepts.length > 0,
      hasDefaultAttribute: operator.defaultAttribute !== undefined,
      schema: operator.jsonSchema,
    }))
    .sort((a, b) => a.group.localeCompare(b.group) || a.title.localeCompare(b.title));
}
