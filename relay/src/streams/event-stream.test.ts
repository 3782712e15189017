import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { EventStream, mostWaiting, toEventBytes } from './event-stream.ts';

/** A stream, and the connection at its other end, which does not read yet. `opening` is sent at once. */
async function open(opening: readonly Buffer[]) {
  const { promise, resolve } = Promise.withResolvers<EventStream>();
  const server = createServer((_request, response) =>
    resolve(new EventStream(response, { retry: 1_000, opening })),
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const reader = connect((server.address() as AddressInfo).port, '127.0.0.1').pause();
  reader.on('error', () => undefined);
  reader.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
  onTestFinished(() => {
    reader.destroy();
    server.close();
  });
  return { stream: await promise, reader };
}

/** More than all buffers of the system hold, so that it stays on its way. */
const huge = toEventBytes({ data: 'h'.repeat(24 * 1_024 * 1_024) });
const exactly = (bytes: number) => toEventBytes({ data: 'x'.repeat(bytes - 'data: \n\n'.length) });

it('writes an event with its name and id', () => {
  expect(toEventBytes({ event: 'change', id: '7', data: '{}' }).toString()).toBe(
    'id: 7\nevent: change\ndata: {}\n\n',
  );
  expect(toEventBytes({ data: '{}' }).toString()).toBe('data: {}\n\n');
});

it('cuts nobody for an event that is large, whatever is sent along behind it up to 64 KiB', async () => {
  const { stream, reader } = await open([huge]);
  stream.send(exactly(mostWaiting));
  expect([stream.isOpen, stream.wasCut]).toEqual([true, false]);
  let received = 0;
  reader.on('data', (chunk: Buffer) => (received += chunk.length)).resume();
  while (received < huge.length + mostWaiting) await once(reader, 'data');
  stream.send(huge);
  expect([stream.isOpen, stream.wasCut]).toEqual([true, false]);
});

it('cuts a reader for whom more than 64 KiB waits', async () => {
  const { stream, reader } = await open([huge]);
  const closed = Promise.withResolvers<undefined>();
  stream.onClose(() => closed.resolve(undefined));
  stream.send(exactly(mostWaiting));
  stream.send(toEventBytes({ data: '' }));
  expect([stream.isOpen, stream.wasCut]).toEqual([false, true]);
  await closed.promise;
  reader.resume();
  await once(reader, 'close');
});
