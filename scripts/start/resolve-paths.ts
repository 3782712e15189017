import { resolve } from 'node:path';

const sqlite = 'sqlite:';

/** Makes the paths in `HOIST_...` variables absolute, from Hoist's root: each service runs in a folder of its own. */
export function resolvePaths(
  root: string,
  variables: NodeJS.ProcessEnv,
): NodeJS.ProcessEnv & { HOIST_DATA_DIR: string } {
  const plugins = variables['HOIST_PLUGINS'];
  const given = plugins ? { ...variables, HOIST_PLUGINS: resolveModules(root, plugins) } : variables;
  const dataDir = resolve(root, variables['HOIST_DATA_DIR'] || './data');
  const url = variables['HOIST_STORE_URL'];
  if (!url && variables['HOIST_STORE_URL_FILE']) return { ...given, HOIST_DATA_DIR: dataDir };
  const store = url || `${sqlite}${resolve(dataDir, 'hoist.db')}`;
  const absolute = store.startsWith(sqlite) ? sqlite + resolve(root, store.slice(sqlite.length)) : store;
  return { ...given, HOIST_DATA_DIR: dataDir, HOIST_STORE_URL: absolute };
}

/** Makes paths of modules absolute; leaves names of packages as they are. */
function resolveModules(root: string, names: string): string {
  const absolute = (name: string) => (name.startsWith('.') ? resolve(root, name) : name);
  return names
    .split(',')
    .map((name) => absolute(name.trim()))
    .join(',');
}
