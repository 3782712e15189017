import type { ParameterizedContext } from 'koa';
import { expiryOf } from '../http/credentials.ts';
import { refuse, refuseForNow } from '../http/refuse.ts';
import type { Admitted } from '../provider-api/admit.ts';
import type { ProviderApiHost } from '../provider-api/provider-api-host.ts';
import { newestCursor, readCursor } from '../streams/cursor.ts';
import { openStream } from '../streams/open-stream.ts';
import type { Subscription } from '../streams/stream-hub.ts';
import { isSigned, readTicket } from './hint-ticket.ts';

/**
 * Opens a stream of hints for a browser. A hint says that something changed and never what; the ticket in the query
 * authorizes it.
 */
export async function openHints(host: ProviderApiHost, ctx: ParameterizedContext): Promise<void> {
  const query = new URLSearchParams(ctx.querystring);
  const admitted = await admitTicket(host, ctx, query.get('ticket') ?? '');
  if (!admitted) return;
  const { feed, credential, readsUntil } = admitted;
  const held = newestCursor(readCursor(query.get('seen') ?? undefined), readCursor(ctx.get('Last-Event-ID')));
  const subscription = {
    kind: 'hints',
    key: credential.streamKey,
    address: host.proxies.addressOf(ctx.req),
    readsUntil,
  } as const;
  openStream(
    host.streams,
    ctx,
    subscription,
    host.broadcaster.of(feed.key)?.hints[credential.scope].begin(held),
  );
}

interface AdmittedTicket extends Admitted {
  readonly readsUntil: Subscription['readsUntil'];
}

/** Returns the key and the environment of a ticket; answers 401 or 503 if the ticket is not valid. */
async function admitTicket(
  host: ProviderApiHost,
  ctx: ParameterizedContext,
  text: string,
): Promise<AdmittedTicket | undefined> {
  const ticket = readTicket(text);
  const feed = ticket && host.feeds.get(ticket.environment);
  const secret = feed?.keyring?.streamSecret;
  if (secret === undefined && !host.following.isComplete) {
    refuseForNow(ctx, 1, 'The relay has not read its keys yet. It answers as soon as it has.');
    return undefined;
  }
  if (feed && secret !== undefined && isSigned(ticket, secret)) {
    const find = () => host.credentials.findById(ticket, host.clocks.now());
    // Another relay may have made it for a key that this one has not read yet.
    if (!find()) await host.keys.refresh();
    const credential = find();
    if (credential) return { feed, credential, readsUntil: () => expiryOf(find()) };
  }
  refuse(ctx, 401, 'This ticket is not valid any more. Ask for all flags again to get another.');
  return undefined;
}
