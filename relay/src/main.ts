import { createRegistry } from '@hoist/core';
import { standardPlugins } from '@hoist/plugins';
import { loadPlugins } from '@hoist/plugins/load';
import {
  closeServer,
  createDrain,
  createLogger,
  findUnknownVariables,
  listen,
  onFault,
  TrustedProxies,
} from '@hoist/store/process';
import { createManagementServer } from './management/management-server.ts';
import { createPublicServer } from './http/public-server.ts';
import { Relay } from './relay.ts';
import { readRelayConfig } from './config.ts';
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
  const config = readRelayConfig(process.env);
  const logger = createLogger(config.logLevel);
  for (const problem of findUnknownVariables(process.env)) logger.warn(problem);
  const plugins = await loadPlugins(config.plugins, process.cwd());
  const relay = new Relay({
    dataDir: config.dataDir,
    environments: config.environments,
    streams: config.streams,
    proxies: new TrustedProxies(config.trustedProxies),
    publicPath: config.publicPath,
    registry: createRegistry([...standardPlugins, ...plugins]),
    logger,
    openSource: () => openStoreSource(config.storeUrl),
    onRefusal: refuse,
  });
  const apps = createPublicServer(relay, { keepAlive: config.keepAliveSeconds * 1_000 });
  const management = createManagementServer(relay);
  await listen(apps, { port: config.port, variable: 'HOIST_RELAY_PORT' });
  await listen(management, {
    port: config.managementPort,
    host: config.managementHost,
    variable: 'HOIST_RELAY_MANAGEMENT_PORT',
  });
  await relay.start();
  logger.info({ port: config.port, managementPort: config.managementPort }, 'listening');
  const drain = createDrain({
    logger,
    seconds: config.drainSeconds,
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
