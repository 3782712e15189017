import { error } from '@sveltejs/kit';
import type { Handle } from '@sveltejs/kit/hooks';
import { mostJsonBytes } from '../api/api-body.ts';

/** Where lists of IDs are sent: as a file of the page, or by machines. */
const longBodies = /^\/(?:api\/v1\/)?segments\/[^/]+(?:\/ids)?$/;

/** Bounds the bodies of requests to 512 KiB, apart from long lists of IDs: the server in front allows 16 MiB of each. */
export const boundBody: Handle = ({ event, resolve }) => {
  const { request, url } = event;
  if (!request.body || longBodies.test(url.pathname)) return resolve(event);
  let left = mostJsonBytes;
  const bound = new TransformStream<Uint8Array, Uint8Array>({
    transform(bytes, controller) {
      left -= bytes.byteLength;
      if (left < 0) error(413, 'The body is too large.');
      controller.enqueue(bytes);
    },
  });
  const body = request.body.pipeThrough(bound);
  Object.assign(event, { request: new Request(request, { body, duplex: 'half' } as RequestInit) });
  return resolve(event);
};
