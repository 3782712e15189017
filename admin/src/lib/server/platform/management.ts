import type { Server, ServerResponse } from 'node:http';
import { createBoundedServer, managementConnections } from '@hoist/store/process';
import type { ServerBounds } from '@hoist/store/process';
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { Admin } from './admin.ts';
import { answerRequest } from './answer-request.ts';
import type { Handle } from './answer-request.ts';
import type { StartingAdmin } from './starting-admin.ts';
import { describeDivergence } from '../publishing/divergence.ts';
import { listEnvironments } from '../environments/environments.ts';

/** The server for operators, on a port of its own that must not be public. */
export interface Management {
  readonly server: Server;
  /** Reports ready as soon as this admin is open. */
  open(starting: Pick<StartingAdmin, 'admin' | 'problem'>): void;
  /** Reports not ready from now on. */
  close(): void;
  readonly isClosed: boolean;
}

/**
 * Makes the server of `/livez`, `/readyz`, `/status` and `/metrics`. It is alive as soon as it listens, and ready
 * while the store is open.
 */
export function createManagement(bounds: Partial<ServerBounds> = {}): Management {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  let starting: Pick<StartingAdmin, 'admin' | 'problem'> | undefined;
  let closed = false;
  new Gauge({
    name: 'hoist_admin_relays_ahead',
    help: 'Logs of which relays have read more, or another history, than the store holds: an older copy was restored.',
    registers: [registry],
    collect() {
      this.set(starting?.admin?.hoist.restores.divergences.length ?? 0);
    },
  });
  const whyNotReady = () => {
    if (closed) return 'it is stopping';
    if (starting?.admin) return starting.admin.hoist.store.whyLost();
    return starting?.problem ?? 'the store is being opened';
  };
  const handle: Handle = (request, response) => {
    const path = request.url?.split('?')[0];
    if (path === '/livez') return answer(response, 200, 'alive');
    if (path === '/readyz') {
      const reason = whyNotReady();
      if (reason === undefined) return answer(response, 200, 'ready');
      return answer(response, 503, `not ready: ${reason}`);
    }
    if (path === '/status')
      return answerJson(response, toStatus(closed ? undefined : starting?.admin, starting?.problem));
    if (path === '/metrics') return answerMetrics(response, registry);
    return answer(response, 404, 'Ask for /livez, /readyz, /status or /metrics.');
  };
  const server = createBoundedServer(
    { connections: managementConnections, isDraining: () => closed, ...bounds },
    (request, response) => void answerRequest(handle, request, response),
  );
  return {
    server,
    open: (given) => {
      starting = given;
    },
    close: () => {
      closed = true;
    },
    get isClosed() {
      return closed;
    },
  };
}

function toStatus(admin: Admin | undefined, problem: string | undefined) {
  if (!admin) return { ready: false, problem: problem ?? null };
  const { hoist } = admin;
  const lost = hoist.store.whyLost();
  return {
    ready: lost === undefined,
    installation: hoist.installation,
    store: hoist.store.description,
    relaysAhead: hoist.restores.divergences.map(describeDivergence),
    problem: lost ?? hoist.definitions.problem?.message ?? null,
    definitions: { version: hoist.definitions.state.version, epoch: hoist.definitions.state.epoch },
    environments: listEnvironments(hoist).map(({ environment, version, pending }) => ({
      key: environment.key,
      version,
      pending,
    })),
  };
}

async function answerMetrics(response: ServerResponse, registry: Registry): Promise<void> {
  const text = await registry.metrics();
  response.writeHead(200, { 'content-type': registry.contentType }).end(text);
}

function answerJson(response: ServerResponse, value: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(`${JSON.stringify(value)}\n`);
}

function answer(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(`${text}\n`);
}
