import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRegistry } from '@hoist/core';
import { standardPlugins } from '@hoist/plugins';
import { createPublicServer, openStoreSource, Relay } from '@hoist/relay';
import { pino } from 'pino';
import { fillStore } from './fill-store.ts';

/** A process that runs the relay on a new store with 100 flags, with keys, limits and metrics. */
const folder = mkdtempSync(join(tmpdir(), 'hoist-bench-'));
const url = `sqlite:${join(folder, 'hoist.db')}`;
const key = await fillStore(url);
const relay = new Relay({
  dataDir: folder,
  environments: [],
  registry: createRegistry(standardPlugins),
  logger: pino({ level: 'warn' }),
  openSource: () => openStoreSource(url),
});
await relay.start();
while (!relay.ready) await new Promise((resolve) => setTimeout(resolve, 20));

const server = createPublicServer(relay).listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.send?.({ port: typeof address === 'object' && address ? address.port : 0, key });
});
process.on('message', () => process.send?.({ cpu: process.cpuUsage() }));
process.on('disconnect', () => {
  rmSync(folder, { recursive: true, force: true });
  process.exit(0);
});
