import type { ParameterizedContext } from 'koa';
import { readKey } from '../http/credentials.ts';
import type { Credential } from '../http/credentials.ts';
import { refuse, refuseForNow } from '../http/refuse.ts';
import type { EnvironmentFeed } from '../sync/environment-feed.ts';
import type { ProviderApiHost } from './provider-api-host.ts';

/** A key and the environment that it may read. */
export interface Admitted {
  readonly feed: EnvironmentFeed;
  readonly credential: Credential;
}

/** The feed that a server key may read (`-` names the key's own); answers 401, 403 or 503 itself where there is none. */
export async function admit(
  host: ProviderApiHost,
  ctx: ParameterizedContext,
  asked: string,
): Promise<Admitted | undefined> {
  const credential = await authorize(host, ctx);
  if (!credential) return undefined;
  const { environment } = credential;
  if (asked !== '-' && asked !== environment) {
    refuse(ctx, 403, `This key is for the environment '${environment}', not for '${asked}'.`);
    return undefined;
  }
  const feed = host.feeds.get(environment);
  if (feed?.history.position) return { feed, credential };
  refuseForNow(ctx, 1, 'The relay has not read its flags yet. It answers as soon as it has.');
  return undefined;
}

/** The credential of a request's server key, because browsers get neither rules nor counts; answers itself where there is none. */
export async function authorize(
  host: ProviderApiHost,
  ctx: ParameterizedContext,
): Promise<Credential | undefined> {
  const key = readKey(ctx.req.headers);
  const found = key === undefined ? 'unknown' : await host.keys.find(key);
  if (found === 'unsure' || (found === 'unknown' && !host.following.isComplete))
    refuseForNow(ctx, 1, 'The relay has not read its newest keys yet. It answers as soon as it has.');
  else if (found === 'unknown')
    refuse(ctx, 401, 'No key was sent, or it is unknown, revoked or expired. Send a server key.');
  else if (found.scope === 'server') return found;
  else refuse(ctx, 403, 'This is a client key, for browsers and phones. Use a server key here.');
  return undefined;
}
