import type { OperatorChoice } from '#lib/forms/segment/operator-choice.ts';
import type { AdminContext } from '../context.ts';

/** Operators that are installed here, by group and title. */
export function listOperators(hoist: AdminContext): OperatorChoice[] {
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
