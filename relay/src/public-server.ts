import { createServer } from 'node:http';
import type { Server } from 'node:http';
import Koa from 'koa';
import { corsHeaders } from './ofrep/cors.ts';
import { enterFrontDoor } from './ofrep/front-door.ts';
import type { FrontDoor } from './ofrep/front-door.ts';

/** What apps reach: OFREP by the front door, everything else by Koa. */
export function createPublicServer(door: FrontDoor): Server {
  const app = new Koa();
  app.use((ctx) => {
    ctx.set(corsHeaders);
    ctx.status = 404;
    ctx.body = {
      errorCode: 'GENERAL',
      errorDetails: `There is nothing at ${ctx.path}. Flags are at POST /ofrep/v1/evaluate/flags and /ofrep/v1/evaluate/flags/{key}.`,
      metadata: {},
    };
  });
  const handle = app.callback();
  const server = createServer(
    { headersTimeout: 10_000, requestTimeout: 10_000, keepAliveTimeout: 75_000 },
    (request, response) => {
      if (!enterFrontDoor(door, request, response)) void handle(request, response);
    },
  );
  server.maxHeadersCount = 100;
  return server;
}
