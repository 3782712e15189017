import type { OperatorChoice } from '#lib/forms/segment/operator-choice.ts';
import type { AdminContext } from '../context.ts';

/** What most conditions are about comes first; groups of plugins come last. */
const groups = [
  'General',
  'Text',
  'Region',
  'People',
  'Number',
  'Version',
  'Date and time',
  'List',
  'Network',
];
/** The first of their group. */
const common = [
  'equals',
  'in',
  'contains',
  'ends-with',
  'at-least',
  'semver-at-least',
  'date-after',
  'any-of',
];

/** Operators that are installed here, the common ones first. */
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
      acceptsMissing: operator.accepts.includes('missing'),
      schema: operator.jsonSchema,
    }))
    .sort(
      (a, b) =>
        rank(groups, a.group) - rank(groups, b.group) ||
        a.group.localeCompare(b.group) ||
        rank(common, a.name) - rank(common, b.name) ||
        a.title.localeCompare(b.title),
    );
}

function rank(order: readonly string[], name: string): number {
  const at = order.indexOf(name);
  return at === -1 ? order.length : at;
}
