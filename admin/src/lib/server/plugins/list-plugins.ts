import { shorten } from '@hoist/core';
import type { Json, OperatorVector, Plugin, StrategyVector } from '@hoist/core';
import type { AdminContext } from '../context.ts';

/** One example of a plugin as people read it: what goes in by name, in JSON, and what comes out. */
interface PluginExample {
  readonly given: readonly (readonly [name: string, json: string])[];
  readonly result: string;
}

/** An installed operator or strategy. */
export interface PluginView {
  readonly kind: Plugin['kind'];
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** False for one that HOIST_PLUGINS brought. */
  readonly isStandard: boolean;
  /** Where a form lists an operator; empty for a strategy. */
  readonly group: string;
  /** The JSON Schema of its operand or parameters; null where it takes none. */
  readonly schema: Json;
  readonly examples: readonly PluginExample[];
}

const mostOfText = 200;

/** Lists the installed operators by group and title, then the strategies by title. */
export function listPlugins({ registry }: Pick<AdminContext, 'registry'>): PluginView[] {
  const byTitle = (one: PluginView, other: PluginView) =>
    one.group.localeCompare(other.group) || one.title.localeCompare(other.title);
  const operators = [...registry.operators.values()].map((operator) =>
    toView(
      operator,
      { group: operator.group, title: `${operator.title} · ${operator.negatedTitle}` },
      toMatch,
    ),
  );
  const strategies = [...registry.strategies.values()].map((strategy) =>
    toView(strategy, { group: '', title: strategy.title }, toAssignment),
  );
  return [...operators.sort(byTitle), ...strategies.sort(byTitle)];
}

function toView<Vector extends object>(
  plugin: Omit<Plugin, 'vectors' | 'bind'> & { readonly vectors: readonly Vector[] },
  { group, title }: { readonly group: string; readonly title: string },
  toResult: (vector: Vector) => readonly [names: readonly string[], result: string],
): PluginView {
  const { kind, name, description, jsonSchema: schema } = plugin;
  const examples = plugin.vectors.map((vector): PluginExample => {
    const [results, result] = toResult(vector);
    const given = Object.entries(vector).filter(([field]) => !results.includes(field));
    return { given: given.map(([field, value]) => [field, toText(field, value)]), result };
  });
  return { kind, name, title, description, isStandard: !name.includes(':'), group, schema, examples };
}

function toMatch({ matches }: OperatorVector): [string[], string] {
  return [['matches'], matches ? 'matches' : 'does not match'];
}

function toAssignment({ variant }: StrategyVector): [string[], string] {
  if (variant === undefined) return [['variant'], 'cannot be decided'];
  return [['variant'], variant ?? 'what is served when off'];
}

function toText(field: string, value: unknown): string {
  if (field === 'now' && typeof value === 'number') return new Date(value).toISOString();
  return shorten(JSON.stringify(value), mostOfText);
}
