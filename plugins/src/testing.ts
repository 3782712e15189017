import type { Plugin } from '@hoist/core';
import { operatorProperties } from './testing/operator-properties.ts';
import type { PluginProperty } from './testing/property.ts';
import { strategyProperties } from './testing/strategy-properties.ts';
import type { Growth } from './testing/check-growth.ts';

export type { Growth, PluginProperty };

/**
 * The promises that every plugin keeps, for any test runner: `for (const { title, check } of pluginProperties(mine))
 * test(title, check)`. Deterministic; a broken one throws with its counterexample. A strategy that can give one variant to
 * a percentage of the people passes `growth` as well.
 */
export function pluginProperties(
  plugin: Plugin,
  options: { readonly growth?: Growth } = {},
): PluginProperty[] {
  return plugin.kind === 'operator' ? operatorProperties(plugin) : strategyProperties(plugin, options.growth);
}

/** All of them at once. */
export function checkPlugin(plugin: Plugin, options: { readonly growth?: Growth } = {}): void {
  for (const { title, check } of pluginProperties(plugin, options)) {
    try {
      check();
    } catch (error) {
      throw new Error(`The ${plugin.kind} '${plugin.name}' breaks a promise: ${title}.`, { cause: error });
    }
  }
}
