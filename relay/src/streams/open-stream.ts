import type { ParameterizedContext } from 'koa';
import { refuseForNow } from '../http/refuse.ts';
import type { Opening } from '../ofrep/hint-channel.ts';
import type { EventStream } from './event-stream.ts';
import type { StreamHub, Subscription } from './stream-hub.ts';

/** Opens a stream on a request's connection, or answers 503 where the relay has no room for it. */
export function openStream(
  streams: StreamHub,
  ctx: ParameterizedContext,
  subscription: Subscription,
  opening: Opening<EventStream> | undefined,
): void {
  ctx.respond = false;
  const stream = opening && streams.open(subscription, ctx.res, opening.events);
  if (stream) return opening.join(stream);
  ctx.respond = true;
  refuseForNow(
    ctx,
    30,
    'This relay has as many streams open as it may have. Ask again, without a stream, meanwhile.',
  );
}
