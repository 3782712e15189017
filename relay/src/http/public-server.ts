import type { Server } from 'node:http';
import Koa from 'koa';
import { createBoundedServer } from './bounded-server.ts';
import type { Timeouts } from './bounded-server.ts';
import { watchConnections } from './close-server.ts';
import { toAppConnections } from './connection-limits.ts';
import { corsHeaders } from '../ofrep/cors.ts';
import { handleOfrep } from '../ofrep/ofrep-host.ts';
import type { OfrepHost } from '../ofrep/ofrep-host.ts';
import { withoutPublicPath } from './public-path.ts';
import { readTarget, refuseTarget } from './request-target.ts';
import { createHoistRoutes } from '../provider-api/routes.ts';
import type { StreamDoor } from '../provider-api/routes.ts';

/** A reader that goes away in the middle is nobody's fault. */
const leaving: ReadonlySet<string> = new Set(['ECONNRESET', 'EPIPE', 'ERR_STREAM_PREMATURE_CLOSE']);

/** What apps reach: OFREP by the front door, everything else by Koa. */
export function createPublicServer(
  door: OfrepHost & StreamDoor & { readonly publicPath: string },
  timeouts: Timeouts = {},
): Server {
  const app = new Koa();
  app.use((ctx, next) => {
    ctx.set(corsHeaders);
    return next();
  });
  app.use(createHoistRoutes(door));
  app.use((ctx) => {
    ctx.status = 404;
    ctx.body = {
      errorCode: 'GENERAL',
      errorDetails: `There is nothing at ${ctx.path}. Flags are at POST /ofrep/v1/evaluate/flags and /ofrep/v1/evaluate/flags/{key}.`,
      metadata: {},
    };
  });
  app.on('error', (error: Error & { readonly code?: string }) => {
    if (!leaving.has(error.code ?? '')) door.faults.request(error);
  });
  const handle = app.callback();
  const connections = toAppConnections(door.streams.limits.total);
  const server = createBoundedServer({ ...timeouts, connections }, (request, response) => {
    if (door.draining) response.shouldKeepAlive = false;
    const target = readTarget(request.url ?? '');
    if (target === undefined) return refuseTarget(request, response, corsHeaders);
    request.url = withoutPublicPath(target, door.publicPath);
    if (!handleOfrep(door, request, response)) void handle(request, response);
  });
  watchConnections(server);
  return server;
}
