import { join } from 'node:path';
import { buildAdmin } from './start/build-admin.ts';
import { findTakenPort } from './start/find-taken-port.ts';
import { findUnwritable } from './start/find-unwritable.ts';
import { resolvePaths } from './start/resolve-paths.ts';
import { Service } from './start/service.ts';
import { waitUntilReady } from './start/wait-until-ready.ts';

const root = join(import.meta.dirname, '..');
const ports = {
  HOIST_ADMIN_PORT: Number(process.env['HOIST_ADMIN_PORT'] || 3000),
  HOIST_RELAY_PORT: Number(process.env['HOIST_RELAY_PORT'] || 8080),
  HOIST_RELAY_MANAGEMENT_PORT: Number(process.env['HOIST_RELAY_MANAGEMENT_PORT'] || 9464),
  HOIST_ADMIN_MANAGEMENT_PORT: Number(process.env['HOIST_ADMIN_MANAGEMENT_PORT'] || 9465),
};
const relayUrl = process.env['HOIST_RELAY_PUBLIC_URL'] || `http://localhost:${ports.HOIST_RELAY_PORT}`;
const adminUrl = process.env['HOIST_PUBLIC_URL'] || `http://localhost:${ports.HOIST_ADMIN_PORT}`;
const env = { ...resolvePaths(root, process.env), HOIST_RELAY_PUBLIC_URL: relayUrl };
const dataDir = env.HOIST_DATA_DIR;

const services: Service[] = [];
let stopping = false;

process.on('SIGINT', () => void stop(0));
process.on('SIGTERM', () => void stop(0));
process.on('SIGHUP', () => void stop(0));

await start();

async function start(): Promise<void> {
  const refusal = findUnwritable(dataDir) ?? (await findTakenPort(ports));
  if (refusal) return fail(refusal);
  say('2/4 building the admin ...');
  const problem = await buildAdmin(root);
  if (stopping) return;
  if (problem) return fail(problem);
  say('3/4 starting the admin and the relay ...');
  const admin = launch('admin', ['server.ts']);
  const adminReady = await waitUntilReady(
    `http://127.0.0.1:${ports.HOIST_ADMIN_MANAGEMENT_PORT}/readyz`,
    admin,
  );
  if (!adminReady) return failed(admin);
  const relay = launch('relay', ['src/main.ts']);
  const relayReady = await waitUntilReady(
    `http://127.0.0.1:${ports.HOIST_RELAY_MANAGEMENT_PORT}/readyz`,
    relay,
  );
  if (!relayReady) return failed(relay);
  say('4/4 ready\n');
  say(`  Admin   ${adminUrl}`);
  say(`  Relay   ${relayUrl}  (OFREP, for apps)`);
  const setUp = admin.findLine(/^Set up: (\S+)$/);
  if (setUp) say(`\n  Make the first administrator, once: ${setUp}`);
  say(`\n  Data and logs are in ${dataDir}. Ctrl-C stops both.`);
}

function launch(name: string, arguments_: readonly string[]): Service {
  const service = new Service({
    name,
    arguments: arguments_,
    cwd: join(root, name),
    env,
    logDir: join(dataDir, 'log'),
  });
  services.push(service);
  service.onExit(() => {
    if (!stopping && service.wasReady) void failed(service);
  });
  return service;
}

async function failed(service: Service): Promise<void> {
  if (stopping) return;
  const log = join(dataDir, 'log', `${service.name}.log`);
  await fail(
    `The ${service.name} ${service.ending || 'does not start'}. It said last:\n${service.lastLines(12)}\nAll of it is in ${log}. Start again: npm start`,
  );
}

async function fail(sentence: string): Promise<void> {
  if (stopping) return;
  process.stderr.write(`${sentence}\n`);
  await stop(1);
}

async function stop(code: number): Promise<void> {
  if (stopping) return;
  stopping = true;
  await Promise.all(services.map((service) => service.stop()));
  process.exit(code);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
