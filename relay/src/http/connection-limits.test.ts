import { once } from 'node:events';
import { connect } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { createBoundedServer } from '@hoist/store/process';
import { afterAll, describe, expect, it } from 'vitest';
import { toAppConnections } from './connection-limits.ts';

const opened: Socket[] = [];
const server = createBoundedServer({ connections: toAppConnections(10) }, (_request, response) =>
  response.end('ok'),
);

afterAll(() => {
  for (const socket of opened) socket.destroy();
  server.close();
});

/** Opens connections, each of which asks once; the heads of their answers, empty where nobody answered. */
async function ask(count: number): Promise<string[]> {
  const { port } = server.address() as AddressInfo;
  return Promise.all(
    Array.from({ length: count }, async () => {
      const socket = connect(port, '127.0.0.1', () => socket.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n'));
      opened.push(socket);
      let answer = '';
      socket.on('data', (chunk: Buffer) => (answer += chunk.toString())).on('error', () => undefined);
      await Promise.race([once(socket, 'data'), once(socket, 'close')]).catch(() => undefined);
      return answer;
    }),
  );
}

const closes = (answer: string) => /^Connection: close/m.test(answer);

describe('connections beside streams', () => {
  it('stay open between requests up to 1,000, are closed with their answers from then on', async () => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    expect((await ask(1_010)).filter(closes)).toEqual([]);
    const beyond = await ask(20);
    expect(beyond.filter(closes)).toHaveLength(20);
  });

  it('are at most 3,000', async () => {
    const { port } = server.address() as AddressInfo;
    // The system's queue of those that wait to be let in is short.
    for (let count = 1_010; count < 3_010; count += 200) {
      const accepted = new Promise<void>((resolve) => {
        let more = 200;
        const see = () => --more === 0 && server.off('connection', see) && resolve();
        server.on('connection', see);
      });
      opened.push(...Array.from({ length: 200 }, () => connect(port, '127.0.0.1')));
      await accepted;
    }
    expect(await ask(1)).toEqual(['']);
  });
});
