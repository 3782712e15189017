import { createRegistry } from '@hoist/core';
import type { Plugin, Registry } from '@hoist/core';
import { standardPlugins } from '@hoist/plugins';
import { loadPlugins } from '@hoist/plugins/load';
import { ProviderFatalError } from '@openfeature/server-sdk';

/**
 * The standard plugins with an app's own: those given, or else those of the modules that `HOIST_PLUGINS` names. Rejects with
 * ProviderFatalError, because what cannot be loaded will not load later either.
 */
export async function loadRegistry(plugins: readonly Plugin[] | undefined): Promise<Registry> {
  try {
    const own = plugins ?? (await loadPlugins(process.env['HOIST_PLUGINS'] ?? '', process.cwd()));
    return createRegistry([...standardPlugins, ...own]);
  } catch (error) {
    throw new ProviderFatalError(error instanceof Error ? error.message : String(error));
  }
}
