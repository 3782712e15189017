import { createRegistry } from '@hoist/core';
import { standardPlugins } from '@hoist/plugins';
import { loadPlugins } from '@hoist/plugins/load';
import {
  closeServer,
  createDrain,
  createLogger,
  findUnknownSettings,
  listen,
  onFault,
  TrustedProxies,
} from '@hoist/store/process';
import { createManagementServer } from './management/management-server.ts';
import { createPublicServer } from './http/public-server.ts';
import { Relay } from './relay.ts';
import { readRelaySettings } from './config.ts';
import { openStoreSource } from './sync/store-source.ts';

/** How long requests in flight may take once nothing new is let in, in ms. */
const requestLimit = 10_000;

try {
  await main();
} catch (error) {
  refuse(error);
}

/** Restarting would mend nothing: ends the process with a sentence. */
function refuse(error: unknown): void {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}

async function main(): Promise<void> {
  const settings = readRelaySettings(process.env);
  const logger = createLogger(settings.logLevel);
  for (const problem of findUnknownSettings(process.env)) logger.warn(problem);
  const plugins = await loadPlugins(settings.plugins, process.cwd());
  const relay = new Relay({
    dataDir: settings.dataDir,
    environments: settings.environments,
    streams: settings.streams,
    proxies: new TrustedProxies(settings.trustedProxies),
    publicPath: settings.publicPath,
    registry: createRegistry([...standardPlugins, ...plugins]),
    logger,
    openSource: () => openStoreSource(settings.storeUrl),
    onRefusal: refuse,
  });
  const apps = createPublicServer(relay, { keepAlive: settings.keepAliveSeconds * 1_000 });
  const management = createManagementServer(relay);
  await listen(apps, { port: settings.port, variable: 'HOIST_RELAY_PORT' });
  await listen(management, {
    port: settings.managementPort,
    host: settings.managementHost,
    variable: 'HOIST_RELAY_MANAGEMENT_PORT',
  });
  await relay.start();
  logger.info({ port: settings.port, managementPort: settings.managementPort }, 'listening');
  const drain = createDrain({
    logger,
    seconds: settings.drainSeconds,
    begin: () => relay.drain(),
    end: async () => {
      relay.streams.close();
      await closeServer(apps, requestLimit);
      await relay.stop();
      await closeServer(management, 0);
    },
  });
  process.on('SIGTERM', drain);
  process.on('SIGINT', drain);
  onFault(logger, () => drain('fault'));
}
