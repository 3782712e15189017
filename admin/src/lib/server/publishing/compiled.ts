import { compileRuleset, compileRulesetInSlices } from '@hoist/core';
import type { CompiledRuleset, Registry, Ruleset } from '@hoist/core';
import { createYield } from '@hoist/store';

interface Compilation {
  readonly source: Ruleset;
  readonly compiled: CompiledRuleset;
}

/** The latest compilation of each environment, by the registry that it was compiled with. */
const latest = new WeakMap<Registry, Map<string, Compilation>>();

/** Compiles what an environment serves, once; on top of the previous compilation, so that a save costs what it changes. */
export function compilePublished(source: Ruleset, registry: Registry): CompiledRuleset {
  const before = publishedOf(registry).get(source.environment);
  return before?.source === source
    ? before.compiled
    : keep(source, registry, compileRuleset(source, registry, before?.compiled));
}

/** Compiles the same in slices, without blocking the event loop; {@link compilePublished} is fast afterwards. */
export async function precompile(source: Ruleset, registry: Registry): Promise<void> {
  const previous = publishedOf(registry).get(source.environment)?.compiled;
  const yieldToEventLoop = createYield();
  keep(source, registry, await compileRulesetInSlices(source, registry, { previous, yieldToEventLoop }));
}

function publishedOf(registry: Registry): Map<string, Compilation> {
  let published = latest.get(registry);
  if (!published) latest.set(registry, (published = new Map()));
  return published;
}

function keep(source: Ruleset, registry: Registry, compiled: CompiledRuleset): CompiledRuleset {
  publishedOf(registry).set(source.environment, { source, compiled });
  return compiled;
}
