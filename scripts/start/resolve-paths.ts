import { resolve } from 'node:path';

const sqlite = 'sqlite:';

/** Settings with absolute paths: each service runs in its own folder, and paths are meant from where Hoist is. */
export function resolvePaths(
  root: string,
  variables: NodeJS.ProcessEnv,
): NodeJS.ProcessEnv & { HOIST_DATA_DIR: string } {
  const dataDir = resolve(root, variables['HOIST_DATA_DIR'] || './data');
  const url = variables['HOIST_STORE_URL'];
  if (!url && variables['HOIST_STORE_URL_FILE']) return { ...variables, HOIST_DATA_DIR: dataDir };
  const store = url || `${sqlite}${resolve(dataDir, 'hoist.db')}`;
  const absolute = store.startsWith(sqlite) ? sqlite + resolve(root, store.slice(sqlite.length)) : store;
  return { ...variables, HOIST_DATA_DIR: dataDir, HOIST_STORE_URL: absolute };
}
