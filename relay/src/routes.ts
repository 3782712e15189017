import Router from '@koa/router';
import type { Middleware } from 'koa';
import { dispatch, withoutHead } from './http/dispatch.ts';
import { sendReadiness } from './management/send-readiness.ts';
import { toStatus } from './management/status.ts';
import { openHints } from './ofrep/open-hints.ts';
import { openChanges } from './provider-api/open-changes.ts';
import type { ProviderApiHost } from './provider-api/provider-api-host.ts';
import { sendRuleset } from './provider-api/send-ruleset.ts';
import { takeCounts } from './provider-api/take-counts.ts';
import type { Relay } from './relay.ts';

/** Paths are compared as they are written: no other case, no trailing slash. */
const exact = { sensitive: true, strict: true } as const;

/** Every URL of the public port but OFREP's evaluations (`ofrep/route.ts`), which never reach Koa. */
export function createPublicRoutes(host: ProviderApiHost): Middleware {
  const router = new Router(exact);
  const environment = '/hoist/v1/environments/:environment';
  router.get(`${environment}/ruleset`, (ctx) => sendRuleset(host, ctx, ctx.params['environment'] ?? ''));
  router.get(`${environment}/changes`, (ctx) => openChanges(host, ctx, ctx.params['environment'] ?? ''));
  router.post('/hoist/v1/events', (ctx) => takeCounts(host, ctx));
  router.get('/ofrep/v1/events', (ctx) => openHints(host, ctx));
  return dispatch(
    withoutHead(router),
    (path) =>
      `There is nothing at ${path}. Flags are at POST /ofrep/v1/evaluate/flags and /ofrep/v1/evaluate/flags/{key}.`,
  );
}

/** Every URL of the management port. */
export function createManagementRoutes(relay: Relay): Middleware {
  const router = new Router(exact);
  router.get('/livez', (ctx) => {
    ctx.body = { alive: true };
  });
  router.get('/readyz', (ctx) => sendReadiness(relay, ctx));
  router.get('/status', (ctx) => {
    ctx.body = toStatus(relay);
  });
  router.get('/metrics', async (ctx) => {
    ctx.type = relay.metrics.registry.contentType;
    ctx.body = await relay.metrics.registry.metrics();
  });
  return dispatch(router, () => 'There is /livez, /readyz, /status and /metrics here.');
}
