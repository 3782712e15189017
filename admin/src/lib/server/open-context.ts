import { randomBytes, randomUUID } from 'node:crypto';
import { createRegistry, isJsonObject } from '@hoist/core';
import type { Plugin, Registry } from '@hoist/core';
import { accessLog } from './access/access-state.ts';
import type { AdminContext } from './context.ts';
import { standardPlugins } from '@hoist/plugins';
import { openLog } from '@hoist/store';
import type { LogReader, Store } from '@hoist/store';
import { startCounting } from './jobs/add-up-counts.ts';
import { log } from './logging/log.ts';
import { installDefinitions, installEnvironment, installKeyring } from './platform/install.ts';
import { precompile } from './publishing/compiled.ts';
import { loadDefinitions, readDefinitions } from './definitions/definitions.ts';
import { revokeAgain } from './publishing/raise-epoch.ts';
import { watchRestores } from './jobs/restore-watch.ts';
import { followEverywhere, hoistItself } from './publishing/follow.ts';
import { loadPublished } from './publishing/published.ts';
import { createUsage } from './counts/usage.ts';
import { watchRelays } from './jobs/relay-watch.ts';
import { notFound } from './errors/use-case-error.ts';

/** A store that was put back to an older copy is followed once nothing is written into it any more for so long, in ms. */
const standsStill = 2_000;
const followJob = { name: 'follow', interval: 5_000, ttl: 15_000 };

interface OpenOptions {
  /** Ms since epoch; the process clock by default. */
  readonly now?: () => number;
  /** Beside the standard ones. */
  readonly plugins?: readonly Plugin[];
  /** Another one for each process by default. */
  readonly secret?: string;
}

/**
 * Opens all logs of a store, makes what a new installation lacks, and keeps environments on the definitions they follow.
 * Where that fails nothing is left open but the store, which is the caller's.
 */
export async function openContext(
  store: Store,
  { now = Date.now, plugins = [], secret = randomBytes(32).toString('hex') }: OpenOptions = {},
): Promise<AdminContext> {
  const readers: LogReader[] = [];
  const closeReaders = () => readers.forEach((reader) => reader.close());
  const open = async (log: string): Promise<LogReader> => {
    const reader = await openLog(store, log, { goBackAfter: standsStill });
    readers.push(reader);
    return reader;
  };
  const { definitions, access, published, keyrings } = await openLogs(store, open).catch((error: unknown) => {
    closeReaders();
    throw error;
  });
  const registry = createRegistry([...standardPlugins, ...plugins]);
  for (const reader of published.values()) await load(reader, registry);
  const requireLog = (logs: ReadonlyMap<string, LogReader>, environment: string): LogReader => {
    const log = logs.get(environment);
    if (!log) throw notFound('environment', environment);
    return log;
  };
  const installation = () => readInstallation(definitions);
  const hoist: AdminContext = {
    store,
    registry,
    // A store that is restored under this process may be of another installation.
    get installation() {
      return installation();
    },
    secret,
    now,
    zone: 'UTC',
    usage: createUsage(store.counts, now),
    relays: watchRelays({ installation, records: store.records, now }),
    get restores() {
      return restores;
    },
    definitions,
    access,
    published: (environment) => requireLog(published, environment),
    keyring: (environment) => requireLog(keyrings, environment),
    close: async () => {
      clearInterval(timer);
      hoist.relays.stop();
      await counting.stop();
      closeReaders();
      await store.close();
    },
  };
  const restores = watchRestores(hoist, readers);
  const reconcile = async () => {
    await restores.look();
    if (restores.divergences.length === 0) await followNow(hoist);
  };
  const timer = setInterval(() => void reconcile(), followJob.interval).unref();
  const counting = startCounting(store, { holder, now, isDefined: isDefinedIn(definitions) });
  await hoist.relays.mark();
  await reconcile();
  return hoist;
}

interface Logs {
  readonly definitions: LogReader;
  readonly access: LogReader;
  readonly published: ReadonlyMap<string, LogReader>;
  readonly keyrings: ReadonlyMap<string, LogReader>;
}

async function openLogs(store: Store, open: (log: string) => Promise<LogReader>): Promise<Logs> {
  const definitions = await open('definitions');
  await installDefinitions(store, definitions);
  await loadDefinitions(definitions);
  const access = await open(accessLog);
  const installation = readInstallation(definitions);
  const published = new Map<string, LogReader>();
  const keyrings = new Map<string, LogReader>();
  for (const { key } of readDefinitions(definitions).environments) {
    const [log, keyring] = [await open(`environment/${key}`), await open(`keyring/${key}`)];
    await installEnvironment(store, log, { installation, key });
    await installKeyring(store, keyring);
    published.set(key, log);
    keyrings.set(key, keyring);
  }
  return { definitions, access, published, keyrings };
}

/** Reads and compiles what an environment serves, in slices, before anybody asks for it. */
async function load(reader: LogReader, registry: Registry): Promise<void> {
  try {
    const { ruleset } = await loadPublished(reader);
    await precompile(ruleset, registry);
  } catch {
    // Whoever asks for it is told what is wrong with it.
  }
}

/** Whether a flag was ever defined, by its key. */
function isDefinedIn(definitions: LogReader): (flag: string) => boolean {
  return (flag) => readDefinitions(definitions).flags.has(flag);
}

const holder = randomUUID();

/** One process at a time reconciles; a fault here is tried again at the next turn, and shows as what still waits. */
async function followNow(hoist: AdminContext): Promise<void> {
  try {
    if (!(await hoist.store.lease(followJob.name, holder, followJob.ttl, Date.now()))) return;
    await followEverywhere(hoist, hoistItself);
    await revokeAgain(hoist);
  } catch (error) {
    log.error({ error: String(error) }, 'following the definitions failed');
  }
}

function readInstallation(definitions: LogReader): string {
  const value = definitions.value('installation');
  if (isJsonObject(value) && typeof value['id'] === 'string') return value['id'];
  throw new Error(
    "The log 'definitions' does not say which installation it is. Restore the store from a backup.",
  );
}
