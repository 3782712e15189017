import { error } from '@sveltejs/kit';
import type { Handle } from '@sveltejs/kit/hooks';
import { mostJsonBytes } from '../api/api-body.ts';

/** Where lists of IDs are sent: by machines, or as a file of the page. */
function takesIds({ pathname, searchParams }: URL): boolean {
  if (/^\/api\/v1\/segments\/[^/]+\/ids$/.test(pathname)) return true;
  return /^\/segments\/[^/]+$/.test(pathname) && searchParams.has('/ids');
}

/** Bounds the bodies of requests to 512 KiB, apart from long lists of IDs: the server in front allows 16 MiB of each. */
export const boundBody: Handle = ({ event, resolve }) => {
  const { request, url } = event;
  if (!request.body || takesIds(url)) return resolve(event);
  const body = boundStream(request.body, mostJsonBytes);
  Object.assign(event, { request: new Request(request, { body, duplex: 'half' } as RequestInit) });
  return resolve(event);
};

/** The bytes of a body until they are too many. It is not cancelled then: that would cut the connection before the answer. */
function boundStream(body: ReadableStream<Uint8Array>, most: number): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  let left = most;
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await reader.read();
      if (done) return controller.close();
      left -= value.byteLength;
      if (left < 0) error(413, 'The body is too large.');
      controller.enqueue(value);
    },
    cancel: (reason) => reader.cancel(reason),
  });
}
