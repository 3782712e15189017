import { createServer } from 'node:http';
import type { Server } from 'node:http';
import Koa from 'koa';
import { watchConnections } from './close-server.ts';
import { limitConnections } from './connection-limits.ts';
import { corsHeaders } from '../ofrep/cors.ts';
import { handleOfrep } from '../ofrep/ofrep-host.ts';
import type { OfrepHost } from '../ofrep/ofrep-host.ts';
import { withoutPublicPath } from './public-path.ts';
import { readTarget, refuseTarget } from './request-target.ts';
import { createHoistRoutes } from '../provider-api/routes.ts';
import type { StreamDoor } from '../provider-api/routes.ts';

interface Timeouts {
  /** How long a request may take to arrive, in ms; a connection that is slower is closed. */
  readonly request?: number;
  /** How long a connection may be idle between two requests, in ms. */
  readonly keepAlive?: number;
}

/** A reader that goes away in the middle is nobody's fault. */
const leaving: ReadonlySet<string> = new Set(['ECONNRESET', 'EPIPE', 'ERR_STREAM_PREMATURE_CLOSE']);

/** What apps reach: OFREP by the front door, everything else by Koa. */
export function createPublicServer(
  door: OfrepHost & StreamDoor & { readonly publicPath: string },
  { request: requestTimeout = 10_000, keepAlive = 75_000 }: Timeouts = {},
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
  const limits = {
    headersTimeout: requestTimeout,
    requestTimeout,
    connectionsCheckingInterval: requestTimeout / 10,
    keepAliveTimeout: keepAlive,
  };
  const server = createServer(limits, (request, response) => {
    if (door.draining || isCrowded()) response.shouldKeepAlive = false;
    const target = readTarget(request.url ?? '');
    if (target === undefined) return refuseTarget(request, response, corsHeaders);
    request.url = withoutPublicPath(target, door.publicPath);
    if (!handleOfrep(door, request, response)) void handle(request, response);
  });
  server.maxHeadersCount = 100;
  watchConnections(server);
  const isCrowded = limitConnections(server, door.streams.limits.total);
  return server;
}
