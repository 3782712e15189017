import type { ParameterizedContext } from 'koa';
import { admit } from './admit.ts';
import type { ProviderApiHost } from './provider-api-host.ts';

/** Answers with the whole ruleset of an environment, compressed where the client takes it, or 304 where it is known. */
export async function sendRuleset(
  host: ProviderApiHost,
  ctx: ParameterizedContext,
  environment: string,
): Promise<void> {
  const admitted = await admit(host, ctx, environment);
  const download = admitted?.feed.history.download;
  if (!admitted || !download) return;
  const { contact } = admitted.feed;
  ctx.set({
    ETag: download.etag,
    'Cache-Control': 'no-cache',
    Vary: 'Accept-Encoding',
    ...(Number.isFinite(contact.age) && { 'Hoist-Contact-Age': String(Math.round(contact.age)) }),
  });
  if (ctx.req.headers['if-none-match'] === download.etag) {
    ctx.status = 304;
    return;
  }
  ctx.type = 'application/json';
  if (ctx.acceptsEncodings('gzip', 'identity') === 'gzip') {
    ctx.set('Content-Encoding', 'gzip');
    ctx.body = await download.zipped();
  } else ctx.body = download.bytes;
}
