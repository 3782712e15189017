import type { ParameterizedContext } from 'koa';
import { expiryOf, readKey } from '../http/credentials.ts';
import { openStream } from '../streams/open-stream.ts';
import { admit } from './admit.ts';
import { readPosition } from './change-channel.ts';
import type { ProviderApiHost } from './provider-api-host.ts';

/** Streams the changes since the reader's position (`?after=<epoch>-<version>-<state>`), or `reset` where it is too old. */
export async function openChanges(
  host: ProviderApiHost,
  ctx: ParameterizedContext,
  environment: string,
): Promise<void> {
  const admitted = await admit(host, ctx, environment);
  if (!admitted) return;
  const key = readKey(ctx.req.headers) ?? '';
  const after = readPosition(new URLSearchParams(ctx.querystring).get('after') ?? '');
  const subscription = {
    kind: 'changes',
    key: admitted.credential.streamKey,
    address: host.proxies.addressOf(ctx.req),
    readsUntil: () => expiryOf(host.credentials.find(key, host.clocks.now())),
  } as const;
  openStream(host.streams, ctx, subscription, host.broadcaster.of(admitted.feed.key)?.changes.begin(after));
}
