import type { Server } from 'node:http';
import Koa from 'koa';
import { createBoundedServer } from '../http/bounded-server.ts';
import type { Timeouts } from '../http/bounded-server.ts';
import { managementConnections } from '../http/connection-limits.ts';
import type { Relay } from '../relay.ts';
import { readTarget, refuseTarget } from '../http/request-target.ts';

/** Health, status and metrics, on a port of their own that apps cannot reach. */
export function createManagementServer(relay: Relay, timeouts: Timeouts = {}): Server {
  const app = new Koa();
  app.use(async (ctx) => {
    switch (ctx.path) {
      case '/livez':
        ctx.body = { alive: true };
        return;
      case '/readyz':
        ctx.status = relay.ready ? 200 : 503;
        ctx.body = {
          ready: relay.ready,
          draining: relay.draining,
          missing: relay.missing,
          problems: relay.problems.list().map(({ text }) => text),
        };
        return;
      case '/status':
        ctx.body = relay.status();
        return;
      case '/metrics':
        ctx.type = relay.metrics.registry.contentType;
        ctx.body = await relay.metrics.registry.metrics();
        return;
      default:
        ctx.status = 404;
        ctx.body = { errorDetails: 'There is /livez, /readyz, /status and /metrics here.' };
    }
  });
  const handle = app.callback();
  return createBoundedServer({ ...timeouts, connections: managementConnections }, (request, response) => {
    const target = readTarget(request.url ?? '');
    if (target === undefined) return refuseTarget(request, response);
    request.url = target;
    void handle(request, response);
  });
}
