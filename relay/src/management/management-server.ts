import type { Server } from 'node:http';
import { createBoundedServer, managementConnections } from '@hoist/store/process';
import type { Timeouts } from '@hoist/store/process';
import Koa from 'koa';
import type { Relay } from '../relay.ts';
import { readTarget, refuseTarget } from '../http/request-target.ts';
import { createManagementRoutes } from '../routes.ts';

/** Health, status and metrics, on a port of their own that apps cannot reach. */
export function createManagementServer(relay: Relay, timeouts: Timeouts = {}): Server {
  const app = new Koa();
  app.use(createManagementRoutes(relay));
  const handle = app.callback();
  return createBoundedServer({ ...timeouts, connections: managementConnections }, (request, response) => {
    const target = readTarget(request.url ?? '');
    if (target === undefined) return refuseTarget(request, response);
    request.url = target;
    void handle(request, response);
  });
}
