import { isJsonObject } from '@hoist/core';
import type { LogReader, LogView, Store } from '@hoist/store';
import { notFound } from './errors/use-case-error.ts';
import { installEnvironment, installKeyring } from './platform/install.ts';

interface Logs {
  readonly published: LogReader;
  readonly keyring: LogReader;
}

/** The two logs of each environment that the definitions name. */
export interface EnvironmentLogs {
  /** Opens what a state of the definitions names and is not open yet; makes logs that are new. */
  prepare(definitions: LogView): Promise<void>;
  /** The logs of one environment; throws UseCaseError 404. */
  of(environment: string): Logs;
  /** All of them. */
  list(): Iterable<Logs>;
}

const prefix = 'environment/';

/** Keeps the logs of environments, none of them open yet. `open` opens a log by its name. */
export function createEnvironmentLogs(
  store: Store,
  open: (log: string) => Promise<LogReader>,
): EnvironmentLogs {
  const logs = new Map<string, Logs>();
  return {
    prepare: async (definitions) => {
      const keys = definitions.keys(prefix).map((partKey) => partKey.slice(prefix.length));
      for (const key of keys.filter((each) => !logs.has(each))) {
        const published = await open(prefix + key);
        const keyring = await open(`keyring/${key}`);
        await installEnvironment(store, published, { installation: readInstallation(definitions), key });
        await installKeyring(store, keyring);
        logs.set(key, { published, keyring });
      }
    },
    of: (environment) => {
      const found = logs.get(environment);
      if (!found) throw notFound('environment', environment);
      return found;
    },
    list: () => logs.values(),
  };
}

/** The id of the installation that a state of the definitions is of. */
export function readInstallation(definitions: LogView): string {
  const value = definitions.value('installation');
  if (isJsonObject(value) && typeof value['id'] === 'string') return value['id'];
  throw new Error(
    "The log 'definitions' does not say which installation it is. Restore the store from a backup.",
  );
}
