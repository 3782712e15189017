import { findUnknownHint } from './hints.ts';
import type { Operator } from './operator.ts';
import type { Strategy } from './strategy.ts';

/** What `defineOperator` or `defineStrategy` makes. */
export type Plugin = Operator | Strategy;

/** The plugins a host has, made from a list and passed in: there is no global one. */
export interface Registry {
  readonly operators: ReadonlyMap<string, Operator>;
  readonly strategies: ReadonlyMap<string, Strategy>;
  /** Everything a flag may need and this host has, sorted: `feature:prerequisites`, `operator:in`, `strategy:split`. */
  readonly provides: readonly string[];
  /** Whether this host has what a flag `needs`. */
  has(need: string): boolean;
}

/** Steps of evaluation that a flag may need beside its plugins. */
const engineFeatures = [
  'feature:availability',
  'feature:bucket-groups',
  'feature:never-for',
  'feature:prerequisites',
  'feature:region-groups',
] as const;
/** A step of evaluation that older hosts may lack. */
export type EngineFeature = (typeof engineFeatures)[number];

/** Throws when two plugins of one kind have one name, and for a hint in a schema that no form knows. */
export function createRegistry(plugins: readonly Plugin[]): Registry {
  const operators = new Map<string, Operator>();
  const strategies = new Map<string, Strategy>();
  for (const plugin of plugins) {
    if (plugin.kind === 'operator') add(operators, plugin, 'operators');
    else add(strategies, plugin, 'strategies');
  }
  const provided = new Set<string>(engineFeatures);
  for (const name of operators.keys()) provided.add(`operator:${name}`);
  for (const name of strategies.keys()) provided.add(`strategy:${name}`);
  return { operators, strategies, provides: [...provided].sort(), has: (need) => provided.has(need) };
}

function add<P extends Plugin>(plugins: Map<string, P>, plugin: P, what: string): void {
  if (plugins.has(plugin.name)) {
    throw new Error(
      `Two ${what} are named '${plugin.name}'. Rename one; a prefix of its own, like acme:, keeps it apart from ours.`,
    );
  }
  const unknown = findUnknownHint(plugin.jsonSchema);
  if (unknown !== undefined) throw new Error(`The schema of ${plugin.kind} '${plugin.name}': ${unknown}`);
  plugins.set(plugin.name, plugin);
}
