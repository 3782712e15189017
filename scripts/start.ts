import { join } from 'node:path';
import { buildAdmin } from './start/build-admin.ts';
import { findTakenPort } from './start/find-taken-port.ts';
import { findUnwritable } from './start/find-unwritable.ts';
import { resolvePaths } from './start/resolve-paths.ts';
import { Service } from './start/service.ts';
import { Supervisor } from './start/supervisor.ts';

const root = join(import.meta.dirname, '..');
/**
 * The Node option that the image sets as well: a flood of sign-ins would grow the heap's young generation, which
 * never shrinks.
 */
const littleYoungSpace = '--max-semi-space-size=4';
const ports = {
  HOIST_ADMIN_PORT: Number(process.env['HOIST_ADMIN_PORT'] || 3000),
  HOIST_RELAY_PORT: Number(process.env['HOIST_RELAY_PORT'] || 8080),
  HOIST_RELAY_MANAGEMENT_PORT: Number(process.env['HOIST_RELAY_MANAGEMENT_PORT'] || 9464),
  HOIST_ADMIN_MANAGEMENT_PORT: Number(process.env['HOIST_ADMIN_MANAGEMENT_PORT'] || 9465),
};
const noPort = Object.entries(ports).find(([, port]) => !Number.isInteger(port) || port < 0 || port > 65_535);
const relayUrl = process.env['HOIST_RELAY_PUBLIC_URL'] || `http://localhost:${ports.HOIST_RELAY_PORT}`;
const adminUrl = process.env['HOIST_PUBLIC_URL'] || `http://localhost:${ports.HOIST_ADMIN_PORT}`;
const env = { ...resolvePaths(root, process.env), HOIST_RELAY_PUBLIC_URL: relayUrl };
const dataDir = env.HOIST_DATA_DIR;
const managementHost = toReachable(process.env['HOIST_MANAGEMENT_HOST'] || '127.0.0.1');

const supervisors: Supervisor[] = [];
let stopping = false;

process.on('SIGINT', () => void stop(0));
process.on('SIGTERM', () => void stop(0));
process.on('SIGHUP', () => void stop(0));

await start();

async function start(): Promise<void> {
  if (noPort) return fail(`${noPort[0]} must be a port number from 0 to 65535.`);
  const refusal = findUnwritable(dataDir) ?? (await findTakenPort(ports));
  if (refusal) return fail(refusal);
  say('2/4 building the admin ...');
  const problem = await buildAdmin(root);
  if (stopping) return;
  if (problem) return fail(problem);
  say('3/4 starting the admin and the relay ...');
  const admin = supervise('admin', [littleYoungSpace, 'server.ts'], ports.HOIST_ADMIN_MANAGEMENT_PORT);
  const relay = supervise('relay', ['src/main.ts'], ports.HOIST_RELAY_MANAGEMENT_PORT);
  const ready = await Promise.all([whenReady(admin), whenReady(relay)]);
  if (!ready.every(Boolean)) return;
  say('4/4 ready\n');
  say(`  Admin   ${adminUrl}`);
  say(`  Relay   ${relayUrl}  (OFREP, for apps)`);
  if (admin.service) offerSetUp(admin.service);
  say(`\n  Data and logs are in ${dataDir}. Ctrl-C stops both.`);
}

function supervise(name: string, arguments_: readonly string[], managementPort: number): Supervisor {
  const logDir = join(dataDir, 'log');
  const supervisor = new Supervisor({
    launch: () => new Service({ name, arguments: arguments_, cwd: join(root, name), env, logDir }),
    readyUrl: `http://${managementHost}:${managementPort}/readyz`,
    say,
    onRestart: (service) => {
      say(`The ${service.name} is ready again.`);
      offerSetUp(service);
    },
  });
  supervisors.push(supervisor);
  return supervisor;
}

/** Prints the set-up link, which each start of the admin replaces. */
function offerSetUp(service: Service): void {
  const setUp = service.findLine(/^Set up: (\S+)$/);
  if (setUp) say(`\n  Make the first administrator, once: ${setUp}`);
}

/**
 * Waits until a service is ready, and ends all services if it refuses its configuration, which a restart would not
 * fix.
 */
async function whenReady(supervisor: Supervisor): Promise<boolean> {
  const ready = await supervisor.ready;
  const { service } = supervisor;
  if (!ready && service) {
    const log = join(dataDir, 'log', `${service.name}.log`);
    await fail(
      `The ${service.name} ${service.ending}. It said last:\n${service.lastLines(12)}\nAll of it is in ${log}. Start again: npm start`,
    );
  }
  return ready;
}

async function fail(sentence: string): Promise<void> {
  if (stopping) return;
  process.stderr.write(`${sentence}\n`);
  await stop(1);
}

async function stop(code: number): Promise<void> {
  if (stopping) return;
  stopping = true;
  await Promise.all(supervisors.map((supervisor) => supervisor.stop()));
  process.exit(code);
}

/** Returns the host by which this machine reaches an address that a service listens on. */
function toReachable(host: string): string {
  if (host === '::' || host === '0.0.0.0') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
