import { randomBytes, randomUUID } from 'node:crypto';
import { createRegistry } from '@hoist/core';
import type { Plugin, Registry } from '@hoist/core';
import { accessLog } from './access/access-state.ts';
import type { AdminContext } from './context.ts';
import { standardPlugins } from '@hoist/plugins';
import { openLog } from '@hoist/store';
import type { LogReader, Prepare, Store } from '@hoist/store';
import { createEnvironmentLogs, readInstallation } from './environment-logs.ts';
import type { EnvironmentLogs } from './environment-logs.ts';
import { startCounting } from './jobs/add-up-counts.ts';
import { log } from './logging/log.ts';
import { installDefinitions } from './platform/install.ts';
import { precompile } from './publishing/compiled.ts';
import { loadDefinitions, readDefinitions } from './definitions/definitions.ts';
import { revokeAgain } from './publishing/raise-epoch.ts';
import { watchRestores } from './jobs/restore-watch.ts';
import { followEverywhere, hoistItself } from './publishing/follow.ts';
import { loadPublished } from './publishing/published.ts';
import { createUsage } from './counts/usage.ts';
import { watchRelays } from './jobs/relay-watch.ts';

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
  const readers = createReaders(store);
  const environments = createEnvironmentLogs(store, readers.open);
  const { definitions, access } = await openLogs(store, readers.open, environments).catch(
    (error: unknown) => {
      readers.close();
      throw error;
    },
  );
  const registry = createRegistry([...standardPlugins, ...plugins]);
  for (const { published } of environments.list()) await load(published, registry);
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
    published: (environment) => environments.of(environment).published,
    keyring: (environment) => environments.of(environment).keyring,
    close: async () => {
      clearInterval(timer);
      hoist.relays.stop();
      await counting.stop();
      readers.close();
      await store.close();
    },
  };
  const restores = watchRestores(hoist, readers.all);
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

interface Readers {
  readonly all: ReadonlySet<LogReader>;
  open(log: string, prepare?: Prepare): Promise<LogReader>;
  close(): void;
}

/** Opens logs one by one, and closes them together; what is opened after that is closed as well. */
function createReaders(store: Store): Readers {
  const all = new Set<LogReader>();
  let isClosed = false;
  return {
    all,
    open: async (log, prepare) => {
      const reader = await openLog(store, log, { goBackAfter: standsStill, ...(prepare && { prepare }) });
      all.add(reader);
      if (isClosed) reader.close();
      return reader;
    },
    close: () => {
      isClosed = true;
      for (const reader of all) reader.close();
    },
  };
}

async function openLogs(
  store: Store,
  open: Readers['open'],
  environments: EnvironmentLogs,
): Promise<{ readonly definitions: LogReader; readonly access: LogReader }> {
  const definitions = await open('definitions', (view) => environments.prepare(view));
  await installDefinitions(store, definitions);
  await loadDefinitions(definitions);
  return { definitions, access: await open(accessLog) };
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
