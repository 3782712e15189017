import type Router from '@koa/router';
import type { Context, Middleware, Next } from 'koa';
import { refuse } from './refuse.ts';

/** Runs a router's routes; answers 405 with `Allow` for a method that a path does not have, and 404 in the words of `nowhere`. */
export function dispatch(router: Router, nowhere: (path: string) => string): Middleware {
  const run = router.routes() as unknown as (ctx: Context, next: Next) => Promise<unknown>;
  return async (ctx) => {
    await run(ctx, () => {
      const methods = methodsOf(router, ctx.path);
      if (methods.length === 0) refuse(ctx, 404, nowhere(ctx.path));
      else {
        ctx.set('Allow', methods.join(', '));
        refuse(ctx, 405, `${ctx.method} is not allowed here. Use ${methods.join(' or ')}.`);
      }
      return Promise.resolve();
    });
  };
}

/** Takes back the HEAD that every GET brings along: on a stream it would hold a place and read nothing. */
export function withoutHead(router: Router): Router {
  for (const layer of router.stack) layer.methods = layer.methods.filter((method) => method !== 'HEAD');
  return router;
}

function methodsOf(router: Router, path: string): readonly string[] {
  const methods = router.stack.filter((layer) => layer.match(path)).flatMap((layer) => layer.methods);
  return [...new Set(methods)].sort();
}
