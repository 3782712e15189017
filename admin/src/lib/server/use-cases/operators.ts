import type { Json } from '@hoist/core';
import type { Hoist } from '../hoist.ts';

/** A plugin as forms and docs need it. `schema` is the JSON Schema of its operand or parameters. */
export interface PluginView {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly group: string;
  readonly schema: Json;
}

/** Operators that are installed here, by group and title. */
export function listOperators(hoist: Hoist): PluginView[] {
  return [...hoist.registry.operators.values()]
    .map(({ name, title, description, group, jsonSchema }) => ({
      name,
      title,
      description,
      group,
      schema: jsonSchema,
    }))
    .sort((a, b) => a.group.localeCompare(b.group) || a.title.localeCompare(b.title));
}
