import { createRegistry } from '@hoist/core';
import { standardPlugins } from '@hoist/plugins';
import { loadPlugins } from '@hoist/plugins/load';
import { createLogger, findUnknownSettings, onFault, TrustedProxies } from '@hoist/store';
import { createDrain } from './http/drain.ts';
import { listen } from './http/listen.ts';
import { createManagementServer } from './management/management-server.ts';
import { createPublicServer } from './http/public-server.ts';
import { Relay } from './relay.ts';
import { readRelaySettings } from './config.ts';
import { openStoreSource } from './sync/store-source.ts';

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
  const drain = createDrain({ relay, apps, management, logger, drainSeconds: settings.drainSeconds });
  process.on('SIGTERM', drain);
  process.on('SIGINT', drain);
  onFault(logger, () => drain('fault'));
}
