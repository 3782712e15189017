import type { Server } from 'node:http';
import { createBoundedServer } from '@hoist/store/process';
import type { Timeouts } from '@hoist/store/process';
import Koa from 'koa';
import { toAppConnections } from './connection-limits.ts';
import { corsHeaders } from '../ofrep/cors.ts';
import { handleOfrep } from '../ofrep/ofrep-host.ts';
import type { OfrepHost } from '../ofrep/ofrep-host.ts';
import { withoutPublicPath } from './public-path.ts';
import { readTarget, refuseTarget } from './request-target.ts';
import type { ProviderApiHost } from '../provider-api/provider-api-host.ts';
import { createPublicRoutes } from '../routes.ts';

/** Errors of clients that disconnect in the middle of an answer; they are not logged. */
const leaving: ReadonlySet<string> = new Set(['ECONNRESET', 'EPIPE', 'ERR_STREAM_PREMATURE_CLOSE']);

/** What apps reach: OFREP before Koa, everything else by its routes. */
export function createPublicServer(
  host: OfrepHost & ProviderApiHost & { readonly publicPath: string },
  timeouts: Timeouts = {},
): Server {
  const app = new Koa();
  app.use((ctx, next) => {
    ctx.set(corsHeaders);
    return next();
  });
  app.use(createPublicRoutes(host));
  app.on('error', (error: Error & { readonly code?: string }) => {
    if (!leaving.has(error.code ?? '')) host.faults.request(error);
  });
  const handle = app.callback();
  const connections = toAppConnections(host.streams.limits.total);
  const isDraining = () => host.draining;
  return createBoundedServer({ ...timeouts, connections, isDraining }, (request, response) => {
    const target = readTarget(request.url ?? '');
    if (target === undefined) return refuseTarget(request, response, corsHeaders);
    request.url = withoutPublicPath(target, host.publicPath);
    if (!handleOfrep(host, request, response)) void handle(request, response);
  });
}
